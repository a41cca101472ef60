#ifndef LOA_SERVICES_UNITS_PLANS_FACTS_H_
#define LOA_SERVICES_UNITS_PLANS_FACTS_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"

namespace loa::units {

// The dated facts about pages and units.  Contracts and errors:
// plan_service.proto.
class Facts {
 public:
  explicit Facts(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::RecordFactsResponse> RecordFacts(
      const rpc::RequestContext& context,
      const v1::RecordFactsRequest& request);
  absl::StatusOr<v1::ListFactsResponse> ListFacts(
      const rpc::RequestContext& context, const v1::ListFactsRequest& request);

 private:
  sql::Database& database_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_FACTS_H_
