#include "services/content/assignments/assignment_state.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace loa::content {
namespace {

using A = v1::Assignment;
using Action = AssignmentAction;

// The table a second time, spelled out: state, action, closed, placed. What is
// not here is refused.
using Key = std::tuple<AssignmentState, Action, bool, bool>;
const std::map<Key, AssignmentState>& Allowed() {
  static const auto& allowed = *new std::map<Key, AssignmentState>([] {
    std::map<Key, AssignmentState> table = {
        {{A::PENDING, Action::kAdopt, false, false}, A::ADOPTED},
        {{A::PENDING, Action::kAdopt, false, true}, A::ADOPTED},
        {{A::PENDING, Action::kDecline, false, false}, A::DECLINED},
        {{A::PENDING, Action::kDecline, false, true}, A::DECLINED},
        {{A::ADOPTED, Action::kAdopt, false, false}, A::ADOPTED},
        {{A::ADOPTED, Action::kAdopt, true, false}, A::ADOPTED},
        {{A::ADOPTED, Action::kDecline, false, false}, A::DECLINED},
        {{A::ADOPTED, Action::kDecline, true, false}, A::DECLINED},
        {{A::DECLINED, Action::kAdopt, false, false}, A::ADOPTED},
        {{A::DECLINED, Action::kAdopt, false, true}, A::ADOPTED},
    };
    for (const bool closed : {false, true}) {
      for (const bool placed : {false, true}) {
        const auto add = [&](AssignmentState from, Action action,
                             AssignmentState to) {
          table[{from, action, closed, placed}] = to;
        };
        add(A::PENDING, Action::kClose, A::EXPIRED);
        add(A::PENDING, Action::kVoid, A::VOIDED);
        add(A::ADOPTED, Action::kVoid, placed ? A::ADOPTED : A::VOIDED);
        for (const auto ended : {A::DECLINED, A::EXPIRED, A::VOIDED}) {
          add(ended, Action::kVoid, ended);
          add(ended, Action::kClose, ended);
        }
        add(A::ADOPTED, Action::kClose, A::ADOPTED);
      }
    }
    return table;
  }());
  return allowed;
}

TEST(AssignmentState, MovesOnlyAsTheTableSays) {
  for (int s = A::State_MIN; s <= A::State_MAX + 1; ++s) {
    for (int a = 0; a < kAssignmentActions; ++a) {
      for (const bool closed : {false, true}) {
        for (const bool placed : {false, true}) {
          const Key key{static_cast<AssignmentState>(s), static_cast<Action>(a),
                        closed, placed};
          const auto expected = Allowed().find(key);
          const auto next = NextState(std::get<0>(key), std::get<1>(key),
                                      {.closed = closed, .placed = placed});
          const std::string what = std::string(NameOf(std::get<0>(key))) +
                                   " action " + std::to_string(a) +
                                   (closed ? " closed" : "") +
                                   (placed ? " placed" : "");
          if (expected == Allowed().end()) {
            EXPECT_EQ(next, std::nullopt) << what;
          } else {
            EXPECT_EQ(next, expected->second) << what;
          }
        }
      }
    }
  }
}

TEST(AssignmentState, IsNamedAsInTheContract) {
  for (int s = A::State_MIN; s <= A::State_MAX; ++s) {
    EXPECT_EQ(NameOf(static_cast<AssignmentState>(s)),
              A::State_Name(static_cast<A::State>(s)));
  }
}

}  // namespace
}  // namespace loa::content
