// What a Core tells others, and until when: ends of attempts, readings, first
// posts, and at last that it leaves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/publisher/core/core_fixture.h"

namespace loa::publisher {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_F(CoreTest, TellsAnEndUntilContentHasHeardIt) {
  UntilCall("p", "pages/a");
  EndCall("p", Of(Verdict::Kind::kUnknown));
  ASSERT_THAT(Asked<FinishAttempts>(), SizeIs(1));
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<FinishAttempts>(), IsEmpty()) << "one answer is awaited";
  Send(FinishesAnswered{{{"p", 1, false}}});
  Advance(absl::Seconds(1));
  ASSERT_THAT(Asked<FinishAttempts>(), SizeIs(1));
  Send(FinishesAnswered{{{"p", 1, true}}});
  Advance(absl::Seconds(10));
  EXPECT_THAT(Asked<FinishAttempts>(), IsEmpty());
}

TEST_F(CoreTest, NeverSendsAgainByItselfAfterAnUnknownOutcome) {
  UntilCall("p", "pages/a");
  EndCall("p", Of(Verdict::Kind::kUnknown));
  Send(FinishesAnswered{{{"p", 1, true}}});
  Advance(absl::Minutes(10));
  EXPECT_THAT(Asked<Call>(), IsEmpty());
}

TEST_F(CoreTest, ReadsThePageOfWhatIsUnsettledAndTellsWhatItSaw) {
  Advance(absl::Seconds(2));
  ASSERT_FALSE(Asked<ListUnsettled>().empty());
  UnsettledListed listed;
  listed.ok = true;
  UnsettledListed::Item item;
  item.publication = "p";
  item.page = "pages/a";
  item.attempt = 1;
  item.sought.text = "hello";
  item.sought.begun = wall_;
  listed.items = {item};
  Send(listed);
  const auto reads = Asked<ReadPage>();
  ASSERT_THAT(reads, SizeIs(1));
  EXPECT_EQ(reads[0].since, item.sought.begun - absl::Seconds(120));
  PageRead read;
  read.page = "pages/a";
  read.readable = read.complete = true;
  read.posts = {{"1_9", "hello", "", "https://p/9", wall_}};
  Send(read);
  const auto settles = Asked<SettleAttempts>();
  ASSERT_THAT(settles, SizeIs(1));
  EXPECT_EQ(settles[0].items[0].sight.kind, Sight::Kind::kFound);
  EXPECT_EQ(settles[0].items[0].partition.epoch, 1);
}

TEST_F(CoreTest, TellsTheNumberOfItsReading) {
  UnsettledListed listed;
  listed.ok = true;
  listed.items.emplace_back();
  listed.items[0].publication = "p";
  listed.items[0].page = "pages/a";
  listed.items[0].reading = 2;
  Send(listed);
  PageRead read;
  read.page = "pages/a";
  read.readable = read.complete = true;
  Send(read);
  const auto settles = Asked<SettleAttempts>();
  ASSERT_THAT(settles, SizeIs(1));
  EXPECT_EQ(settles[0].items[0].sight.kind, Sight::Kind::kAbsent);
  EXPECT_EQ(settles[0].items[0].reading, 2);
}

TEST_F(CoreTest, APageThatCannotBeReadIsNotAbsent) {
  UnsettledListed listed;
  listed.ok = true;
  listed.items.emplace_back();
  listed.items[0].publication = "p";
  listed.items[0].page = "pages/a";
  Send(listed);
  PageRead read;
  read.page = "pages/a";
  read.why = "timeout";
  Send(read);
  const auto settles = Asked<SettleAttempts>();
  ASSERT_THAT(settles, SizeIs(1));
  EXPECT_EQ(settles[0].items[0].sight.kind, Sight::Kind::kUnreadable);
  EXPECT_EQ(settles[0].items[0].sight.evidence, "timeout");
}

TEST_F(CoreTest, DrainsWhatIsInFlightAndThenGivesTheLeasesBack) {
  UntilCall("p", "pages/a");
  Take("waiting", "pages/b", absl::Seconds(20));
  Send(Drain());
  EXPECT_EQ(core_->jobs(), 1u) << "what only waits is forgotten";
  EXPECT_FALSE(core_->done());
  EndCall("p", Of(Verdict::Kind::kUnknown));
  EXPECT_FALSE(core_->done());
  EXPECT_THAT(Asked<ReleaseLeases>(), IsEmpty());
  Send(FinishesAnswered{{{"p", 1, true}}});
  EXPECT_TRUE(core_->done());
  const auto released = Asked<ReleaseLeases>();
  ASSERT_THAT(released, SizeIs(1));
  EXPECT_THAT(released[0].held, SizeIs(1));
}

TEST_F(CoreTest, TakesAndBeginsNothingWhileDraining) {
  Take("p", "pages/a");
  Send(Drain());
  Asked<TakeEntries>();
  Load("p", "pages/a", 1);
  Take("q", "pages/b");
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  EXPECT_THAT(Asked<TakeEntries>(), IsEmpty());
}

class FirstPosts : public CoreTest {
 protected:
  // Content's answer to a renewal, with the first post of a page or nothing.
  void Renewed(bool with_post) {
    LeasesAnswered leased = Leased();
    leased.lease = absl::Seconds(3);
    if (with_post) leased.first_posts = {{"pages/a", "https://p/9", wall_}};
    Send(leased);
  }
  void Recorded(bool answered) { Send(FactsRecorded{{{"pages/a", answered}}}); }
  // What the next renewal says is recorded.
  std::vector<std::string> NextRenewal() {
    Asked<RenewLeases>();
    Advance(absl::Seconds(1));
    const auto renewals = Asked<RenewLeases>();
    EXPECT_THAT(renewals, SizeIs(1));
    return renewals.empty() ? std::vector<std::string>() : renewals[0].recorded;
  }
};

TEST_F(FirstPosts, AreTakenToUnitsAndTheirArrivalToContent) {
  Renewed(true);
  const auto facts = Asked<RecordFirstPosts>();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].items[0].page, "pages/a");
  EXPECT_EQ(facts[0].items[0].evidence, "https://p/9");
  EXPECT_THAT(NextRenewal(), IsEmpty());
  Recorded(true);
  Renewed(true);  // was asked before
  EXPECT_THAT(Asked<RecordFirstPosts>(), IsEmpty());
  EXPECT_THAT(NextRenewal(), ElementsAre("pages/a"));
  Renewed(false);
  EXPECT_THAT(NextRenewal(), IsEmpty());
}

TEST_F(FirstPosts, AreToldAgainUntilUnitsAnswers) {
  Renewed(true);
  ASSERT_THAT(Asked<RecordFirstPosts>(), SizeIs(1));
  Recorded(false);
  Advance(absl::Milliseconds(100));
  ASSERT_THAT(Asked<RecordFirstPosts>(), SizeIs(1));
  Recorded(true);
  EXPECT_THAT(NextRenewal(), ElementsAre("pages/a"));
  Send(LeasesAnswered());  // is lost
  EXPECT_THAT(NextRenewal(), ElementsAre("pages/a"));
}

TEST_F(FirstPosts, KeepNoDrainWaiting) {
  Renewed(true);
  Send(Drain());
  EXPECT_TRUE(core_->done());
}

}  // namespace
}  // namespace loa::publisher
