#ifndef LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_ISSUE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_ISSUE_H_

#include <string>

#include "absl/status/statusor.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/direction_service.pb.h"
#include "services/units/governance/direction_store.h"

namespace loa::units {

// Checks a direction, adds its target to a plan and stores it for whom it is,
// all in the caller's transaction.  Errors: those of
// DirectionService.IssueDirection.
absl::StatusOr<StoredDirection> IssueNewDirection(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::Direction& wanted, const std::string& direction_id,
    audit::Subject& subject);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_ISSUE_H_
