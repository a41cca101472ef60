#ifndef LOA_SERVICES_UNITS_ERRORS_H_
#define LOA_SERVICES_UNITS_ERRORS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"
#include "libs/rpc/errors.h"

// Every error that units returns, domain "units.loa"; the reasons are those of
// loa/units/v1/error_reason.proto.  `field` is the request field at fault.
namespace loa::units {

// Units.
absl::Status UnitNotFound(absl::string_view field, absl::string_view unit,
                          base::Days as_of);
absl::Status UnitAlreadyExists(absl::string_view unit);
// `unit` is the one that has the code already.
absl::Status UnitCodeTaken(absl::string_view code, absl::string_view unit);
absl::Status LevelUnknown(absl::string_view field, absl::string_view level,
                          const std::vector<std::string>& levels);
absl::Status ParentLevelWrong(absl::string_view level,
                              absl::string_view parent_level);
absl::Status ParentCycle(absl::string_view unit, absl::string_view parent);
absl::Status RootAlreadyExists(absl::string_view root);
absl::Status ValidityInvalid(absl::string_view field, base::Days valid_from,
                             base::Days valid_until, absl::string_view why);
absl::Status SequenceUnknown(int64_t at_sequence, int64_t registry_sequence);

// Imports.  One fault a bad cell: "rows[12].parent_code", "PARENT_UNKNOWN:
// ..."; `faults` is not empty.
absl::Status ImportRowsInvalid(const std::vector<rpc::FieldViolation>& faults);
absl::Status ImportTooLarge(int limit);

// The organisation.
absl::Status TimeZoneUnknown(absl::string_view time_zone);
absl::Status LevelInUse(absl::string_view level);

// Pages.
absl::Status PageNotFound(absl::string_view field, absl::string_view page);
absl::Status PageAlreadyExists(absl::string_view page,
                               absl::string_view platform_page_id);
absl::Status PageRetired(absl::string_view page, base::Days retired_on);
absl::Status PageConnected(absl::string_view page);
absl::Status PageNotConnected(absl::string_view page);
absl::Status EstablishedInFuture(absl::string_view field, base::Days day);
absl::Status RetiredBeforeEstablished(base::Days established_on,
                                      base::Days effective_on);
absl::Status PersonalProfile(absl::string_view page);

// Connections.
absl::Status CredentialRefused(absl::string_view page, absl::string_view code);
absl::Status CredentialOfOtherPage(absl::string_view page,
                                   absl::string_view platform_page_id);
absl::Status CredentialNotAPage(absl::string_view page);
absl::Status CredentialLacksTask(absl::string_view page,
                                 absl::string_view task);
absl::Status PlatformUnavailable(absl::string_view platform);
absl::Status SealedDataDamaged(absl::string_view page,
                               absl::string_view key_id);

// Plans and facts.
absl::Status PlanNotFound(absl::string_view field, absl::string_view plan);
absl::Status PlanAlreadyExists(absl::string_view plan,
                               absl::string_view number);
absl::Status TargetNotFound(absl::string_view target);
absl::Status TargetAlreadyExists(absl::string_view target);
absl::Status TargetInvalid(absl::string_view field, absl::string_view target,
                           absl::string_view why);
absl::Status FactInFuture(absl::string_view field, base::Days achieved_on);

// What metrics reads for an evaluation of `within`.
absl::Status EvaluationBasisTooLarge(absl::string_view within);

// Access.
absl::Status BootstrapRefused();
absl::Status BootstrapDone();
absl::Status CredentialWrong();
// UNAUTHENTICATED: what a disabled principal itself is told.
absl::Status PrincipalDisabledForTokens(absl::string_view principal);
// FAILED_PRECONDITION: what an administrator is told.
absl::Status PrincipalDisabled(absl::string_view principal);
absl::Status PrincipalNotFound(absl::string_view field,
                               absl::string_view principal);
absl::Status PrincipalAlreadyExists(absl::string_view principal);
absl::Status RoleBindingNotFound(absl::string_view role_binding);
absl::Status RoleBindingAlreadyExists(absl::string_view role_binding);
absl::Status LastAdministrator();

// Configuration, at start: FAILED_PRECONDITION SECRETS_UNREADABLE {path}.
absl::Status SecretsUnreadable(absl::string_view path, absl::string_view why);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ERRORS_H_
