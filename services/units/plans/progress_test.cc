#include "services/units/plans/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/proto_matchers.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;

constexpr absl::string_view kDeadline = "2022-06-30";
const base::Days kDeadlineDay = *base::ParseDate(kDeadline);

v1::Target All() {
  v1::Target target;
  target.set_id("communes");
  target.set_deadline(std::string(kDeadline));
  return target;
}

std::vector<CountedUnit> Units(int count) {
  std::vector<CountedUnit> units;
  for (int i = 0; i < count; ++i) {
    units.push_back({absl::StrCat("u", i), i % 2 == 0 ? "phường" : "xã",
                     absl::StrCat("c", i), "", absl::StrCat("b", i % 3),
                     absl::StrCat("9", i % 3), absl::StrCat("B", i % 3)});
  }
  return units;
}

Achievements FirstOf(int count) {
  Achievements achieved;
  for (int i = 0; i < count; ++i) achieved[absl::StrCat("u", i)] = 1;
  return achieved;
}

TEST(Progress, IsLateOnlyAfterTheDeadline) {
  using Request = v1::ListUnitProgressRequest;
  EXPECT_EQ(StandingOf(false, 10, 9), Request::REMAINING);
  EXPECT_EQ(StandingOf(false, 10, 10), Request::REMAINING);
  EXPECT_EQ(StandingOf(false, 10, 11), Request::LATE);
  EXPECT_EQ(StandingOf(true, 10, 11), Request::DONE);
}

TEST(Progress, CountsDoneRemainingAndLate) {
  const auto line = CountTarget(All(), Units(177), FirstOf(116), kDeadlineDay);
  EXPECT_THAT(line.count(), EqualsProto("done: 116 total: 177 remaining: 61 "
                                        "per_mille: 655"));
  EXPECT_FALSE(line.reached());
  const auto after =
      CountTarget(All(), Units(177), FirstOf(115), kDeadlineDay + 1);
  EXPECT_THAT(after.count(), EqualsProto("done: 115 total: 177 remaining: 62 "
                                         "late: 62 per_mille: 649"));
}

TEST(Progress, ThePartsAddUpToTheWhole) {
  const auto line = CountTarget(All(), Units(50), FirstOf(17), kDeadlineDay);
  for (const auto* parts : {&line.kinds(), &line.branches()}) {
    v1::Progress::Count sum;
    for (const v1::Progress::Part& part : *parts) {
      sum.set_done(sum.done() + part.count().done());
      sum.set_total(sum.total() + part.count().total());
    }
    EXPECT_EQ(sum.done(), 17);
    EXPECT_EQ(sum.total(), 50);
  }
  ASSERT_EQ(line.branches_size(), 3);
  EXPECT_EQ(line.branches(0).key(), "units/b0");
  EXPECT_EQ(line.branches(0).display_name(), "B0");
}

TEST(Progress, ATargetIsReachedAtItsShareOrNumber) {
  v1::Target share = All();
  share.set_percent(50);
  EXPECT_FALSE(CountTarget(share, Units(9), FirstOf(4), 0).reached());
  EXPECT_TRUE(CountTarget(share, Units(9), FirstOf(5), 0).reached());
  v1::Target number = All();
  number.set_count(3);
  EXPECT_FALSE(CountTarget(number, Units(9), FirstOf(2), 0).reached());
  EXPECT_TRUE(CountTarget(number, Units(9), FirstOf(3), 0).reached());
  EXPECT_FALSE(CountTarget(All(), Units(9), FirstOf(8), 0).reached());
  EXPECT_TRUE(CountTarget(All(), Units(9), FirstOf(9), 0).reached());
}

TEST(Progress, NothingToCountIsNotReached) {
  const auto line = CountTarget(All(), {}, {}, 0);
  EXPECT_FALSE(line.reached());
  EXPECT_THAT(line.count(), EqualsProto(""));
}

}  // namespace
}  // namespace loa::units
