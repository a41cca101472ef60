#include "services/moderation/reviews/review_state.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace loa::moderation {
namespace {

constexpr ReviewAction kActions[] = {
    ReviewAction::kAgree,    ReviewAction::kComplete,
    ReviewAction::kReject,   ReviewAction::kRequestChanges,
    ReviewAction::kVoid,     ReviewAction::kPublishFirst,
    ReviewAction::kTakeBack, ReviewAction::kLapse};

// Every state of the contract with every action; what is not listed is
// refused.
TEST(ReviewStateTable, IsCompleteOverStatesAndActions) {
  const std::map<std::pair<int, ReviewAction>, ReviewState> expected = {
      {{v1::Review::OPEN, ReviewAction::kAgree}, v1::Review::OPEN},
      {{v1::Review::OPEN, ReviewAction::kComplete}, v1::Review::APPROVED},
      {{v1::Review::OPEN, ReviewAction::kReject}, v1::Review::REJECTED},
      {{v1::Review::OPEN, ReviewAction::kRequestChanges},
       v1::Review::CHANGES_REQUESTED},
      {{v1::Review::OPEN, ReviewAction::kVoid}, v1::Review::VOIDED},
      {{v1::Review::APPROVED, ReviewAction::kVoid}, v1::Review::VOIDED},
      {{v1::Review::REJECTED, ReviewAction::kVoid}, v1::Review::REJECTED},
      {{v1::Review::CHANGES_REQUESTED, ReviewAction::kVoid},
       v1::Review::CHANGES_REQUESTED},
      {{v1::Review::VOIDED, ReviewAction::kVoid}, v1::Review::VOIDED},
      {{v1::Review::WITHDRAWN, ReviewAction::kVoid}, v1::Review::WITHDRAWN},
      {{v1::Review::LAPSED, ReviewAction::kVoid}, v1::Review::LAPSED},
      {{v1::Review::OPEN, ReviewAction::kPublishFirst}, v1::Review::APPROVED},
      {{v1::Review::APPROVED, ReviewAction::kTakeBack}, v1::Review::WITHDRAWN},
      {{v1::Review::LAPSED, ReviewAction::kTakeBack}, v1::Review::WITHDRAWN},
      {{v1::Review::APPROVED, ReviewAction::kLapse}, v1::Review::LAPSED},
  };
  for (int state = v1::Review::State_MIN; state <= v1::Review::State_MAX;
       ++state) {
    for (const ReviewAction action : kActions) {
      const auto next = Next(static_cast<ReviewState>(state), action);
      const auto listed = expected.find({state, action});
      ASSERT_EQ(next.has_value(), listed != expected.end())
          << state << " " << static_cast<int>(action);
      if (next) {
        EXPECT_EQ(*next, listed->second);
      }
    }
  }
}

}  // namespace
}  // namespace loa::moderation
