#include "services/moderation/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::moderation {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "moderation.loa";

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, kDomain, reason, message);
}

}  // namespace

absl::Status ReviewNotFound(absl::string_view review) {
  return Named(StatusCode::kNotFound, "REVIEW_NOT_FOUND",
               absl::StrCat("there is no ", review,
                            "; ListReviews shows those that there are"))
      .With("review", review)
      .Resource("review", review);
}

absl::Status ReviewNotOpen(absl::string_view review, absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "REVIEW_NOT_OPEN",
               absl::StrCat(review, " is ", state,
                            "; only an OPEN review can be decided"))
      .With("review", review)
      .With("state", state)
      .Subject(review);
}

absl::Status AuthorCannotApprove(absl::string_view review) {
  return Named(StatusCode::kFailedPrecondition, "AUTHOR_CANNOT_APPROVE",
               absl::StrCat("you wrote or last edited the post of ", review,
                            "; another approver must decide"))
      .With("review", review)
      .Subject(review);
}

absl::Status AlreadyDecided(absl::string_view review) {
  return Named(StatusCode::kFailedPrecondition, "ALREADY_DECIDED",
               absl::StrCat("you have approved ", review,
                            " already; one person counts once over all "
                            "stages, so another approver must go on"))
      .With("review", review)
      .Subject(review);
}

absl::Status NoteRequired() {
  return Named(StatusCode::kInvalidArgument, "NOTE_REQUIRED",
               "a refusal needs a note that the author can act on")
      .Field("note", "say why, and what would be right");
}

absl::Status EtagRequired() {
  return Named(StatusCode::kInvalidArgument, "ETAG_REQUIRED",
               "a decision needs the etag of the review that was read")
      .Field("etag", "copy it from GetReview or ListReviews");
}

absl::Status InputHashWrong(absl::string_view expected) {
  return Named(StatusCode::kInvalidArgument, "INPUT_HASH_WRONG",
               absl::StrCat("the input's deterministic bytes have SHA-256 ",
                            expected))
      .With("expected", expected)
      .Field("input_sha256", "the SHA-256 of the input, in hex");
}

absl::Status NoActivePolicy() {
  return Named(StatusCode::kFailedPrecondition, "NO_ACTIVE_POLICY",
               "no policy is active; ActivatePolicy makes one so")
      .Subject("policies/active");
}

absl::Status PolicyNotFound(absl::string_view policy) {
  return Named(StatusCode::kNotFound, "POLICY_NOT_FOUND",
               absl::StrCat("there is no ", policy,
                            "; ListPolicies shows those that there are"))
      .With("policy", policy)
      .Resource("policy", policy);
}

absl::Status PolicyInvalid(const std::vector<PolicyFault>& faults) {
  Error error =
      Named(StatusCode::kInvalidArgument, "POLICY_INVALID",
            absl::StrCat("the policy has ", faults.size(),
                         " fault(s); the first is in ", faults.front().field,
                         ": ", faults.front().description));
  error.With("faults", absl::StrCat(faults.size()));
  for (const PolicyFault& fault : faults) {
    error.Field(fault.field, fault.description);
  }
  return error;
}

absl::Status CreatorCannotActivate(absl::string_view policy) {
  return Named(StatusCode::kFailedPrecondition, "CREATOR_CANNOT_ACTIVATE",
               absl::StrCat("you created ", policy,
                            "; a second person must activate it"))
      .With("policy", policy)
      .Subject(policy);
}

absl::Status PredicateUnknown(absl::string_view rule) {
  return Named(StatusCode::kFailedPrecondition, "PREDICATE_UNKNOWN",
               absl::StrCat("this release cannot check rule ", rule))
      .With("rule", rule);
}

absl::Status StoredDataDamaged(absl::string_view resource) {
  return Named(StatusCode::kInternal, "STORED_DATA_DAMAGED",
               absl::StrCat("what is stored of ", resource,
                            " cannot be read; restore it from a backup"))
      .With("resource", resource);
}

}  // namespace loa::moderation
