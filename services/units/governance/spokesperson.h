#ifndef LOA_SERVICES_UNITS_GOVERNANCE_SPOKESPERSON_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_SPOKESPERSON_H_

#include <string>

#include "absl/status/status.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// May the caller speak for `unit` ("units/abc"): write posts there, as the
// members of a page's team do, or manage plans?  Errors: PERMISSION_DENIED.
absl::Status CheckSpeaksFor(const rpc::RequestContext& context,
                            const std::string& unit);

// Does the caller hold the RPC's permission at the unit above the one with id
// `unit_id` on the day, so that nobody confirms his own unit's word?  At the
// root itself where there is none above.  Errors: PERMISSION_DENIED.
absl::Status CheckIsSuperior(sql::Tx& tx, const rpc::RequestContext& context,
                             const std::string& unit_id, const Moment& today);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_SPOKESPERSON_H_
