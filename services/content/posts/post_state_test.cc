#include "services/content/posts/post_state.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace loa::content {
namespace {

using P = v1::Post;
using Action = PostAction;

// Everything that may happen; whatever is not here is refused.
const std::map<std::pair<PostState, Action>, PostState>& Allowed() {
  static const auto& allowed =
      *new std::map<std::pair<PostState, Action>, PostState>{
          {{P::DRAFT, Action::kChange}, P::DRAFT},
          {{P::DRAFT, Action::kSubmit}, P::IN_REVIEW},
          {{P::DRAFT, Action::kWithdraw}, P::WITHDRAWN},
          {{P::IN_REVIEW, Action::kChange}, P::DRAFT},
          {{P::IN_REVIEW, Action::kApprove}, P::APPROVED},
          {{P::IN_REVIEW, Action::kReject}, P::REJECTED},
          {{P::IN_REVIEW, Action::kRequestChanges}, P::CHANGES_REQUESTED},
          {{P::IN_REVIEW, Action::kWithdraw}, P::WITHDRAWN},
          {{P::CHANGES_REQUESTED, Action::kChange}, P::DRAFT},
          {{P::CHANGES_REQUESTED, Action::kSubmit}, P::IN_REVIEW},
          {{P::CHANGES_REQUESTED, Action::kWithdraw}, P::WITHDRAWN},
          {{P::APPROVED, Action::kChange}, P::DRAFT},
          {{P::APPROVED, Action::kWithdraw}, P::WITHDRAWN},
      };
  return allowed;
}

TEST(PostState, MovesOnlyAsTheTableSays) {
  for (int s = P::State_MIN; s <= P::State_MAX + 1; ++s) {
    const auto state = static_cast<PostState>(s);
    for (int a = 0; a < kPostActions; ++a) {
      const auto action = static_cast<Action>(a);
      const auto expected = Allowed().find({state, action});
      const std::optional<PostState> next = NextState(state, action);
      if (expected == Allowed().end()) {
        EXPECT_EQ(next, std::nullopt) << NameOf(state) << " action " << a;
      } else {
        EXPECT_EQ(next, expected->second) << NameOf(state) << " action " << a;
      }
    }
  }
}

TEST(PostState, IsNamedAsInTheContract) {
  for (int s = P::State_MIN; s <= P::State_MAX; ++s) {
    EXPECT_EQ(NameOf(static_cast<PostState>(s)),
              P::State_Name(static_cast<P::State>(s)));
  }
}

}  // namespace
}  // namespace loa::content
