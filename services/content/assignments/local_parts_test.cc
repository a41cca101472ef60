#include "services/content/assignments/local_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/media/media_rows.h"
#include "services/content/publications/approvals.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::AllOf;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using moderation::v1::Review;
using A = v1::Assignment;
using Part = v1::LocalPart;

class LocalPartsTest : public PostWorld {
 protected:
  // The assignment of an OPEN cascade to the page of units/xa-1.
  A Open() {
    post_ = Asked(v1::Audience::RECOMMENDED, v1::Audience::OPEN);
    return Now();
  }
  A Now() { return AssignmentsOf(post_.name())[0]; }

  v1::Post post_;
};
INSTANTIATE_TEST_SUITE_P(Engines, LocalPartsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(LocalPartsTest, AreScreenedInTheUnitOfThePage) {
  const A open = Open();
  EXPECT_TRUE(open.local_part_open());
  EXPECT_EQ(open.opening_line_max_chars(), 200);
  desk_.opened.clear();
  const auto adopted = Adopt(open.name(), "Xã ta cũng có bà Mai.");
  ASSERT_THAT(adopted, IsOk());
  EXPECT_EQ(adopted->state(), A::ADOPTED);
  EXPECT_EQ(adopted->local_part().state(), Part::IN_REVIEW);
  EXPECT_EQ(adopted->local_part().name(), open.name() + "/localParts/1");
  EXPECT_THAT(adopted->publication(), IsEmpty());
  ASSERT_THAT(desk_.opened, SizeIs(1));
  const auto& input = desk_.opened[0].input();
  EXPECT_EQ(input.post(), post_.name());
  EXPECT_EQ(input.revision(), adopted->local_part().name());
  EXPECT_EQ(input.unit(), "units/xa-1");
  EXPECT_EQ(input.title(), post_.title());
  EXPECT_EQ(input.body(), "Xã ta cũng có bà Mai.");
  EXPECT_EQ(input.author(), "principals/xa");
  EXPECT_EQ(input.kind(), "ARTICLE");
  EXPECT_THAT(PublicationsOf(post_.name()), IsEmpty());
}

TEST_P(LocalPartsTest, ApprovedBeginWhatThePageShows) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  pokes_ = 0;
  DecidePart(Review::APPROVED);
  EXPECT_EQ(pokes_, 1);
  EXPECT_EQ(Now().local_part().state(), Part::APPROVED);
  EXPECT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
  EXPECT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(0));
  const auto publications = PublicationsOf(post_.name());
  ASSERT_THAT(publications, SizeIs(1));
  EXPECT_EQ(publications[0].name, Now().publication());
  EXPECT_EQ(publications[0].local_part, Now().local_part().name());
  EXPECT_EQ(publications[0].text, "Xã ta.\n\n" + open.text());
  EXPECT_EQ(publications[0].rendition_sha256, RenditionHash(publications[0]));
  EXPECT_EQ(ToProto(publications[0]).rendition().local_part(),
            Now().local_part().name());
}

TEST_P(LocalPartsTest, MayBringAPhotoThatComesFirst) {
  post_ = Create([&] {
    v1::Post draft = Draft();
    *draft.add_media() = KeptPhoto("tinh", "Quảng trường");
    auto& cascade = *draft.mutable_audience()->mutable_cascade();
    cascade.set_mode(v1::Audience::RECOMMENDED);
    cascade.set_local_part_rule(v1::Audience::OPEN);
    return draft;
  }());
  ASSERT_THAT(Submit(post_.name()), IsOk());
  Decide(post_.name(), Review::APPROVED);
  ASSERT_THAT(expander_.Expand(post_.name()), IsOk());
  desk_.opened.clear();
  v1::AdoptAssignmentRequest request;
  request.set_name(Now().name());
  *request.mutable_local_part()->mutable_photo() =
      KeptPhoto("xa", "Nhà văn hoá xã");
  const auto adopted = assignments_.Adopt(Answering(), request);
  ASSERT_THAT(adopted, IsOk());
  EXPECT_EQ(adopted->local_part().photo().alt_text(), "Nhà văn hoá xã");
  ASSERT_THAT(desk_.opened, SizeIs(1));
  ASSERT_THAT(desk_.opened[0].input().media(), SizeIs(1));
  EXPECT_EQ(desk_.opened[0].input().media(0).alt_text(), "Nhà văn hoá xã");
  DecidePart(Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
  const auto media =
      ToProto(PublicationsOf(post_.name())[0]).rendition().media();
  ASSERT_THAT(media, SizeIs(2));
  EXPECT_EQ(media[0].media(), "media/xa");
  EXPECT_EQ(media[1].media(), "media/tinh");
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string user, UserOfMedia(tx, "media/xa"));
    EXPECT_EQ(user, Now().local_part().name());
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(LocalPartsTest, RefuseAPhotoThatIsNotKept) {
  const A open = Open();
  v1::AdoptAssignmentRequest request;
  request.set_name(open.name());
  request.mutable_local_part()->mutable_photo()->set_media("media/0a");
  EXPECT_THAT(assignments_.Adopt(Answering(), request),
              HasReason("MEDIA_NOT_FOUND"));
  EXPECT_EQ(Now().state(), A::PENDING);
}

TEST_P(LocalPartsTest, MakeAnotherRenditionThanNone) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  DecidePart(Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOk());
  const std::string with = PublicationsOf(post_.name())[0].rendition_sha256;
  ASSERT_THAT(Adopt(Open().name()), IsOk());
  EXPECT_NE(PublicationsOf(post_.name())[0].rendition_sha256, with);
}

TEST_P(LocalPartsTest, AnAttemptBeginsOnlyWhileTheyAreApproved) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  DecidePart(Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOk());
  Publication publication = PublicationsOf(post_.name())[0];
  const auto approved = [&] {
    absl::StatusOr<bool> approved = false;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) {
      approved = IsApproved(tx, publication, clock_.Now());
      return approved.status();
    }),
                IsOk());
    return approved.value_or(false);
  };
  EXPECT_TRUE(approved());
  publication.local_part = "assignments/x/localParts/1";
  EXPECT_FALSE(approved());
}

TEST_P(LocalPartsTest, SentBackAreHandedInAgainOnlyWhenChanged) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  DecidePart(Review::CHANGES_REQUESTED);
  EXPECT_EQ(Now().state(), A::ADOPTED);
  EXPECT_EQ(Now().local_part().state(), Part::CHANGES_REQUESTED);
  EXPECT_EQ(Now().local_part().note(), "note of moderation");
  EXPECT_THAT(Now().local_part().findings(), SizeIs(1));
  EXPECT_THAT(Adopt(open.name(), "Xã ta."),
              AllOf(HasReason("LOCAL_PART_UNCHANGED"),
                    HasMetadata("local_part", Now().local_part().name())));
  // Also after the close: it was adopted in time.
  clock_.Advance(absl::Hours(24 * 30));
  ASSERT_THAT(rounds_.CloseOverdue(clock_.Now()), IsOk());
  const auto again = Adopt(open.name(), "Xã của ta.");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->local_part().name(), open.name() + "/localParts/2");
  DecidePart(Review::APPROVED);
  EXPECT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
}

TEST_P(LocalPartsTest, MayBeTakenAwayAgain) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  const auto bare = Adopt(open.name());
  ASSERT_THAT(bare, IsOk());
  EXPECT_FALSE(bare->has_local_part());
  EXPECT_NE(bare->publication(), "");
  EXPECT_EQ(PublicationsOf(post_.name())[0].text, open.text());
  EXPECT_THAT(desk_.voided, SizeIs(1));
  // What moderation still says of it does not count.
  DecidePart(Review::APPROVED);
  EXPECT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(0));
}

TEST_P(LocalPartsTest, HandedInTwiceAreReviewedOnce) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  const size_t opened = desk_.opened.size();
  const auto again = Adopt(open.name(), "Xã ta.");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->local_part().name(), open.name() + "/localParts/1");
  EXPECT_THAT(desk_.opened, SizeIs(opened));
}

TEST_P(LocalPartsTest, EndWithADecline) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  ASSERT_THAT(Decline(open.name()), IsOk());
  EXPECT_FALSE(Now().has_local_part());
  EXPECT_FALSE(Now().has_adopt_time());
  EXPECT_THAT(desk_.voided, SizeIs(1));
}

TEST_P(LocalPartsTest, EndWithTheApprovalOfThePost) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  ASSERT_THAT(SetTitle(post_.name(), "Tiêu đề mới"), IsOk());
  EXPECT_EQ(Now().state(), A::VOIDED);
  EXPECT_EQ(Now().local_part().state(), Part::VOIDED);
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.voided, SizeIs(2));  // the post's and the part's
}

TEST_P(LocalPartsTest, WhoseApprovalLapsesAreNotShownAndMayBeHandedInAgain) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  DecidePart(Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
  DecidePart(Review::LAPSED);
  EXPECT_EQ(Now().local_part().state(), Part::VOIDED);
  EXPECT_THAT(Now().publication(), IsEmpty());
  EXPECT_EQ(PublicationsOf(post_.name())[0].state, v1::Publication::CANCELLED);
  EXPECT_EQ(PublicationsOf(post_.name())[0].cause, "APPROVAL_LAPSED");
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  DecidePart(Review::APPROVED);
  ASSERT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(1));
  EXPECT_EQ(PublicationsOf(post_.name())[1].state, v1::Publication::SCHEDULED);
}

TEST_P(LocalPartsTest, WithdrawnByALookAreNotHandedInAgain) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  DecidePart(Review::APPROVED);
  DecidePart(Review::WITHDRAWN);
  EXPECT_EQ(Now().local_part().state(), Part::REJECTED);
  EXPECT_THAT(rounds_.PlaceApproved(clock_.Now()), IsOkAndHolds(0));
  EXPECT_THAT(Adopt(open.name(), "Xã ta."), HasReason("LOCAL_PART_UNCHANGED"));
}

TEST_P(LocalPartsTest, CountOnlyForTheVeryInputThatWasReviewed) {
  const A open = Open();
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  for (const auto& spoil : std::vector<std::function<void(Review&)>>{
           [](Review& r) { r.set_input_sha256("other"); },
           [](Review& r) { r.set_content_sha256("other"); },
           [](Review& r) { r.set_revision("assignments/x/localParts/1"); },
           [&](Review& r) { r.set_revision(open.name() + "/localParts/2"); }}) {
    Review review = ReviewOfLast(Review::APPROVED);
    spoil(review);
    ApplyReview(review);
    EXPECT_EQ(Now().local_part().state(), Part::IN_REVIEW)
        << review.ShortDebugString();
  }
}

TEST_P(LocalPartsTest, AreLockedUnlessTheCascadeSaysOpen) {
  const A locked = AssignmentsOf(Asked().name())[0];
  EXPECT_THAT(Adopt(locked.name(), "Xã ta."), HasReason("LOCAL_PART_LOCKED"));
}

TEST_P(LocalPartsTest, AreNoLongerThanTheCascadeAllows) {
  const A open = Open();
  std::string line;
  for (int i = 0; i < 200; ++i) line += "ế";
  EXPECT_THAT(Adopt(open.name(), line + "ế"),
              AllOf(HasReason("LOCAL_PART_TOO_LONG"),
                    HasMetadata("chars", "201"), HasMetadata("limit", "200")));
  EXPECT_THAT(Adopt(open.name(), line), IsOk());
}

TEST_P(LocalPartsTest, AreOpenedLaterWhenModerationIsAway) {
  const A open = Open();
  desk_.failure = absl::UnavailableError("away");
  ASSERT_THAT(Adopt(open.name(), "Xã ta."), IsOk());
  EXPECT_THAT(Now().local_part().review(), IsEmpty());
  desk_.failure = absl::OkStatus();
  outbox_.DeliverAll(std::stop_token());
  EXPECT_NE(Now().local_part().review(), "");
}

}  // namespace
}  // namespace loa::content
