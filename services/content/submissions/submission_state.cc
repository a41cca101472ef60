#include "services/content/submissions/submission_state.h"

#include <array>

namespace loa::content {
namespace {

using S = v1::Submission;

constexpr SubmissionState kNo = S::STATE_UNSPECIFIED;

// A row an action, in the order of SubmissionAction; a column a state:
// RECEIVED, ASSIGNED, ACCEPTED, DECLINED.
constexpr std::array<std::array<SubmissionState, 4>, kSubmissionActions>
    kTable = {{
        // kAssign: also to another editor.
        {S::ASSIGNED, S::ASSIGNED, kNo, kNo},
        // kRelease: what nobody takes care of stays so.
        {S::RECEIVED, S::RECEIVED, kNo, kNo},
        // kAccept: what was decided may have been read by its sender.
        {S::ACCEPTED, S::ACCEPTED, kNo, kNo},
        // kDecline
        {S::DECLINED, S::DECLINED, kNo, kNo},
    }};

}  // namespace

std::optional<SubmissionState> NextState(SubmissionState state,
                                         SubmissionAction action) {
  if (state < S::RECEIVED || state > S::DECLINED) return std::nullopt;
  const SubmissionState to =
      kTable[static_cast<size_t>(action)][state - S::RECEIVED];
  if (to == kNo) return std::nullopt;
  return to;
}

absl::string_view NameOf(SubmissionState state) {
  switch (state) {
    case S::RECEIVED:
      return "RECEIVED";
    case S::ASSIGNED:
      return "ASSIGNED";
    case S::ACCEPTED:
      return "ACCEPTED";
    case S::DECLINED:
      return "DECLINED";
    default:
      return "STATE_UNSPECIFIED";
  }
}

}  // namespace loa::content
