#include "services/units/errors.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/status/error.h"

namespace loa::units {
namespace {

using absl::StatusCode;
using base::FormatDate;
using status::Error;

constexpr absl::string_view kDomain = "units.loa";

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, kDomain, reason, message);
}

}  // namespace

absl::Status UnitNotFound(absl::string_view field, absl::string_view unit,
                          base::Days as_of) {
  return Named(
             StatusCode::kNotFound, "UNIT_NOT_FOUND",
             absl::StrCat("there is no unit ", unit, " on ", FormatDate(as_of),
                          "; ListUnits shows those that there are"))
      .With("unit", unit)
      .With("as_of", FormatDate(as_of))
      .Field(field, "names no unit of that day")
      .Resource("unit", unit);
}

absl::Status UnitAlreadyExists(absl::string_view unit) {
  return Named(StatusCode::kAlreadyExists, "UNIT_ALREADY_EXISTS",
               absl::StrCat(unit, " exists; ids are never used again"))
      .With("unit", unit)
      .Resource("unit", unit);
}

absl::Status UnitCodeTaken(absl::string_view code, absl::string_view unit) {
  return Named(StatusCode::kAlreadyExists, "UNIT_CODE_TAKEN",
               absl::StrCat("code ", code, " belongs to ", unit,
                            " on a day of the validity"))
      .With("code", code)
      .With("unit", unit)
      .Resource("unit", unit);
}

absl::Status LevelUnknown(absl::string_view field, absl::string_view level,
                          const std::vector<std::string>& levels) {
  const std::string known = absl::StrJoin(levels, ", ");
  return Named(StatusCode::kFailedPrecondition, "LEVEL_UNKNOWN",
               absl::StrCat("the organisation has no level \"", level,
                            "\" then; it has ", known))
      .With("field", field)
      .With("level", level)
      .With("levels", known)
      .Subject(field);
}

absl::Status ParentLevelWrong(absl::string_view level,
                              absl::string_view parent_level) {
  return Named(StatusCode::kFailedPrecondition, "PARENT_LEVEL_WRONG",
               absl::StrCat("a unit of level ", level,
                            " cannot hang below one of level ", parent_level,
                            "; its parent's level must be above its own"))
      .With("level", level)
      .With("parent_level", parent_level)
      .Subject(level);
}

absl::Status ParentCycle(absl::string_view unit, absl::string_view parent) {
  return Named(StatusCode::kFailedPrecondition, "PARENT_CYCLE",
               absl::StrCat(parent, " is below ", unit,
                            " and so cannot be above it"))
      .With("unit", unit)
      .With("parent", parent)
      .Subject(unit);
}

absl::Status RootAlreadyExists(absl::string_view root) {
  return Named(StatusCode::kFailedPrecondition, "ROOT_ALREADY_EXISTS",
               absl::StrCat(root,
                            " is the unit without a parent, and there "
                            "can be one; name a parent"))
      .With("root", root)
      .Subject(root);
}

absl::Status ValidityInvalid(absl::string_view field, base::Days valid_from,
                             base::Days valid_until, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "VALIDITY_INVALID",
               absl::StrCat("the validity [", FormatDate(valid_from), ", ",
                            FormatDate(valid_until), ") cannot be: ", why))
      .With("valid_from", FormatDate(valid_from))
      .With("valid_until", FormatDate(valid_until))
      .Field(field, why);
}

absl::Status SequenceUnknown(int64_t at_sequence, int64_t registry_sequence) {
  return Named(StatusCode::kInvalidArgument, "SEQUENCE_UNKNOWN",
               absl::StrCat("the register is at sequence ", registry_sequence,
                            "; ", at_sequence, " has not been yet"))
      .With("at_sequence", absl::StrCat(at_sequence))
      .With("registry_sequence", absl::StrCat(registry_sequence))
      .Field("at_sequence", absl::StrCat("must be 0 to ", registry_sequence));
}

absl::Status ImportRowsInvalid(const std::vector<RowFault>& faults) {
  absl::flat_hash_set<absl::string_view> rows;
  for (const RowFault& fault : faults) {
    rows.insert(
        absl::string_view(fault.field).substr(0, fault.field.find('.')));
  }
  Error error = Named(StatusCode::kInvalidArgument, "IMPORT_ROWS_INVALID",
                      absl::StrCat(faults.size(), " faults in ", rows.size(),
                                   " rows; nothing was imported"));
  error.With("bad_rows", absl::StrCat(rows.size()));
  for (const RowFault& fault : faults) {
    error.Field(fault.field, fault.description);
  }
  return error;
}

absl::Status ImportTooLarge(int limit) {
  return Named(StatusCode::kInvalidArgument, "IMPORT_TOO_LARGE",
               absl::StrCat("an import takes at most ", limit,
                            " rows; nothing was imported"))
      .With("limit", absl::StrCat(limit));
}

absl::Status TimeZoneUnknown(absl::string_view time_zone) {
  return Named(StatusCode::kInvalidArgument, "TIME_ZONE_UNKNOWN",
               absl::StrCat("the IANA database has no zone \"", time_zone,
                            "\"; one like Asia/Ho_Chi_Minh is wanted"))
      .With("time_zone", time_zone)
      .Field("organization.time_zone", "must be an IANA zone");
}

absl::Status LevelInUse(absl::string_view level) {
  return Named(StatusCode::kFailedPrecondition, "LEVEL_IN_USE",
               absl::StrCat("units have the level ", level,
                            "; keep it, with a valid_until after the last of "
                            "them began"))
      .With("level", level)
      .Subject(level);
}

absl::Status PageNotFound(absl::string_view field, absl::string_view page) {
  return Named(StatusCode::kNotFound, "PAGE_NOT_FOUND",
               absl::StrCat("there is no page ", page,
                            "; ListPages shows those that there are"))
      .With("page", page)
      .Field(field, "names no page")
      .Resource("page", page);
}

absl::Status PageAlreadyExists(absl::string_view page,
                               absl::string_view platform_page_id) {
  return Named(StatusCode::kAlreadyExists, "PAGE_ALREADY_EXISTS",
               absl::StrCat(page, " has the platform's id ", platform_page_id))
      .With("page", page)
      .With("platform_page_id", platform_page_id)
      .Resource("page", page);
}

absl::Status PageRetired(absl::string_view page, base::Days retired_on) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_RETIRED",
               absl::StrCat(page, " is retired from ", FormatDate(retired_on),
                            " on; register a new page"))
      .With("page", page)
      .With("retired_on", FormatDate(retired_on))
      .Subject(page);
}

absl::Status PageConnected(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_CONNECTED",
               absl::StrCat(page, " is connected; DisconnectPage first"))
      .With("page", page)
      .Subject(page);
}

absl::Status PageNotConnected(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_NOT_CONNECTED",
               absl::StrCat(page, " has no credential; ConnectPage first"))
      .With("page", page)
      .Subject(page);
}

absl::Status EstablishedInFuture(absl::string_view field, base::Days day) {
  return Named(
             StatusCode::kInvalidArgument, "ESTABLISHED_IN_FUTURE",
             absl::StrCat("a page cannot have been opened on ", FormatDate(day),
                          ", which is to come; leave it empty: planned"))
      .With("established_on", FormatDate(day))
      .Field(field, "must not be after today");
}

absl::Status RetiredBeforeEstablished(base::Days established_on,
                                      base::Days effective_on) {
  return Named(
             StatusCode::kInvalidArgument, "RETIRED_BEFORE_ESTABLISHED",
             absl::StrCat("the page was opened on ", FormatDate(established_on),
                          " and cannot end on ", FormatDate(effective_on)))
      .With("established_on", FormatDate(established_on))
      .With("effective_on", FormatDate(effective_on))
      .Field("effective_on", "must not be before the establishment");
}

absl::Status PersonalProfile(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "PERSONAL_PROFILE",
               absl::StrCat(page,
                            " is a personal profile, which cannot be "
                            "connected; open a page"))
      .With("page", page)
      .Subject(page);
}

absl::Status CredentialRefused(absl::string_view page, absl::string_view code) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_REFUSED",
               absl::StrCat("the platform refused the token for ", page,
                            " (code ", code, "); get a new page token"))
      .With("page", page)
      .With("code", code)
      .Subject(page);
}

absl::Status CredentialOfOtherPage(absl::string_view page,
                                   absl::string_view platform_page_id) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_OF_OTHER_PAGE",
               absl::StrCat("the token is of the platform's page ",
                            platform_page_id, ", not of ", page))
      .With("page", page)
      .With("platform_page_id", platform_page_id)
      .Subject(page);
}

absl::Status CredentialNotAPage(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_NOT_A_PAGE",
               absl::StrCat("the token for ", page,
                            " is a user's; a page access token is wanted"))
      .With("page", page)
      .Subject(page);
}

absl::Status CredentialLacksTask(absl::string_view page,
                                 absl::string_view task) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_LACKS_TASK",
               absl::StrCat("the token for ", page, " lacks the task ", task,
                            "; give its owner that task on the page"))
      .With("page", page)
      .With("task", task)
      .Subject(page);
}

absl::Status PlatformUnavailable(absl::string_view platform) {
  return Named(StatusCode::kUnavailable, "PLATFORM_UNAVAILABLE",
               absl::StrCat(platform, " does not answer now; try again"))
      .With("platform", platform)
      .RetryAfter(absl::Seconds(30));
}

absl::Status SealedDataDamaged(absl::string_view page,
                               absl::string_view key_id) {
  return Named(StatusCode::kDataLoss, "SEALED_DATA_DAMAGED",
               absl::StrCat("the credential of ", page, " sealed with key ",
                            key_id, " does not open; connect the page anew"))
      .With("page", page)
      .With("key_id", key_id);
}

absl::Status PlanNotFound(absl::string_view field, absl::string_view plan) {
  return Named(StatusCode::kNotFound, "PLAN_NOT_FOUND",
               absl::StrCat("there is no plan ", plan,
                            "; ListPlans shows those that there are"))
      .With("plan", plan)
      .Field(field, "names no plan")
      .Resource("plan", plan);
}

absl::Status PlanAlreadyExists(absl::string_view plan,
                               absl::string_view number) {
  return Named(StatusCode::kAlreadyExists, "PLAN_ALREADY_EXISTS",
               absl::StrCat(plan, " has that id or the number ", number))
      .With("plan", plan)
      .With("number", number)
      .Resource("plan", plan);
}

absl::Status TargetNotFound(absl::string_view target) {
  return Named(StatusCode::kNotFound, "TARGET_NOT_FOUND",
               absl::StrCat("the plan has no target ", target))
      .With("target", target)
      .Field("target", "names no target of the plan")
      .Resource("target", target);
}

absl::Status TargetAlreadyExists(absl::string_view target) {
  return Named(StatusCode::kAlreadyExists, "TARGET_ALREADY_EXISTS",
               absl::StrCat("the plan has a target ", target, " already"))
      .With("target", target)
      .Resource("target", target);
}

absl::Status TargetInvalid(absl::string_view field, absl::string_view target,
                           absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "TARGET_INVALID",
               absl::StrCat("target ", target, ": ", why))
      .With("target", target)
      .Field(field, why);
}

absl::Status FactInFuture(absl::string_view field, base::Days achieved_on) {
  return Named(StatusCode::kInvalidArgument, "FACT_IN_FUTURE",
               absl::StrCat("nothing can have been achieved on ",
                            FormatDate(achieved_on), ", which is to come"))
      .With("achieved_on", FormatDate(achieved_on))
      .Field(field, "must not be after today");
}

absl::Status BootstrapRefused() {
  return Named(StatusCode::kPermissionDenied, "BOOTSTRAP_REFUSED",
               "the secret is not that of the bootstrap file, or the service "
               "was started without one");
}

absl::Status BootstrapDone() {
  return Named(StatusCode::kFailedPrecondition, "BOOTSTRAP_DONE",
               "there has been a first administrator; ask one for a principal")
      .Subject("organization");
}

absl::Status CredentialWrong() {
  return Named(StatusCode::kUnauthenticated, "CREDENTIAL_WRONG",
               "principal and secret do not fit");
}

absl::Status PrincipalDisabledForTokens(absl::string_view principal) {
  return Named(StatusCode::kUnauthenticated, "PRINCIPAL_DISABLED",
               absl::StrCat(principal, " is disabled"))
      .With("principal", principal);
}

absl::Status PrincipalDisabled(absl::string_view principal) {
  return Named(StatusCode::kFailedPrecondition, "PRINCIPAL_DISABLED",
               absl::StrCat(principal, " is disabled; create a new principal"))
      .With("principal", principal)
      .Subject(principal);
}

absl::Status PrincipalNotFound(absl::string_view field,
                               absl::string_view principal) {
  return Named(StatusCode::kNotFound, "PRINCIPAL_NOT_FOUND",
               absl::StrCat("there is no person ", principal,
                            "; ListPrincipals shows those that there are"))
      .With("principal", principal)
      .Field(field, "names no principal")
      .Resource("principal", principal);
}

absl::Status PrincipalAlreadyExists(absl::string_view principal) {
  return Named(StatusCode::kAlreadyExists, "PRINCIPAL_ALREADY_EXISTS",
               absl::StrCat(principal, " exists; choose another id"))
      .With("principal", principal)
      .Resource("principal", principal);
}

absl::Status RoleBindingNotFound(absl::string_view role_binding) {
  return Named(StatusCode::kNotFound, "ROLE_BINDING_NOT_FOUND",
               absl::StrCat("there is no role binding ", role_binding,
                            "; ListRoleBindings shows those that there are"))
      .With("role_binding", role_binding)
      .Field("name", "names no role binding")
      .Resource("role_binding", role_binding);
}

absl::Status RoleBindingAlreadyExists(absl::string_view role_binding) {
  return Named(StatusCode::kAlreadyExists, "ROLE_BINDING_ALREADY_EXISTS",
               absl::StrCat(role_binding,
                            " gives that role on that unit already"))
      .With("role_binding", role_binding)
      .Resource("role_binding", role_binding);
}

absl::Status LastAdministrator() {
  return Named(StatusCode::kFailedPrecondition, "LAST_ADMINISTRATOR",
               "nobody could administer the organisation any more; make "
               "somebody else administrator first")
      .Subject("organization");
}

absl::Status SecretsUnreadable(absl::string_view path, absl::string_view why) {
  return Named(StatusCode::kFailedPrecondition, "SECRETS_UNREADABLE",
               absl::StrCat("the file ", path, " cannot be used: ", why))
      .With("path", path)
      .Subject(path);
}

}  // namespace loa::units
