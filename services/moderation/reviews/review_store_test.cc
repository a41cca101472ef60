#include "services/moderation/reviews/review_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/util/time_util.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/moderation/migrations.h"
#include "services/moderation/reviews/decision.h"

namespace loa::moderation {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1'654'000'000);

StoredReview Review(const std::string& id, const std::string& hash,
                    const std::string& unit = "units/a") {
  v1::ScreeningInput input;
  input.set_post("posts/" + id);
  input.set_revision("posts/" + id + "/revisions/1");
  input.set_unit(unit);
  input.set_title("Tiêu đề");
  input.set_author("principals/author");
  input.set_last_editor("principals/editor");
  v1::Screening screening;
  screening.set_policy("policies/p");
  screening.set_input_sha256(hash);
  screening.set_severity(v1::SEVERITY_INFO);
  return NewReview(id, input, "commune", screening, v1::Policy(), kNow);
}

class ReviewStoreTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  bool Insert(StoredReview& stored) {
    bool inserted = false;
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(inserted, InsertReview(tx, stored));
      return absl::OkStatus();
    }),
                IsOk());
    return inserted;
  }

  std::optional<StoredReview> Find(const std::string& id) {
    std::optional<StoredReview> stored;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(stored, FindReview(tx, id));
      return absl::OkStatus();
    }),
                IsOk());
    return stored;
  }

  bool Update(v1::Review& review) {
    bool stands = false;
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(stands, UpdateReview(tx, review));
      return absl::OkStatus();
    }),
                IsOk());
    return stands;
  }

  std::vector<std::string> List(const ReviewFilter& filter,
                                const std::string& before = "", int size = 10) {
    std::vector<std::string> names;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const ReviewPage page,
                       ListReviewPage(tx, filter, before, size));
      for (const v1::Review& review : page.reviews) {
        names.push_back(review.name());
      }
      if (page.more) names.push_back("more");
      return absl::OkStatus();
    }),
                IsOk());
    return names;
  }

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
};

INSTANTIATE_TEST_SUITE_P(Engines, ReviewStoreTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ReviewStoreTest, GivesBackWhatWasStored) {
  StoredReview stored = Review("r1", "h1");
  ASSERT_TRUE(Insert(stored));

  const std::optional<StoredReview> found = Find("r1");

  ASSERT_TRUE(found.has_value());
  EXPECT_THAT(found->review, EqualsProto(stored.review));
  EXPECT_EQ(found->author, "principals/author");
  EXPECT_EQ(found->last_editor, "principals/editor");
  EXPECT_FALSE(Find("r2").has_value());
}

TEST_P(ReviewStoreTest, KeepsOneLivingReviewAnInputAndPolicy) {
  StoredReview first = Review("r1", "h1");
  StoredReview second = Review("r2", "h1");
  ASSERT_TRUE(Insert(first));
  EXPECT_FALSE(Insert(second));

  first.review.set_state(v1::Review::VOIDED);
  ASSERT_TRUE(Update(first.review));

  EXPECT_TRUE(Insert(second));
}

TEST_P(ReviewStoreTest, RefusesAnUpdateOfWhatHasChangedSince) {
  StoredReview stored = Review("r1", "h1");
  ASSERT_TRUE(Insert(stored));
  v1::Review stale = stored.review;
  stored.review.set_state(v1::Review::REJECTED);
  stored.review.set_note("vì sao");
  ASSERT_TRUE(Update(stored.review));

  EXPECT_FALSE(Update(stale));

  EXPECT_THAT(Find("r1")->review, EqualsProto(stored.review));
}

TEST_P(ReviewStoreTest, KeepsOneVoiceOfAPersonInAStage) {
  StoredReview stored = Review("r1", "h1");
  ASSERT_TRUE(Insert(stored));
  v1::Review::Vote vote;
  vote.set_principal("principals/x");
  *vote.mutable_vote_time() =
      google::protobuf::util::TimeUtil::SecondsToTimestamp(1);
  for (const ReviewState decision :
       {v1::Review::APPROVED, v1::Review::REJECTED}) {
    vote.set_decision(decision);
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return PutVote(tx, "reviews/r1", 0, vote);
    }),
                IsOk());
  }

  const v1::Review review = Find("r1")->review;

  ASSERT_EQ(review.stages(0).votes_size(), 1);
  EXPECT_THAT(review.stages(0).votes(0), EqualsProto(vote));
  EXPECT_FALSE(review.stages(0).complete());
}

TEST_P(ReviewStoreTest, ListsTheNewestFirstByUnitStateAndPost) {
  StoredReview a = Review("r1", "h1", "units/a");
  StoredReview b = Review("r2", "h2", "units/b");
  StoredReview c = Review("r3", "h3", "units/a");
  ASSERT_TRUE(Insert(a) && Insert(b) && Insert(c));
  c.review.set_state(v1::Review::REJECTED);
  ASSERT_TRUE(Update(c.review));

  EXPECT_THAT(List({.all_units = true}),
              ElementsAre("reviews/r3", "reviews/r2", "reviews/r1"));
  EXPECT_THAT(List({.units = {"units/a"}}),
              ElementsAre("reviews/r3", "reviews/r1"));
  EXPECT_THAT(List({.units = {}}), IsEmpty());
  EXPECT_THAT(List({.all_units = true, .state = "OPEN"}),
              ElementsAre("reviews/r2", "reviews/r1"));
  EXPECT_THAT(List({.all_units = true, .post = "posts/r2"}),
              ElementsAre("reviews/r2"));
  EXPECT_THAT(List({.all_units = true}, "", 2),
              ElementsAre("reviews/r3", "reviews/r2", "more"));
  EXPECT_THAT(List({.all_units = true}, "r2", 2), ElementsAre("reviews/r1"));
}

TEST_P(ReviewStoreTest, TellsDecidedReviewsInOrderOfSequence) {
  StoredReview a = Review("r1", "h1");
  StoredReview b = Review("r2", "h2");
  StoredReview c = Review("r3", "h3");
  ASSERT_TRUE(Insert(a) && Insert(b) && Insert(c));
  b.review.set_state(v1::Review::APPROVED);
  ASSERT_TRUE(Update(b.review));
  a.review.set_state(v1::Review::REJECTED);
  ASSERT_TRUE(Update(a.review));

  const auto decided = [&](int64_t after) {
    std::vector<std::string> names;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<v1::Review> reviews,
                       DecidedReviews(tx, after, 10));
      for (const v1::Review& review : reviews) names.push_back(review.name());
      return absl::OkStatus();
    }),
                IsOk());
    return names;
  };

  EXPECT_THAT(decided(0), ElementsAre("reviews/r2", "reviews/r1"));
  EXPECT_THAT(decided(b.review.sequence()), ElementsAre("reviews/r1"));
  EXPECT_THAT(decided(a.review.sequence()), IsEmpty());
}

TEST_P(ReviewStoreTest, SaysWhenStoredBytesAreDamaged) {
  StoredReview stored = Review("r1", "h1");
  ASSERT_TRUE(Insert(stored));
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return tx
        .Exec("UPDATE review SET screening = $1", sql::Value::Bytes{"\xFF\xFF"})
        .status();
  }),
              IsOk());

  const absl::Status status =
      db_->Read([&](sql::Tx& tx) { return FindReview(tx, "r1").status(); });

  EXPECT_THAT(status, testing::HasReason("STORED_DATA_DAMAGED"));
}

}  // namespace
}  // namespace loa::moderation
