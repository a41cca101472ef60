#include "services/units/organization/organization.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/field_mask.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "re2/re2.h"
#include "services/units/errors.h"
#include "services/units/organization/organization_store.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

constexpr absl::string_view kName = "organization";

// Abseil opens any file as a zone ("/dev/stdin", "../x") and knows the zone of
// the host as "localtime"; only names that mean the same everywhere are asked.
bool IsZoneName(const std::string& name) {
  static const auto& pattern =
      *new re2::RE2("[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9][A-Za-z0-9_+-]*)*");
  return name != "localtime" && re2::RE2::FullMatch(name, pattern);
}

absl::Status CheckZone(const std::string& time_zone) {
  absl::TimeZone zone;
  if (IsZoneName(time_zone) && absl::LoadTimeZone(time_zone, &zone)) {
    return absl::OkStatus();
  }
  return TimeZoneUnknown(time_zone);
}

template <typename Items>
absl::Status CheckDistinct(absl::string_view field, const Items& items) {
  absl::flat_hash_set<std::string> ids;
  for (int i = 0; i < items.size(); ++i) {
    if (ids.insert(items[i].id()).second) continue;
    return rpc::FieldInvalid(absl::StrCat(field, "[", i, "].id"),
                             "must not be there twice",
                             "không được có hai lần");
  }
  return absl::OkStatus();
}

// Units hang below units of a higher level, and every version began while its
// level was there: both must hold of what is recorded.
absl::Status CheckLevelsKept(sql::Tx& tx, const v1::Organization& before,
                             const v1::Organization& after) {
  if (after.levels().empty()) {
    return rpc::FieldInvalid("organization.levels", "must have one level",
                             "phải có ít nhất một cấp");
  }
  std::vector<std::string> in_use;
  for (const v1::Level& level : before.levels()) {
    ASSIGN_OR_RETURN(const bool used, LevelHasUnits(tx, level.id()));
    if (used) in_use.push_back(level.id());
  }
  std::vector<std::string> kept;
  for (const v1::Level& level : after.levels()) {
    if (!absl::c_linear_search(in_use, level.id())) continue;
    kept.push_back(level.id());
    ASSIGN_OR_RETURN(const bool late,
                     LevelBegunFrom(tx, level.id(), EndOf(level)));
    if (late) return LevelInUse(level.id());
  }
  for (const std::string& level : in_use) {
    if (!absl::c_linear_search(kept, level)) return LevelInUse(level);
  }
  if (kept == in_use) return absl::OkStatus();
  return rpc::FieldInvalid(
      "organization.levels",
      absl::StrCat("levels that units have must keep their order: ",
                   absl::StrJoin(in_use, ", ")),
      absl::StrCat("các cấp đang có đơn vị phải giữ thứ tự: ",
                   absl::StrJoin(in_use, ", ")));
}

absl::StatusOr<v1::Organization> Update(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::UpdateOrganizationRequest& request, audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  RETURN_IF_ERROR(context.access.Check(auth::kOrganization));
  subject = {std::string(kName), std::string(kName)};
  ASSIGN_OR_RETURN(const v1::Organization before, ReadOrganization(tx));
  RETURN_IF_ERROR(
      rpc::CheckEtag(request.organization().etag(), before.etag(), kName));
  v1::Organization after = before;
  RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.organization(),
                                 after,
                                 {"display_name", "time_zone", "levels",
                                  "topics", "resend_after_unknown"}));
  RETURN_IF_ERROR(CheckZone(after.time_zone()));
  RETURN_IF_ERROR(CheckDistinct("organization.levels", after.levels()));
  RETURN_IF_ERROR(CheckDistinct("organization.topics", after.topics()));
  RETURN_IF_ERROR(CheckLevelsKept(tx, before, after));
  if (after.resend_after_unknown() ==
      v1::Organization::RESEND_AFTER_UNKNOWN_UNSPECIFIED) {
    after.set_resend_after_unknown(v1::Organization::NEVER);
  }
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(WriteOrganization(tx, after, sequence));
  RETURN_IF_ERROR(RecordChange(tx, sequence, kOrganizationChange, kName));
  return ReadOrganization(tx);
}

}  // namespace

absl::StatusOr<v1::Organization> OrganizationSettings::GetOrganization(
    const rpc::RequestContext& context,
    const v1::GetOrganizationRequest& request) {
  if (context.access.Scopes().empty()) {
    // Whoever reads some unit may know what all share; nobody else.
    return context.access.Check(auth::kOrganization);
  }
  v1::Organization response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(response, ReadOrganization(tx));
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Organization> OrganizationSettings::UpdateOrganization(
    const rpc::RequestContext& context,
    const v1::UpdateOrganizationRequest& request) {
  ASSIGN_OR_RETURN(v1::Organization response,
                   audit::Mutate<v1::Organization>(
                       database_, context, request,
                       [&](sql::Tx& tx, audit::Subject& subject) {
                         return Update(tx, context, request, subject);
                       }));
  RETURN_IF_ERROR(index_.Refresh());
  return response;
}

}  // namespace loa::units
