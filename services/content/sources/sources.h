#ifndef LOA_SERVICES_CONTENT_SOURCES_SOURCES_H_
#define LOA_SERVICES_CONTENT_SOURCES_SOURCES_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/source_service.pb.h"

namespace loa::content {

// The use cases of SourceService; errors as its contract says. Thread-safe.
class Sources {
 public:
  Sources(sql::Database& database, base::IdSource& ids)
      : database_(database), ids_(ids) {}

  absl::StatusOr<v1::Source> CreateSource(
      const rpc::RequestContext& context,
      const v1::CreateSourceRequest& request);
  absl::StatusOr<v1::ListSourcesResponse> ListSources(
      const rpc::RequestContext& context,
      const v1::ListSourcesRequest& request);
  absl::StatusOr<v1::DeleteSourceResponse> DeleteSource(
      const rpc::RequestContext& context,
      const v1::DeleteSourceRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SOURCES_SOURCES_H_
