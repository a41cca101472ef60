#include "services/content/publications/publication_state.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using Kind = PublicationStep::Kind;

// Written for people, apart from the table: "." stays, "x" refused, "w" a
// cancel is wanted, else the first letters of the state.
//                  SCHED SEND PUB  UNKN FAIL CANC ATTN EDIT WITH BYHA REPO PROV
constexpr const char* kExpected[kPublicationActions] = {
    /* begin      */
    "SEND  x    x    x    x    x    x    x    x    x    x    "
    "x",
    /* accepted   */
    "PUB   PUB  .    PUB  PUB  PUB  PUB  .    .    PUB  .    .",
    /* not sent   */
    ".     SCHE .    SCHE .    .    .    .    .    .    .    .",
    /* throttled  */
    ".     SCHE .    SCHE .    .    .    .    .    .    .    .",
    /* refused    */
    ".     FAIL .    FAIL .    .    .    .    .    .    .    .",
    /* exhausted  */
    ".     FAIL .    FAIL .    .    .    .    .    .    .    .",
    /* unknown    */
    ".     UNKN .    .    .    .    .    .    .    .    .    .",
    /* lapse      */
    ".     UNKN .    .    .    .    .    .    .    .    .    .",
    /* found      */
    "PUB   PUB  .    PUB  PUB  PUB  PUB  .    .    PUB  .    .",
    /* absent     */
    ".     .    .    NEED .    .    .    .    .    .    .    .",
    /* unreadable */
    ".     .    .    NEED .    .    .    .    .    .    .    .",
    /* cancel     */
    "CANC  w    x    w    x    .    x    x    x    w    x    x",
    /* adopt      */
    "x     x    x    x    x    x    PUB  x    x    x    x    x",
    /* send again */
    "x     x    x    x    x    x    SCHE x    x    x    x    x",
    /* drop       */
    "x     x    x    x    x    x    FAIL x    x    x    x    x",
    /* edited     */
    "x     x    EDIT x    x    x    x    EDIT .    x    .    .",
    /* withdrawn  */
    "x     x    WITH x    x    x    x    WITH .    x    WITH WITH",
    /* take       */
    "BY_H  x    x    x    x    x    x    x    x    x    x    x",
    /* reported   */
    "x     x    x    x    x    x    x    x    x    REPO .    .",
    /* not posted */
    "x     x    x    x    x    .    x    x    x    CANC x    x",
    /* proven     */
    ".     .    .    .    .    .    .    .    .    .    PROV .",
};

std::string Show(const PublicationStep& step) {
  switch (step.kind) {
    case Kind::kStays:
      return ".";
    case Kind::kRefused:
      return "x";
    case Kind::kWanted:
      return "w";
    case Kind::kMoves:
      return std::string(NameOf(step.to));
  }
  return "?";
}

PublicationStep Step(int action, int state, PublicationCircumstances with) {
  return NextStep(static_cast<PublicationState>(state),
                  static_cast<PublicationAction>(action), with);
}

TEST(PublicationState, EveryActionInEveryStateDoesWhatTheTableForPeopleSays) {
  for (int action = 0; action < kPublicationActions; ++action) {
    const std::vector<std::string> row =
        absl::StrSplit(kExpected[action], ' ', absl::SkipEmpty());
    ASSERT_EQ(row.size(), 12u);
    for (int state = 1; state <= 12; ++state) {
      const std::string shown = Show(Step(action, state, {}));
      EXPECT_EQ(shown.substr(0, row[state - 1].size()), row[state - 1])
          << "action " << action << " in state " << state;
    }
  }
}

TEST(PublicationState, AWantedCancelIsGrantedByEveryEndWithoutAPost) {
  for (auto action :
       {PublicationAction::kNotSent, PublicationAction::kThrottled,
        PublicationAction::kRefused, PublicationAction::kExhausted}) {
    EXPECT_EQ(
        NextStep(v1::Publication::SENDING, action, {.cancel_wanted = true}).to,
        v1::Publication::CANCELLED);
  }
  EXPECT_EQ(NextStep(v1::Publication::UNKNOWN, PublicationAction::kAbsent,
                     {.cancel_wanted = true, .may_resend = true})
                .to,
            v1::Publication::CANCELLED);
}

TEST(PublicationState, AWantedCancelNeverHidesAPostThatIsThere) {
  for (int state = 1; state <= 7; ++state) {
    for (auto action :
         {PublicationAction::kAccepted, PublicationAction::kFound}) {
      const PublicationStep step =
          Step(static_cast<int>(action), state, {.cancel_wanted = true});
      EXPECT_TRUE(step.to == v1::Publication::PUBLISHED ||
                  state == v1::Publication::PUBLISHED);
    }
  }
}

TEST(PublicationState, AnUnreadablePageGrantsNoCancel) {
  EXPECT_EQ(
      NextStep(v1::Publication::UNKNOWN, PublicationAction::kUnreadableTooLong,
               {.cancel_wanted = true, .may_resend = true})
          .to,
      v1::Publication::NEEDS_ATTENTION);
}

TEST(PublicationState, AnAbsentPostIsSentOnceMoreOnlyWhereThatIsChosen) {
  EXPECT_EQ(NextStep(v1::Publication::UNKNOWN, PublicationAction::kAbsent,
                     {.may_resend = true})
                .to,
            v1::Publication::SCHEDULED);
  EXPECT_EQ(
      NextStep(v1::Publication::UNKNOWN, PublicationAction::kAbsent, {}).to,
      v1::Publication::NEEDS_ATTENTION);
}

TEST(PublicationState, RefusesEverythingInAStateThatIsNone) {
  for (int action = 0; action < kPublicationActions; ++action) {
    EXPECT_EQ(Step(action, 0, {}).kind, Kind::kRefused);
    EXPECT_EQ(Step(action, 13, {}).kind, Kind::kRefused);
  }
}

TEST(PublicationState, StatementsTakeTheStatesThatAreVisible) {
  std::vector<std::string> visible;
  for (int state = v1::Publication::SCHEDULED;
       state <= v1::Publication::State_MAX; ++state) {
    if (IsVisible(static_cast<PublicationState>(state))) {
      visible.push_back(absl::StrCat(state));
    }
  }
  EXPECT_EQ(absl::StrCat("(", absl::StrJoin(visible, ", "), ")"),
            LOA_VISIBLE_STATES);
}

TEST(PublicationState, OnlyWhatMayStillBecomeVisibleHoldsItsPage) {
  EXPECT_TRUE(HoldsItsPage(v1::Publication::SCHEDULED));
  EXPECT_TRUE(HoldsItsPage(v1::Publication::SENDING));
  EXPECT_TRUE(HoldsItsPage(v1::Publication::UNKNOWN));
  EXPECT_FALSE(HoldsItsPage(v1::Publication::PUBLISHED));
  EXPECT_FALSE(HoldsItsPage(v1::Publication::FAILED));
  EXPECT_FALSE(HoldsItsPage(v1::Publication::CANCELLED));
  for (int state = v1::Publication::NEEDS_ATTENTION;
       state <= v1::Publication::PROVEN; ++state) {
    EXPECT_FALSE(HoldsItsPage(static_cast<PublicationState>(state)));
  }
}

}  // namespace
}  // namespace loa::content
