#ifndef LOA_SERVICES_UNITS_PAGES_PAGES_H_
#define LOA_SERVICES_UNITS_PAGES_PAGES_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/page_service.pb.h"

namespace loa::units {

// The pages of units.  Contracts and errors: page_service.proto.
class Pages {
 public:
  Pages(sql::Database& database, base::IdSource& ids)
      : database_(database), ids_(ids) {}

  absl::StatusOr<v1::Page> GetPage(const rpc::RequestContext& context,
                                   const v1::GetPageRequest& request);
  absl::StatusOr<v1::ListPagesResponse> ListPages(
      const rpc::RequestContext& context, const v1::ListPagesRequest& request);
  absl::StatusOr<v1::Page> CreatePage(const rpc::RequestContext& context,
                                      const v1::CreatePageRequest& request);
  absl::StatusOr<v1::BatchCreatePagesResponse> BatchCreatePages(
      const rpc::RequestContext& context,
      const v1::BatchCreatePagesRequest& request);
  absl::StatusOr<v1::Page> UpdatePage(const rpc::RequestContext& context,
                                      const v1::UpdatePageRequest& request);
  absl::StatusOr<v1::Page> RetirePage(const rpc::RequestContext& context,
                                      const v1::RetirePageRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_PAGES_H_
