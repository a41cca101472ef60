#include "services/units/units/unit_access.h"

#include <optional>

#include "absl/strings/strip.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

std::string IdOf(absl::string_view unit) {
  return std::string(absl::StripPrefix(unit, "units/"));
}

// `status`, or for who may not know what there is: PERMISSION_DENIED.
absl::Status Hidden(const auth::Access& access, const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  RETURN_IF_ERROR(access.Check(auth::kOrganization));
  return status;
}

// The scopes of `access` at or below the unit with id `within`.
VisibleTree ScopesWithin(const auth::Access& access,
                         const std::string& within) {
  const std::string unit = UnitName(within);
  if (access.Allows(unit)) return {false, {within}};
  VisibleTree visible;
  for (const std::string& scope : access.Scopes()) {
    // Allows() said no only because the unit is not in the tree of today.
    if (scope == auth::kOrganization) return {false, {within}};
    if (access.view()->IsWithin(scope, unit)) {
      visible.roots.push_back(IdOf(scope));
    }
  }
  return visible;
}

absl::StatusOr<std::string> FindWithin(sql::Tx& tx, const std::string& within,
                                       const Moment& moment) {
  ASSIGN_OR_RETURN(const std::string id,
                   ResolveUnit(tx, "within", within, moment));
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                   FindUnit(tx, id, moment));
  if (!unit.has_value()) return UnitNotFound("within", within, moment.day);
  return id;
}

}  // namespace

VisibleTree Visible(const auth::Access& access) {
  VisibleTree visible;
  for (const std::string& scope : access.Scopes()) {
    if (scope == auth::kOrganization) return {true, {}};
    visible.roots.push_back(IdOf(scope));
  }
  return visible;
}

absl::StatusOr<VisibleTree> VisibleWithin(sql::Tx& tx,
                                          const auth::Access& access,
                                          const std::string& within,
                                          const Moment& moment) {
  if (within.empty()) return Visible(access);
  const absl::StatusOr<std::string> id = FindWithin(tx, within, moment);
  if (!id.ok()) return Hidden(access, id.status());
  VisibleTree visible = ScopesWithin(access, *id);
  if (visible.roots.empty()) return access.Check(UnitName(*id));
  return visible;
}

absl::StatusOr<std::string> ResolveAllowedUnit(sql::Tx& tx,
                                               const auth::Access& access,
                                               absl::string_view field,
                                               const std::string& name,
                                               const Moment& moment) {
  const absl::StatusOr<std::string> id = ResolveUnit(tx, field, name, moment);
  if (!id.ok()) return Hidden(access, id.status());
  RETURN_IF_ERROR(access.Check(UnitName(*id)));
  return *id;
}

}  // namespace loa::units
