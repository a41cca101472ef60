#include "services/content/amendments/amendment_state.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"

namespace loa::content {
namespace {

using Kind = AmendmentStep::Kind;

// Written for people, apart from the table: "." stays, "x" refused, else the
// first letters of the state.
//                         WAIT BEGU DONE REFU UNKN VOID
constexpr const char* kExpected[kAmendmentActions] = {
    /* begin       */ "    BEGU x    x    x    x    x",
    /* done        */ "    DONE DONE .    DONE DONE DONE",
    /* not sent    */ "    .    WAIT .    .    WAIT .",
    /* refused     */ "    .    REFU .    .    REFU .",
    /* unknown     */ "    .    UNKN .    .    .    .",
    /* lapse       */ "    .    UNKN .    .    .    .",
    /* not yet     */ "    .    .    .    .    WAIT .",
    /* void        */ "    VOID .    .    .    .    .",
    /* revive      */ "    .    .    .    .    .    WAIT",
};

std::string Show(const AmendmentStep& step) {
  switch (step.kind) {
    case Kind::kStays:
      return ".";
    case Kind::kRefused:
      return "x";
    case Kind::kMoves:
      return std::string(NameOf(step.to)).substr(0, 4);
  }
  return "?";
}

AmendmentStep Step(int action, int state) {
  return NextStep(static_cast<AmendmentState>(state),
                  static_cast<AmendmentAction>(action));
}

TEST(AmendmentState, EveryActionInEveryStateDoesWhatTheTableForPeopleSays) {
  for (int action = 0; action < kAmendmentActions; ++action) {
    const std::vector<std::string> row =
        absl::StrSplit(kExpected[action], ' ', absl::SkipEmpty());
    ASSERT_EQ(row.size(), 6u);
    for (int state = 1; state <= 6; ++state) {
      EXPECT_EQ(Show(Step(action, state)), row[state - 1])
          << "action " << action << " in state " << state;
    }
  }
}

TEST(AmendmentState, RefusesEverythingInAStateThatIsNone) {
  for (int action = 0; action < kAmendmentActions; ++action) {
    EXPECT_EQ(Step(action, 0).kind, Kind::kRefused);
    EXPECT_EQ(Step(action, 7).kind, Kind::kRefused);
  }
}

TEST(AmendmentState, IsUnderWayWhileAnAttemptMayStillChangeThePage) {
  for (int state = 0; state <= 7; ++state) {
    EXPECT_EQ(IsUnderWay(static_cast<AmendmentState>(state)),
              state == v1::Amendment::BEGUN || state == v1::Amendment::UNKNOWN);
  }
}

}  // namespace
}  // namespace loa::content
