#include "services/publisher/core/amender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/publisher/core/core_fixture.h"

namespace loa::publisher {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// What the core does with edits and deletions.
class AmenderTest : public CoreTest {
 protected:
  AmenderTest() {
    CoreConfig config;
    config.amend.partitions = 1;
    Grow(config);
  }
  static AmendmentsListed Listed(bool read = false,
                                 const std::string& page = "pages/1") {
    AmendmentsListed event;
    event.ok = true;
    event.items = {{"amendments/a", "publications/p", page,
                    AmendmentKind::kEdit, "1_2", "new", read, 1}};
    return event;
  }
  static AmendmentsBegun Begun(bool begun) {
    return {{{"amendments/a", 1, begun, absl::Seconds(10)}}};
  }
  static AmendFinished Finished(Verdict verdict) {
    return {"amendments/a", 1, std::move(verdict)};
  }
  // From listed to the visible call.
  Amend UntilCall() {
    Send(Listed());
    Send(Begun(true));
    const auto calls = Asked<Amend>();
    EXPECT_THAT(calls, SizeIs(1));
    return calls.empty() ? Amend() : calls[0];
  }
};

TEST_F(AmenderTest, AsksContentAgainAndAgainForWhatIsDue) {
  EXPECT_THAT(Asked<ListAmendments>(), SizeIs(1));
  Advance(absl::Seconds(5));
  EXPECT_THAT(Asked<ListAmendments>(), IsEmpty());  // one at a time
  Send(AmendmentsListed());
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<ListAmendments>(), SizeIs(1));
}

TEST_F(AmenderTest, BeginsInContentBeforeTheCall) {
  Send(Listed());
  const auto begins = Asked<BeginAmendments>();
  ASSERT_THAT(begins, SizeIs(1));
  ASSERT_THAT(begins[0].items, SizeIs(1));
  EXPECT_EQ(begins[0].items[0].attempt, 1);
  EXPECT_THAT(Asked<Amend>(), IsEmpty());
  const absl::Duration sent = boot_;
  Advance(absl::Seconds(1));
  Send(Begun(true));
  const auto calls = Asked<Amend>();
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].post_id, "1_2");
  EXPECT_EQ(calls[0].text, "new");
  EXPECT_EQ(calls[0].deadline, sent + absl::Seconds(10));
}

TEST_F(AmenderTest, CallsNothingThatContentDidNotBegin) {
  Send(Listed());
  Send(Begun(false));
  EXPECT_THAT(Asked<Amend>(), IsEmpty());
  Asked<BeginAmendments>();
  Send(Listed());  // forgotten: whatever content says next is done
  EXPECT_THAT(Asked<BeginAmendments>(), SizeIs(1));
}

TEST_F(AmenderTest, CallsNothingWhenTheAnswerCameTooLate) {
  Send(Listed());
  Advance(absl::Seconds(10));
  Send(Begun(true));
  EXPECT_THAT(Asked<Amend>(), IsEmpty());
}

TEST_F(AmenderTest, TellsTheEndUntilContentAnswers) {
  UntilCall();
  Send(Finished(Of(Verdict::Kind::kAccepted)));
  ASSERT_THAT(Asked<FinishAmendments>(), SizeIs(1));
  Send(AmendmentsTold{false, {{"amendments/a", false}}});
  Advance(absl::Seconds(1));
  const auto again = Asked<FinishAmendments>();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].items[0].verdict.kind, Verdict::Kind::kAccepted);
  // Not begun again meanwhile, whatever a stale list says.
  Asked<BeginAmendments>();
  Send(Listed());
  EXPECT_THAT(Asked<BeginAmendments>(), IsEmpty());
  Send(AmendmentsTold{false, {{"amendments/a", true}}});
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<FinishAmendments>(), IsEmpty());
}

TEST_F(AmenderTest, ReadsThePostOfAnUnknownOutcomeAndTellsWhatWasSeen) {
  Send(Listed(/*read=*/true));
  EXPECT_THAT(Asked<BeginAmendments>(), IsEmpty());
  const auto reads = Asked<ReadPost>();
  ASSERT_THAT(reads, SizeIs(1));
  EXPECT_EQ(reads[0].post_id, "1_2");
  Send(PostRead{"amendments/a", {PostSight::Kind::kGone, "", "gone"}, {}});
  const auto settles = Asked<SettleAmendments>();
  ASSERT_THAT(settles, SizeIs(1));
  EXPECT_EQ(settles[0].items[0].attempt, 1);
  EXPECT_EQ(settles[0].items[0].sight.kind, PostSight::Kind::kGone);
}

TEST_F(AmenderTest, AThrottleClosesThePagesGateForPostsAndAmendments) {
  UntilCall();
  Verdict verdict = Of(Verdict::Kind::kThrottled, Verdict::Scope::kPage);
  verdict.closed_for = absl::Minutes(5);
  Send(Finished(verdict));
  const auto reports = Asked<ReportGates>();
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].closures[0].subject, "pages/1");
  const auto ends = Asked<FinishAmendments>();
  ASSERT_THAT(ends, SizeIs(1));
  EXPECT_EQ(ends[0].items[0].retry_after, absl::Minutes(5));
  Send(AmendmentsTold{false, {{"amendments/a", true}}});
  Asked<BeginAmendments>();
  Send(Listed());
  EXPECT_THAT(Asked<BeginAmendments>(), IsEmpty());
}

TEST_F(AmenderTest, LeavesAloneWhatBelongsToOthers) {
  LeasesAnswered lost = Leased();
  lost.held.clear();
  Send(lost);
  Send(Listed());
  EXPECT_THAT(Asked<BeginAmendments>(), IsEmpty());
}

TEST_F(AmenderTest, ADrainEndsWhatIsUnderWayAndBeginsNothing) {
  UntilCall();
  Send(Drain());
  EXPECT_FALSE(core_->done());
  Send(Finished(Of(Verdict::Kind::kUnknown)));
  Send(AmendmentsTold{false, {{"amendments/a", true}}});
  Advance(absl::Seconds(5));
  EXPECT_TRUE(core_->done());
  EXPECT_THAT(Asked<ListAmendments>(), SizeIs(1));  // the one at the start
}

}  // namespace
}  // namespace loa::publisher
