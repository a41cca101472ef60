#include "services/content/submissions/submission_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace loa::content {
namespace {

using S = v1::Submission;
using Action = SubmissionAction;

constexpr Action kActions[] = {Action::kAssign, Action::kRelease,
                               Action::kAccept, Action::kDecline};

TEST(SubmissionState, EveryActionInEveryState) {
  const std::map<std::pair<SubmissionState, Action>, SubmissionState> moves = {
      {{S::RECEIVED, Action::kAssign}, S::ASSIGNED},
      {{S::ASSIGNED, Action::kAssign}, S::ASSIGNED},
      {{S::RECEIVED, Action::kRelease}, S::RECEIVED},
      {{S::ASSIGNED, Action::kRelease}, S::RECEIVED},
      {{S::RECEIVED, Action::kAccept}, S::ACCEPTED},
      {{S::ASSIGNED, Action::kAccept}, S::ACCEPTED},
      {{S::RECEIVED, Action::kDecline}, S::DECLINED},
      {{S::ASSIGNED, Action::kDecline}, S::DECLINED},
  };
  static_assert(std::size(kActions) == kSubmissionActions);
  for (int state = S::State_MIN; state <= S::State_MAX; ++state) {
    const auto from = static_cast<SubmissionState>(state);
    for (const Action action : kActions) {
      const auto move = moves.find({from, action});
      const auto next = NextState(from, action);
      EXPECT_EQ(next.has_value(), move != moves.end())
          << NameOf(from) << " " << static_cast<int>(action);
      if (next && move != moves.end()) {
        EXPECT_EQ(*next, move->second);
      }
    }
  }
}

TEST(SubmissionState, NamesAreThoseOfTheContract) {
  for (int state = S::State_MIN; state <= S::State_MAX; ++state) {
    EXPECT_EQ(NameOf(static_cast<SubmissionState>(state)),
              S::State_Name(state));
  }
}

}  // namespace
}  // namespace loa::content
