#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_REPORT_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_REPORT_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/adoption_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// Reports what came of a cascade; errors as the contract of AdoptionService
// says, and DEPENDENCY_UNAVAILABLE until the register was read once. One
// snapshot. Thread-safe.
class AdoptionReport {
 public:
  AdoptionReport(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::GetAdoptionResponse> Get(
      const rpc::RequestContext& context,
      const v1::GetAdoptionRequest& request);

 private:
  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_REPORT_H_
