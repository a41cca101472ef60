#include "services/publisher/core/sweeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/publisher/core/core_fixture.h"

namespace loa::publisher {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class SweeperTest : public CoreTest {
 protected:
  SweeperTest() {
    CoreConfig config;
    config.sweep.partitions = 1;
    Grow(config);
  }
  SweepsListed Listed(int pages) {
    SweepsListed event;
    event.ok = true;
    for (int i = 0; i < pages; ++i) {
      event.items.push_back(
          {absl::StrCat("pages/", i), wall_ - absl::Hours(24), wall_});
    }
    return event;
  }
};

TEST_F(SweeperTest, ReadsAFewPagesAtATimeAndTellsWhatTheyShow) {
  EXPECT_THAT(Asked<ListSweeps>(), SizeIs(1));
  Send(Listed(3));
  auto reads = Asked<SweepPage>();
  ASSERT_THAT(reads, SizeIs(2));
  EXPECT_EQ(reads[0].since, wall_ - absl::Hours(24));
  PageSwept swept;
  swept.page = "pages/0";
  swept.complete = true;
  swept.posts.emplace_back().id = "1_2";
  Send(swept);
  const auto records = Asked<RecordOutside>();
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].sweep, wall_);
  EXPECT_TRUE(records[0].complete);
  EXPECT_THAT(records[0].posts, SizeIs(1));
  EXPECT_THAT(Asked<SweepPage>(), IsEmpty());  // not told yet
  Send(OutsideRecorded{"pages/0"});
  EXPECT_THAT(Asked<SweepPage>(), SizeIs(1));  // the third
}

TEST_F(SweeperTest, AsksAgainOnlyWhenAllWasTold) {
  Asked<ListSweeps>();
  Send(Listed(1));
  Advance(absl::Minutes(1));
  EXPECT_THAT(Asked<ListSweeps>(), IsEmpty());
  Send(PageSwept{"pages/0", false, {}, {}});
  Send(OutsideRecorded{"pages/0"});
  EXPECT_THAT(Asked<ListSweeps>(), SizeIs(1));
}

TEST_F(SweeperTest, AThrottleWhileReadingClosesThePagesGate) {
  Send(Listed(1));
  Asked<SweepPage>();
  Send(PageSwept{"pages/0",
                 false,
                 {},
                 GateClosure{"pages/0", "THROTTLED", absl::Minutes(5)}});
  ASSERT_THAT(Asked<ReportGates>(), SizeIs(1));
  EXPECT_FALSE(Asked<RecordOutside>()[0].complete);
  Send(OutsideRecorded{"pages/0"});
  Advance(absl::Seconds(10));
  Send(Listed(1));
  EXPECT_THAT(Asked<SweepPage>(), IsEmpty());
}

TEST_F(SweeperTest, LeavesAloneWhatBelongsToOthers) {
  LeasesAnswered lost = Leased();
  lost.held.clear();
  Send(lost);
  Send(Listed(1));
  EXPECT_THAT(Asked<SweepPage>(), IsEmpty());
}

TEST_F(SweeperTest, ADrainWaitsForNoSweep) {
  Send(Listed(1));
  Asked<SweepPage>();
  Send(Drain());
  EXPECT_TRUE(core_->done());
}

}  // namespace
}  // namespace loa::publisher
