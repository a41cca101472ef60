#ifndef LOA_SERVICES_MODERATION_ERRORS_H_
#define LOA_SERVICES_MODERATION_ERRORS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Every error that moderation returns, domain "moderation.loa"; the reasons are
// those of loa/moderation/v1/error_reason.proto.
namespace loa::moderation {

// Reviews.
absl::Status ReviewNotFound(absl::string_view review);
absl::Status ReviewNotOpen(absl::string_view review, absl::string_view state);
absl::Status AuthorCannotApprove(absl::string_view review);
absl::Status AlreadyDecided(absl::string_view review);
// FAILED_PRECONDITION LOOK_NOT_OPEN: no look waits.
absl::Status LookNotOpen(absl::string_view review);
// FAILED_PRECONDITION SUPERIOR_NEEDED: somebody above `unit` must look.
absl::Status SuperiorNeeded(absl::string_view review, absl::string_view unit);
absl::Status NoteRequired();
absl::Status EtagRequired();
absl::Status InputHashWrong(absl::string_view expected);

// Policies.
struct PolicyFault {
  std::string field;        // "policy.rules[2].length"
  std::string description;  // what would be right
};
absl::Status NoActivePolicy();
absl::Status PolicyNotFound(absl::string_view policy);
// `faults` is not empty.
absl::Status PolicyInvalid(const std::vector<PolicyFault>& faults);
absl::Status CreatorCannotActivate(absl::string_view policy);

// Inside a screening only; turned into a finding, never sent.
absl::Status PredicateUnknown(absl::string_view rule);

// INTERNAL: bytes in the store are no message of their type.
absl::Status StoredDataDamaged(absl::string_view resource);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_ERRORS_H_
