#include "services/moderation/reviews/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/status/rpc_status.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "services/moderation/migrations.h"
#include "services/moderation/policies/policies.h"
#include "services/moderation/reviews/decision_watch.h"

namespace loa::moderation {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;

constexpr char kPolicy[] = R"pb(
  rules {
    id: "length-body"
    severity: SEVERITY_WARN
    message: "m"
    message_en: "m"
    length { field: "body" at_least: 20 }
  }
  review_after { kind: "NEWS_BRIEF" level: "commune" days: 3 }
  approval_days: 30
)pb";
constexpr char kCleanBody[] = "Ngày hội đại đoàn kết tại khu phố 3.";

class DeskTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  DeskTest() {
    auto tree = std::make_shared<testing::TreeView>();
    tree->Add("units/province", "");
    tree->Add("units/halong", "units/province");
    tree->Add("units/hakhanh", "units/halong");
    const auto approver = auth::Role::ROLE_APPROVER;
    tree->Bind("principals/chief", approver, "units/province");
    tree->Bind("principals/lan", approver, "units/halong");
    tree->Bind("principals/mai", approver, "units/hakhanh");
    tree->Bind("principals/author", approver, "units/halong");
    tree_ = tree;
    Activate(kPolicy);
  }

  void Activate(const std::string& text) {
    v1::CreatePolicyRequest create;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        text, create.mutable_policy()));
    const auto policy = policies_.CreatePolicy(As("chief"), create);
    ASSERT_THAT(policy, IsOk());
    v1::ActivatePolicyRequest activate;
    activate.set_name(policy->name());
    ASSERT_THAT(policies_.ActivatePolicy(As("lan"), activate), IsOk());
  }

  rpc::RequestContext As(const std::string& who) {
    rpc::RequestContext context;
    context.principal.name = "principals/" + who;
    context.access = auth::Access(tree_, context.principal,
                                  auth::Permission::PERMISSION_DECIDE_REVIEWS);
    context.method = "test";
    context.now = now_;
    return context;
  }

  v1::Review Open(const std::string& post, const std::string& kind,
                  const std::string& body = kCleanBody,
                  const std::string& unit = "units/hakhanh") {
    v1::OpenReviewRequest request;
    v1::ScreeningInput& input = *request.mutable_input();
    input.set_post("posts/" + post);
    input.set_revision("posts/" + post + "/revisions/1");
    input.set_kind(kind);
    input.set_unit(unit);
    input.set_body(body);
    input.set_author("principals/author");
    input.set_last_editor("principals/author");
    request.set_input_sha256(base::HashOf(input));
    const auto review = reviews_.OpenReview(As("content"), request);
    EXPECT_THAT(review, IsOk());
    return review.value_or(v1::Review());
  }

  absl::StatusOr<v1::Review> Look(const std::string& who,
                                  const v1::Review& review,
                                  v1::Review::Verdict verdict,
                                  const std::string& note = "") {
    v1::RecordLookRequest request;
    request.set_name(review.name());
    request.set_etag(review.etag());
    request.set_verdict(verdict);
    request.set_note(note);
    return desk_.RecordLook(As(who), request);
  }

  v1::Review Get(const std::string& name) {
    v1::GetReviewRequest request;
    request.set_name(name);
    return reviews_.GetReview(As("chief"), request).value_or(v1::Review());
  }

  // What content hears, from the beginning.
  std::vector<std::string> Decisions() {
    auto watch =
        DecisionWatch::Start(*db_, As("content"), v1::WatchDecisionsRequest());
    std::vector<std::string> told;
    const auto items = (*watch)->Next();
    for (const auto& item : *items) {
      if (!item.has_review()) continue;
      told.push_back(v1::Review::State_Name(item.review().state()));
    }
    return told;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'654'000'000);
  std::shared_ptr<const auth::AccessView> tree_;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeIds ids_;
  Policies policies_{*db_};
  ActiveScreener screener_{*db_};
  Reviews reviews_{
      *db_, screener_, ids_, [](absl::string_view unit) {
        return std::string(unit == "units/halong" ? "district" : "commune");
      }};
  Desk desk_{*db_, reviews_};
};

INSTANTIATE_TEST_SUITE_P(Engines, DeskTest, testing::kEngines,
                         testing::EngineName);

TEST_P(DeskTest, PublishesACleanPostFirstAndWaitsForALook) {
  const v1::Review review = Open("a", "NEWS_BRIEF");
  EXPECT_EQ(review.state(), v1::Review::APPROVED);
  EXPECT_EQ(base::TimeOf(review.look().due_time()), now_ + absl::Hours(72));
  EXPECT_FALSE(review.look().has_look_time());
  EXPECT_THAT(Decisions(), ElementsAre("APPROVED"));
}

TEST_P(DeskTest, LetsPeopleDecideFirstWhereThePolicyDoesNotSayOtherwise) {
  EXPECT_EQ(Open("a", "ARTICLE").state(), v1::Review::OPEN);
  EXPECT_EQ(Open("b", "NEWS_BRIEF", kCleanBody, "units/halong").state(),
            v1::Review::OPEN);
  // The screening found something: not clean.
  EXPECT_EQ(Open("c", "NEWS_BRIEF", "Ngắn.").state(), v1::Review::OPEN);
}

TEST_P(DeskTest, TakesTheLookOfASuperiorAlone) {
  const v1::Review review = Open("a", "NEWS_BRIEF");
  EXPECT_THAT(Look("mai", review, v1::Review::STANDS),
              HasReason("SUPERIOR_NEEDED"));
  EXPECT_THAT(Look("nobody", review, v1::Review::STANDS),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Look("author", review, v1::Review::STANDS),
              HasReason("AUTHOR_CANNOT_APPROVE"));
  const auto looked = Look("lan", review, v1::Review::STANDS);
  ASSERT_THAT(looked, IsOk());
  EXPECT_EQ(looked->state(), v1::Review::APPROVED);
  EXPECT_EQ(looked->look().principal(), "principals/lan");
  EXPECT_EQ(Get(review.name()).look().verdict(), v1::Review::STANDS);
  EXPECT_THAT(Look("chief", *looked, v1::Review::STANDS),
              HasReason("LOOK_NOT_OPEN"));
}

TEST_P(DeskTest, TellsContentToTakeBackWhatMayNotStay) {
  const v1::Review review = Open("a", "NEWS_BRIEF");
  EXPECT_THAT(Look("lan", review, v1::Review::WITHDRAW),
              HasReason("NOTE_REQUIRED"));
  const auto looked =
      Look("lan", review, v1::Review::WITHDRAW, "Sai tên lãnh đạo.");
  ASSERT_THAT(looked, IsOk());
  EXPECT_EQ(looked->state(), v1::Review::WITHDRAWN);
  EXPECT_EQ(looked->note(), "Sai tên lãnh đạo.");
  EXPECT_THAT(Decisions(), ElementsAre("WITHDRAWN"));
}

TEST_P(DeskTest, NeedsTheEtagThatWasRead) {
  v1::Review review = Open("a", "NEWS_BRIEF");
  review.set_etag("");
  EXPECT_THAT(Look("lan", review, v1::Review::STANDS),
              HasReason("ETAG_REQUIRED"));
  review.set_etag("\"old\"");
  EXPECT_THAT(Look("lan", review, v1::Review::STANDS),
              HasReason("ETAG_MISMATCH"));
}

TEST_P(DeskTest, EndsAnApprovalAfterTheDaysOfItsPolicy) {
  const v1::Review open = Open("a", "ARTICLE");
  v1::ApproveReviewRequest request;
  request.set_name(open.name());
  request.set_etag(open.etag());
  now_ += absl::Hours(5);
  const auto approved = reviews_.ApproveReview(As("lan"), request);
  ASSERT_THAT(approved, IsOk());
  const absl::Time end = now_ + absl::Hours(24 * 30);
  EXPECT_EQ(base::TimeOf(approved->approval_expire_time()), end);

  EXPECT_THAT(desk_.LapseApprovals(end - absl::Seconds(1)), IsOk());
  EXPECT_EQ(Get(open.name()).state(), v1::Review::APPROVED);
  EXPECT_THAT(desk_.LapseApprovals(end), IsOk());
  EXPECT_EQ(Get(open.name()).state(), v1::Review::LAPSED);
  EXPECT_THAT(Decisions(), ElementsAre("LAPSED"));
  // Once is enough.
  const std::string etag = Get(open.name()).etag();
  EXPECT_THAT(desk_.LapseApprovals(end + absl::Hours(1)), IsOk());
  EXPECT_EQ(Get(open.name()).etag(), etag);
}

TEST_P(DeskTest, LeavesAnApprovalWithoutEndAlone) {
  Activate(
      "rules { id: 'x' severity: SEVERITY_WARN message: 'm' "
      "message_en: 'm' phone_number {} }"
      "review_after { days: 1 }");
  const v1::Review review = Open("a", "ARTICLE");
  EXPECT_FALSE(review.has_approval_expire_time());
  EXPECT_THAT(desk_.LapseApprovals(now_ + absl::Hours(24 * 4000)), IsOk());
  EXPECT_EQ(Get(review.name()).state(), v1::Review::APPROVED);
}

TEST_P(DeskTest, AnswersEveryReviewOfABatchByItself) {
  const v1::Review first = Open("a", "ARTICLE");
  const v1::Review second = Open("b", "ARTICLE");
  v1::BatchApproveReviewsRequest batch;
  for (const auto& [name, etag] :
       {std::pair(first.name(), first.etag()),
        std::pair(second.name(), std::string("\"old\"")),
        std::pair(std::string("reviews/none"), first.etag()),
        std::pair(second.name(), second.etag())}) {
    v1::ApproveReviewRequest& request = *batch.add_requests();
    request.set_name(name);
    request.set_etag(etag);
    request.set_request_id(name + etag);
  }
  const auto answer = desk_.BatchApproveReviews(As("lan"), batch);
  ASSERT_THAT(answer, IsOk());
  ASSERT_EQ(answer->answers_size(), 4);
  EXPECT_EQ(answer->answers(0).review().state(), v1::Review::APPROVED);
  EXPECT_THAT(status::FromRpcStatus(answer->answers(1).error()),
              HasReason("ETAG_MISMATCH"));
  EXPECT_THAT(status::FromRpcStatus(answer->answers(2).error()),
              HasReason("REVIEW_NOT_FOUND"));
  EXPECT_EQ(answer->answers(3).review().state(), v1::Review::APPROVED);

  // A repeat gets the first answers.
  const auto again = desk_.BatchApproveReviews(As("lan"), batch);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->answers(0).review().etag(),
            answer->answers(0).review().etag());
}

}  // namespace
}  // namespace loa::moderation
