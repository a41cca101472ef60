#include "services/units/registry/resource_owners.h"

#include <optional>

#include "absl/strings/match.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/units/access/access_store.h"
#include "services/units/errors.h"
#include "services/units/governance/direction_store.h"
#include "services/units/governance/meeting_store.h"
#include "services/units/governance/obstacle_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_store.h"
#include "services/units/plans/plan_store.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

constexpr char kLastWithCode[] =
    "SELECT unit_id FROM unit_version WHERE code = $1 "
    "ORDER BY CASE WHEN valid_from <= $2 AND valid_until > $2 "
    "AND superseded_sequence = 9223372036854775807 THEN 0 ELSE 1 END, "
    "superseded_sequence DESC, valid_from DESC, unit_id LIMIT 1";

absl::StatusOr<std::string> OwnerOfUnit(sql::Tx& tx, const std::string& name,
                                        absl::Time now) {
  ASSIGN_OR_RETURN(const rpc::Name parsed,
                   rpc::ParseName("name", name, "units"));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, now));
  if (parsed.is_alias()) {
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     tx.Run(kLastWithCode, parsed.alias_value, today));
    if (parsed.alias_kind != "code" || rows.empty()) {
      return UnitNotFound("name", name, today);
    }
    return UnitName(rows[0].Text(0));
  }
  ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, parsed.id));
  if (!known) return UnitNotFound("name", name, today);
  return name;
}

absl::StatusOr<std::string> OwnerOfBinding(sql::Tx& tx,
                                           const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   rpc::ParseId("name", name, "roleBindings"));
  ASSIGN_OR_RETURN(const std::optional<StoredBinding> binding,
                   FindBinding(tx, id));
  if (!binding.has_value()) return RoleBindingNotFound(name);
  return binding->unit;
}

absl::StatusOr<std::string> FindOwner(sql::Tx& tx, const std::string& name,
                                      absl::Time now) {
  if (absl::StartsWith(name, "pages/")) {
    ASSIGN_OR_RETURN(const StoredPage page, ResolvePage(tx, "name", name));
    return UnitName(page.unit_id);
  }
  if (absl::StartsWith(name, "plans/")) {
    ASSIGN_OR_RETURN(const v1::Plan plan, ResolvePlan(tx, "name", name));
    return plan.issuer();
  }
  if (absl::StartsWith(name, "obstacles/")) {
    ASSIGN_OR_RETURN(const v1::Obstacle obstacle,
                     ResolveObstacle(tx, "name", name));
    return obstacle.unit();
  }
  if (absl::StartsWith(name, "meetings/")) {
    ASSIGN_OR_RETURN(const v1::Meeting meeting,
                     ResolveMeeting(tx, "name", name));
    return meeting.unit();
  }
  if (absl::StartsWith(name, "directions/")) {
    ASSIGN_OR_RETURN(const StoredDirection direction,
                     ResolveDirection(tx, "name", name));
    return UnitName(direction.unit_id);
  }
  if (absl::StartsWith(name, "roleBindings/")) return OwnerOfBinding(tx, name);
  return OwnerOfUnit(tx, name, now);
}

}  // namespace

absl::StatusOr<std::string> RegisterOwners::OwnerOf(
    absl::string_view name) const {
  if (absl::StartsWith(name, "units/") &&
      index_.Current()->IsWithin(name, name)) {
    return std::string(name);
  }
  std::string owner;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(owner, FindOwner(tx, std::string(name), clock_.Now()));
    return absl::OkStatus();
  }));
  return owner;
}

}  // namespace loa::units
