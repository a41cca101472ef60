#include "services/units/plans/addressees.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/governance/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/plans/plan_store.h"

namespace loa::units {
namespace {

// Ids of the units at and below the issuer, then and now: a level may have
// ended since.
absl::StatusOr<std::set<std::string>> UnitsBelow(sql::Tx& tx,
                                                 const std::string& issuer_id,
                                                 base::Days issued_on,
                                                 const Moment& today) {
  std::set<std::string> below;
  for (const base::Days day : {issued_on, today.day}) {
    Moment moment = today;
    moment.day = day;
    ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                     SubtreeOf(tx, issuer_id, moment));
    below.insert(ids.begin(), ids.end());
  }
  return below;
}

}  // namespace

absl::Status ResolveAddressees(sql::Tx& tx, const Levels& levels,
                               const std::string& issuer_id,
                               const Moment& today, v1::Plan& plan) {
  const base::Days issued_on = base::ParseDate(plan.issued_on()).value_or(0);
  for (int i = 0; i < plan.addressee_levels_size(); ++i) {
    if (levels.HasOn(plan.addressee_levels(i), issued_on)) continue;
    return LevelUnknown(absl::StrCat("plan.addressee_levels[", i, "]"),
                        plan.addressee_levels(i), levels.Ids());
  }
  if (plan.addressees_size() == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::set<std::string> below,
                   UnitsBelow(tx, issuer_id, issued_on, today));
  for (int i = 0; i < plan.addressees_size(); ++i) {
    const std::string field = absl::StrCat("plan.addressees[", i, "]");
    std::string& name = *plan.mutable_addressees(i);
    ASSIGN_OR_RETURN(const std::string id, ResolveUnit(tx, field, name, today));
    ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, id));
    if (!known) return UnitNotFound(field, name, today.day);
    if (!below.contains(id)) {
      return AddresseeNotBelow(field, UnitName(id), UnitName(issuer_id));
    }
    name = UnitName(id);
  }
  return absl::OkStatus();
}

}  // namespace loa::units
