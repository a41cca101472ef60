// Photos: what is put on a page, unseen, before an attempt begins.
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

class CorePreparingTest : public CoreTest {
 protected:
  void LoadPhotos(const std::string& publication, const std::string& page) {
    PublicationsLoaded::Item item;
    item.publication = publication;
    item.kind = LoadKind::kSendable;
    item.page = page;
    item.sequence = 1;
    item.due = item.not_before = wall_;
    item.text = "text";
    item.photos = {{"media/x", "image/jpeg", "alt"},
                   {"media/y", "image/png", ""}};
    Send(PublicationsLoaded{{item}});
  }
  void AnswerPrepare(const std::string& publication,
                     std::vector<std::string> ids, Verdict verdict = {}) {
    Send(Prepared{publication, 1, std::move(ids), std::move(verdict)});
  }
};

TEST_F(CorePreparingTest, BeginsOnlyWhenAllPhotosAreThere) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  const auto prepares = Asked<Prepare>();
  ASSERT_THAT(prepares, SizeIs(1));
  EXPECT_EQ(prepares[0].page, "pages/a");
  ASSERT_THAT(prepares[0].photos, SizeIs(2));
  EXPECT_EQ(prepares[0].photos[0].media, "media/x");
  EXPECT_EQ(prepares[0].photos[0].alt_text, "alt");
  AnswerPrepare("p", {"1", "2"});
  const auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(1));
  EXPECT_THAT(begins[0].items[0].prepared_ids, ElementsAre("1", "2"));
  AnswerBegin("p", BeginKind::kBegun);
  const auto calls = Asked<Call>();
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_THAT(calls[0].photo_ids, ElementsAre("1", "2"));
}

TEST_F(CorePreparingTest, TheDeadlineDoesNotCountTheUploads) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  Advance(absl::Seconds(30));
  AnswerPrepare("p", {"1", "2"});
  const absl::Duration sent = boot_;
  AnswerBegin("p", BeginKind::kBegun);
  EXPECT_EQ(Asked<Call>().at(0).deadline, sent + absl::Seconds(10));
}

TEST_F(CorePreparingTest, ARepeatedBeginSaysTheSameIds) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  AnswerPrepare("p", {"1", "2"});
  AnswerBegin("p", BeginKind::kUnavailable);
  Advance(absl::Seconds(1));
  const auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(2));
  EXPECT_THAT(begins[1].items[0].prepared_ids, ElementsAre("1", "2"));
  EXPECT_THAT(Asked<Prepare>(), SizeIs(1));
}

TEST_F(CorePreparingTest, KeepsItsUploadsWhileThePageIsHeld) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  AnswerPrepare("p", {"1", "2"});
  AnswerBegin("p", BeginKind::kPageHeld);
  Advance(absl::Seconds(5));
  EXPECT_THAT(Asked<Prepare>(), SizeIs(1));
  const auto begins = Asked<BeginAttempts>();
  ASSERT_THAT(begins, SizeIs(2));
  EXPECT_THAT(begins[1].items[0].prepared_ids, ElementsAre("1", "2"));
}

TEST_F(CorePreparingTest, AFailureIsTheEndOfAnAttemptWithoutItsCall) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  Verdict refused = Of(Verdict::Kind::kRefused);
  refused.subcode = 1366046;
  AnswerPrepare("p", {}, refused);
  ASSERT_THAT(Asked<BeginAttempts>(), SizeIs(1));
  AnswerBegin("p", BeginKind::kBegun);
  EXPECT_THAT(Asked<Call>(), IsEmpty());
  const auto finishes = Asked<FinishAttempts>();
  ASSERT_THAT(finishes, SizeIs(1));
  EXPECT_EQ(finishes[0].items[0].verdict.kind, Verdict::Kind::kRefused);
  EXPECT_EQ(finishes[0].items[0].verdict.subcode, 1366046);
  EXPECT_EQ(core_->slots_used(), 0);
}

TEST_F(CorePreparingTest, AThrottledUploadClosesTheGateOfThePage) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  AnswerPrepare("p", {}, Of(Verdict::Kind::kThrottled, Verdict::Scope::kPage));
  AnswerBegin("p", BeginKind::kBegun);
  const auto gates = Asked<ReportGates>();
  ASSERT_THAT(gates, SizeIs(1));
  EXPECT_EQ(gates[0].closures[0].subject, "pages/a");
}

TEST_F(CorePreparingTest, WhatFailedIsPreparedAnewWhenItWasNotBegun) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  AnswerPrepare("p", {}, Of(Verdict::Kind::kNotSent));
  AnswerBegin("p", BeginKind::kNotDue);
  Advance(absl::Seconds(5));
  EXPECT_THAT(Asked<Prepare>(), SizeIs(2));
}

TEST_F(CorePreparingTest, NothingElseOfThePageStartsMeanwhile) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  Take("q", "pages/a");
  Load("q", "pages/a", 2);
  Advance(absl::Seconds(1));
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
}

TEST_F(CorePreparingTest, ADrainBeginsNothingThatWasOnlyPrepared) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  Send(Drain());
  EXPECT_FALSE(core_->done());
  AnswerPrepare("p", {"1", "2"});
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  EXPECT_EQ(core_->jobs(), 0u);
  EXPECT_EQ(core_->slots_used(), 0);
}

TEST_F(CorePreparingTest, ALostPartitionLeavesItsUploadsToNobody) {
  Take("p", "pages/a");
  LoadPhotos("p", "pages/a");
  Advance(absl::Hours(2));  // the lease is over
  AnswerPrepare("p", {"1", "2"});
  EXPECT_THAT(Asked<BeginAttempts>(), IsEmpty());
  EXPECT_EQ(core_->jobs(), 0u);
}

}  // namespace
}  // namespace loa::publisher
