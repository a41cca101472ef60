#ifndef LOA_SERVICES_UNITS_PLANS_PLAN_STORE_H_
#define LOA_SERVICES_UNITS_PLANS_PLAN_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"
#include "services/units/plans/progress.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// The plan that `name` names: "plans/abc" or "plans/number:141/KH-MTTQ-BTT".
// Errors: PLAN_NOT_FOUND at `field`.
absl::StatusOr<v1::Plan> ResolvePlan(sql::Tx& tx, absl::string_view field,
                                     const std::string& name);

// nullopt when there is none; with its targets.
absl::StatusOr<std::optional<v1::Plan>> FindPlan(sql::Tx& tx,
                                                 const std::string& plan_id);
absl::StatusOr<std::optional<v1::Plan>> FindPlanByNumber(
    sql::Tx& tx, const std::string& number);

// Stores `plan` with its targets; name, issuer (an id's name), create_time and
// sequence must be set.
absl::Status InsertPlan(sql::Tx& tx, const v1::Plan& plan);
absl::Status InsertTarget(sql::Tx& tx, const std::string& plan_id,
                          const v1::Target& target, int position);
absl::Status SetPlanSequence(sql::Tx& tx, const std::string& plan_id,
                             int64_t sequence);

struct PlanCursor {
  base::Days issued_on = base::kForever;
  std::string plan_id = "~";  // after every id
};
// At most `limit` plans before `before`, the newest first, of issuers that are
// visible.
absl::StatusOr<std::vector<v1::Plan>> ListStoredPlans(
    sql::Tx& tx, const VisibleTree& visible, const Moment& today,
    const PlanCursor& before, int limit);

// The units of `level` in the subtree of `issuer_id` at `moment`, in order of
// code and id.
absl::StatusOr<std::vector<CountedUnit>> UnitsToCount(
    sql::Tx& tx, const std::string& issuer_id, const std::string& level,
    const Moment& moment);

// The ids of a unit and those below it at `moment`, in order.
absl::StatusOr<std::vector<std::string>> SubtreeOf(sql::Tx& tx,
                                                   const std::string& unit_id,
                                                   const Moment& moment);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_PLAN_STORE_H_
