#include "services/content/outside/outside_screening.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <vector>

#include "libs/base/deterministic.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using moderation::v1::Review;
using moderation::v1::Severity;

class OutsideScreeningTest : public PostWorld {
 protected:
  // The sweep has just adopted a post with this text.
  void Adopt(const std::string& text, const std::string& link = "") {
    const OutsidePost post{.page = "pages/p1",
                           .platform_post_id = "1048_77",
                           .unit = "units/xa-1",
                           .text = text,
                           .link = link,
                           .adopted_at = clock_.Now()};
    const PastPostRow row{.name = "pastPosts/77",
                          .page = post.page,
                          .unit = post.unit,
                          .platform_post_id = post.platform_post_id,
                          .kind = "NEWS_BRIEF",
                          .title = "Bài ngoài Loa",
                          .origin = std::string(kOutside),
                          .published_at = post.adopted_at,
                          .importer = "principals/content",
                          .imported_at = post.adopted_at};
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      RETURN_IF_ERROR(SavePastPost(tx, row));
      return OweScreening(tx, ids_, row, post);
    }),
                IsOk());
    outbox_.DeliverAll(std::stop_token());
  }
  // Moderation tells what the screening of what it was asked about last found.
  void Tell(Severity severity) {
    const auto& input = desk_.opened.back().input();
    Review review;
    review.set_name("reviews/later");
    review.set_post(input.post());
    review.set_revision(input.revision());
    review.set_input_sha256(base::HashOf(input));
    review.set_state(Review::VOIDED);
    review.mutable_screening()->set_severity(severity);
    review.mutable_screening()->add_findings()->set_rule("listed-terms");
    review.mutable_screening()->add_findings()->set_rule("listed-terms");
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return ApplyScreening(tx, ids_, review, clock_.Now());
    }),
                IsOk());
  }
  void ForgetScreening() {
    EXPECT_THAT(db_->Write([](sql::Tx& tx) {
      return tx.Exec("UPDATE past_post SET review = ''").status();
    }),
                IsOk());
  }
  std::vector<PageAlert> Alerts() {
    std::vector<PageAlert> alerts;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(alerts, ReadOpenAlerts(tx, absl::UnixEpoch(), "", 10));
      return absl::OkStatus();
    }),
                IsOk());
    return alerts;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, OutsideScreeningTest, testing::kEngines,
                         testing::EngineName);

TEST_P(OutsideScreeningTest, AsksModerationAndLeavesNothingToDecide) {
  Adopt("Nhà cái uy tín", "https://xau.example/1");
  ASSERT_THAT(desk_.opened, SizeIs(1));
  const auto& input = desk_.opened[0].input();
  EXPECT_EQ(input.post(), "pastPosts/77");
  EXPECT_EQ(input.unit(), "units/xa-1");
  EXPECT_EQ(input.body(), "Nhà cái uy tín");
  EXPECT_EQ(input.link(), "https://xau.example/1");
  EXPECT_FALSE(input.shared());
  EXPECT_THAT(desk_.voided, SizeIs(1));
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.opened, SizeIs(1));
}

TEST_P(OutsideScreeningTest, AlertsOnWhatAFurtherStageWouldHaveToSee) {
  Adopt("Nhà cái uy tín");
  ForgetScreening();
  Tell(moderation::v1::SEVERITY_NEEDS_STAGE);
  const std::vector<PageAlert> alerts = Alerts();
  ASSERT_THAT(alerts, SizeIs(1));
  EXPECT_EQ(alerts[0].kind, kOutsideFinding);
  EXPECT_EQ(alerts[0].page, "pages/p1");
  EXPECT_EQ(alerts[0].detail, "1048_77: listed-terms (reviews/later)");
}

TEST_P(OutsideScreeningTest, IsTakenOnceHoweverOftenItIsTold) {
  Adopt("Nhà cái uy tín");
  ForgetScreening();
  Tell(moderation::v1::SEVERITY_BLOCK);
  Tell(moderation::v1::SEVERITY_BLOCK);
  ASSERT_THAT(Alerts(), SizeIs(1));
  EXPECT_EQ(Alerts()[0].count, 1);
}

TEST_P(OutsideScreeningTest, HintsForAnAuthorRaiseNoAlert) {
  Adopt("Ngắn");
  ForgetScreening();
  Tell(moderation::v1::SEVERITY_WARN);
  EXPECT_THAT(Alerts(), IsEmpty());
}

TEST_P(OutsideScreeningTest, OfWhatTurnedOutToBeOursIsForgotten) {
  Adopt("Nhà cái uy tín");
  EXPECT_THAT(db_->Write([](sql::Tx& tx) {
    return tx.Exec("DELETE FROM past_post").status();
  }),
              IsOk());
  Tell(moderation::v1::SEVERITY_BLOCK);
  EXPECT_THAT(Alerts(), IsEmpty());
}

TEST_P(OutsideScreeningTest, ComesWithTheStreamOfDecisionsToo) {
  Adopt("Nhà cái uy tín");
  ForgetScreening();
  moderation::v1::WatchDecisionsResponse item;
  item.set_sequence(1);
  Review& review = *item.mutable_review();
  review.set_name("reviews/a");
  review.set_post("pastPosts/77");
  review.set_state(Review::VOIDED);
  review.mutable_screening()->set_severity(moderation::v1::SEVERITY_BLOCK);
  ASSERT_THAT(applier_.Apply(item), IsOk());
  EXPECT_THAT(Alerts(), SizeIs(1));
}

TEST_P(OutsideScreeningTest, SaysSoWhereItCouldNotReadToTheEnd) {
  std::string text;
  for (int i = 0; i < 20'001; ++i) text += "ế";
  Adopt(text);
  EXPECT_EQ(desk_.opened[0].input().body().size(), text.size() - 3);
  ASSERT_THAT(Alerts(), SizeIs(1));
  EXPECT_THAT(Alerts()[0].detail, HasSubstr("first 20000 characters"));
}

}  // namespace
}  // namespace loa::content
