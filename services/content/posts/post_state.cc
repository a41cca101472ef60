#include "services/content/posts/post_state.h"

#include <array>

namespace loa::content {
namespace {

using P = v1::Post;

constexpr PostState kNo = P::STATE_UNSPECIFIED;

// A row an action, in the order of PostAction; a column a state: DRAFT,
// IN_REVIEW, CHANGES_REQUESTED, APPROVED, REJECTED, WITHDRAWN.
constexpr std::array<std::array<PostState, 6>, kPostActions> kTable = {{
    // kChange: what was approved or is being read is not this any more.
    {P::DRAFT, P::DRAFT, P::DRAFT, P::DRAFT, kNo, kNo},
    // kSubmit
    {P::IN_REVIEW, kNo, P::IN_REVIEW, kNo, kNo, kNo},
    // kApprove
    {kNo, P::APPROVED, kNo, kNo, kNo, kNo},
    // kReject
    {kNo, P::REJECTED, kNo, kNo, kNo, kNo},
    // kRequestChanges
    {kNo, P::CHANGES_REQUESTED, kNo, kNo, kNo, kNo},
    // kWithdraw
    {P::WITHDRAWN, P::WITHDRAWN, P::WITHDRAWN, P::WITHDRAWN, kNo, kNo},
}};

}  // namespace

std::optional<PostState> NextState(PostState state, PostAction action) {
  if (state < P::DRAFT || state > P::WITHDRAWN) return std::nullopt;
  const PostState to = kTable[static_cast<size_t>(action)][state - P::DRAFT];
  if (to == kNo) return std::nullopt;
  return to;
}

absl::string_view NameOf(PostState state) {
  switch (state) {
    case P::DRAFT:
      return "DRAFT";
    case P::IN_REVIEW:
      return "IN_REVIEW";
    case P::CHANGES_REQUESTED:
      return "CHANGES_REQUESTED";
    case P::APPROVED:
      return "APPROVED";
    case P::REJECTED:
      return "REJECTED";
    case P::WITHDRAWN:
      return "WITHDRAWN";
    default:
      return "STATE_UNSPECIFIED";
  }
}

}  // namespace loa::content
