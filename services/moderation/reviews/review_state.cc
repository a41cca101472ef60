#include "services/moderation/reviews/review_state.h"

namespace loa::moderation {
namespace {

struct Transition {
  ReviewState from;
  ReviewAction action;
  ReviewState to;
};

constexpr Transition kTransitions[] = {
    {v1::Review::OPEN, ReviewAction::kAgree, v1::Review::OPEN},
    {v1::Review::OPEN, ReviewAction::kComplete, v1::Review::APPROVED},
    {v1::Review::OPEN, ReviewAction::kReject, v1::Review::REJECTED},
    {v1::Review::OPEN, ReviewAction::kRequestChanges,
     v1::Review::CHANGES_REQUESTED},
    {v1::Review::OPEN, ReviewAction::kVoid, v1::Review::VOIDED},
    {v1::Review::APPROVED, ReviewAction::kVoid, v1::Review::VOIDED},
    {v1::Review::REJECTED, ReviewAction::kVoid, v1::Review::REJECTED},
    {v1::Review::CHANGES_REQUESTED, ReviewAction::kVoid,
     v1::Review::CHANGES_REQUESTED},
    {v1::Review::VOIDED, ReviewAction::kVoid, v1::Review::VOIDED},
    {v1::Review::WITHDRAWN, ReviewAction::kVoid, v1::Review::WITHDRAWN},
    {v1::Review::LAPSED, ReviewAction::kVoid, v1::Review::LAPSED},
    {v1::Review::OPEN, ReviewAction::kPublishFirst, v1::Review::APPROVED},
    {v1::Review::APPROVED, ReviewAction::kTakeBack, v1::Review::WITHDRAWN},
    {v1::Review::LAPSED, ReviewAction::kTakeBack, v1::Review::WITHDRAWN},
    {v1::Review::APPROVED, ReviewAction::kLapse, v1::Review::LAPSED},
};

}  // namespace

std::optional<ReviewState> Next(ReviewState state, ReviewAction action) {
  for (const Transition& transition : kTransitions) {
    if (transition.from == state && transition.action == action) {
      return transition.to;
    }
  }
  return std::nullopt;
}

}  // namespace loa::moderation
