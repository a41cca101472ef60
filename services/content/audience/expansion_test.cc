#include "services/content/audience/expansion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/queue/partition.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/publication_store.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::SizeIs;

using E = v1::Expansion;

class ExpansionTest : public PostWorld {
 protected:
  E::State Expand(const std::string& post) {
    EXPECT_THAT(expander_.Expand(post), IsOk());
    return Get(post).expansion().state();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ExpansionTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ExpansionTest, MakesOnePublicationAPage) {
  const v1::Post post = Approved();
  EXPECT_EQ(Expand(post.name()), E::DONE);
  const v1::Post after = Get(post.name());
  EXPECT_EQ(after.expansion().page_count(), 2);
  EXPECT_EQ(after.expansion().registry_sequence(), registry_.sequence());
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(2));
  const Publication& first = publications[0];
  EXPECT_EQ(first.page, "pages/p1");
  EXPECT_EQ(first.unit, "units/xa-1");
  EXPECT_EQ(first.occurrence, 1);
  EXPECT_EQ(first.kind, "ARTICLE");
  EXPECT_EQ(first.text, "Người tốt việc tốt\n\nBà Mai giúp đỡ hộ nghèo.");
  EXPECT_EQ(first.revision, post.revision());
  EXPECT_EQ(first.partition, queue::PartitionOf("pages/p1", 4));
  EXPECT_EQ(first.rendition_sha256, RenditionHash(first));
  EXPECT_EQ(first.due_at, base::TimeOf(post.audience().due_time()));
  EXPECT_GT(first.sequence, 0);
}

TEST_P(ExpansionTest, MakesWhatTheApprovalCovers) {
  const v1::Post post = Approved();
  Expand(post.name());
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(2));
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    EXPECT_THAT(IsApproved(tx, publications[0], clock_.Now()),
                IsOkAndHolds(true));
    ASSIGN_OR_RETURN(const auto timeline,
                     ReadTimeline(tx, publications[0].name, 10));
    EXPECT_THAT(timeline, SizeIs(1));
    EXPECT_EQ(timeline[0].kind, "SCHEDULED");
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(ExpansionTest, GoesOnWhereAnotherStopped) {
  const v1::Post post = Approved();
  Expander slow(*db_, registry_, ids_, clock_, {.partitions = 4, .chunk = 1});
  EXPECT_THAT(slow.Step(post.name()), IsOkAndHolds(true));  // the pages
  EXPECT_THAT(slow.Step(post.name()), IsOkAndHolds(true));  // one of them
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(1));
  // What the register says meanwhile does not matter any more.
  registry_.AddPage("pages/p3", "units/xa-2");
  EXPECT_EQ(Expand(post.name()), E::DONE);
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(2));
  EXPECT_EQ(Get(post.name()).expansion().page_count(), 2);
}

TEST_P(ExpansionTest, ChangesNothingTheSecondTime) {
  const v1::Post post = Approved();
  Expand(post.name());
  const v1::Post after = Get(post.name());
  EXPECT_THAT(expander_.Step(post.name()), IsOkAndHolds(false));
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(2));
  EXPECT_EQ(Get(post.name()).etag(), after.etag());
}

TEST_P(ExpansionTest, StopsWhenThePagesAreNotAsManyAsSubmitted) {
  const v1::Post post = Approved();
  registry_.AddPage("pages/p3", "units/xa-2");
  EXPECT_EQ(Expand(post.name()), E::COUNT_CHANGED);
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(0));
  EXPECT_THAT(Schedule(post.name(), clock_.Now() + absl::Hours(2), 2),
              HasReason("PAGE_COUNT_MISMATCH"));
  EXPECT_THAT(Schedule(post.name(), clock_.Now() + absl::Hours(2), 3), IsOk());
  EXPECT_EQ(Expand(post.name()), E::DONE);
  EXPECT_THAT(PublicationsOf(post.name()), SizeIs(3));
}

TEST_P(ExpansionTest, OfAnApprovalAfterTheDueTimeNeedsANewTime) {
  const v1::Post draft = Create(Draft(absl::Hours(1)));
  ASSERT_THAT(Submit(draft.name()), IsOk());
  clock_.Advance(absl::Hours(1));
  Decide(draft.name(), moderation::v1::Review::APPROVED);
  EXPECT_EQ(Expand(draft.name()), E::NEEDS_NEW_TIME);
  EXPECT_THAT(PublicationsOf(draft.name()), SizeIs(0));
  const absl::Time due = clock_.Now() + absl::Minutes(5);
  ASSERT_THAT(Schedule(draft.name(), due), IsOk());
  EXPECT_EQ(Expand(draft.name()), E::DONE);
  EXPECT_EQ(PublicationsOf(draft.name())[0].due_at, due);
}

TEST_P(ExpansionTest, OfATimeGoneByWhenSubmittedIsDueAtOnce) {
  const v1::Post post = Approved(-absl::Hours(1));
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(Expand(post.name()), E::DONE);
  EXPECT_EQ(PublicationsOf(post.name())[0].due_at, clock_.Now());
}

TEST_P(ExpansionTest, SchedulesNothingBeforeWhatHasBegunOnThePage) {
  const absl::Time begun = clock_.Now() + absl::Hours(5);
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(LockPage(tx, "pages/p1").status());
    return NoteBegun(tx, "pages/p1", begun);
  }),
              IsOk());
  const v1::Post post = Approved();
  Expand(post.name());
  const auto publications = PublicationsOf(post.name());
  EXPECT_EQ(publications[0].due_at, begun);
  EXPECT_EQ(publications[1].due_at, base::TimeOf(post.audience().due_time()));
}

TEST_P(ExpansionTest, OfANewApprovalIsANewOccurrence) {
  const v1::Post post = Approved();
  Expand(post.name());
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  ASSERT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  EXPECT_EQ(Expand(post.name()), E::DONE);
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(4));
  EXPECT_EQ(publications[0].state, v1::Publication::CANCELLED);
  EXPECT_EQ(publications[1].state, v1::Publication::SCHEDULED);
  EXPECT_EQ(publications[1].occurrence, 2);
}

TEST_P(ExpansionTest, IsDroppedWithTheApproval) {
  const v1::Post post = Approved();
  Expander slow(*db_, registry_, ids_, clock_, {.partitions = 4, .chunk = 1});
  ASSERT_THAT(slow.Step(post.name()), IsOk());
  ASSERT_THAT(slow.Step(post.name()), IsOk());
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  EXPECT_THAT(slow.Step(post.name()), IsOkAndHolds(false));
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(1));
  EXPECT_EQ(publications[0].state, v1::Publication::CANCELLED);
  EXPECT_EQ(publications[0].cause, "APPROVAL_VOIDED");
}

TEST_P(ExpansionTest, WaitsForTheRegister) {
  const v1::Post post = Approved();
  registry_.GoAway();
  EXPECT_THAT(expander_.Step(post.name()), HasReason("DEPENDENCY_UNAVAILABLE"));
}

TEST_P(ExpansionTest, OfAllThatWaitIsOneRun) {
  const v1::Post first = Approved();
  const v1::Post second = Approved();
  expander_.ExpandAll(std::stop_token());
  EXPECT_EQ(Get(first.name()).expansion().state(), E::DONE);
  EXPECT_EQ(Get(second.name()).expansion().state(), E::DONE);
}

}  // namespace
}  // namespace loa::content
