#include "services/moderation/reviews/reviews.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/log.h"
#include "libs/base/deterministic.h"
#include "libs/rpc/page_token.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "services/moderation/migrations.h"
#include "services/moderation/policies/policies.h"
#include "services/moderation/reviews/decision_watch.h"

namespace loa::moderation {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::loa::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;

constexpr char kCleanBody[] =
    "Mặt trận Tổ quốc phường Hà Khánh tổ chức ngày hội đại đoàn kết.";
constexpr char kNumberBody[] =
    "Mặt trận Tổ quốc phường Hà Khánh; hỏi ông Hoà, 0912 345 678.";

class ReviewsTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  ReviewsTest() {
    auto tree = std::make_shared<testing::TreeView>();
    tree->Add("units/province", "");
    tree->Add("units/halong", "units/province");
    tree->Add("units/hakhanh", "units/halong");
    tree->Add("units/vandon", "units/province");
    const auto approver = auth::Role::ROLE_APPROVER;
    tree->Bind("principals/chief", approver, "units/province");
    tree->Bind("principals/lan", approver, "units/halong");
    tree->Bind("principals/minh", approver, "units/halong");
    tree->Bind("principals/author", approver, "units/hakhanh");
    tree->Bind("principals/viewer", auth::Role::ROLE_VIEWER, "units/hakhanh");
    tree_ = tree;
    EXPECT_THAT(policies_.EnsureDefault(now_), IsOk());
  }

  rpc::RequestContext As(const std::string& who,
                         auth::Permission permission =
                             auth::Permission::PERMISSION_DECIDE_REVIEWS) {
    rpc::RequestContext context;
    context.principal.name = "principals/" + who;
    context.access = auth::Access(tree_, context.principal, permission);
    context.method = "test";
    context.now = now_;
    return context;
  }

  static v1::OpenReviewRequest Request(
      const std::string& post, const std::string& body = kCleanBody,
      const std::string& unit = "units/hakhanh") {
    v1::OpenReviewRequest request;
    v1::ScreeningInput& input = *request.mutable_input();
    input.set_post("posts/" + post);
    input.set_revision("posts/" + post + "/revisions/1");
    input.set_content_sha256("c");
    input.set_audience_sha256("a");
    input.set_unit(unit);
    input.set_title("Ngày hội đại đoàn kết");
    input.set_body(body);
    input.set_author("principals/author");
    input.set_last_editor("principals/editor");
    request.set_input_sha256(base::HashOf(input));
    return request;
  }

  v1::Review Open(const v1::OpenReviewRequest& request) {
    auto review = reviews_.OpenReview(As("content"), request);
    EXPECT_THAT(review, IsOk());
    return review.value_or(v1::Review());
  }

  absl::StatusOr<v1::Review> Approve(const std::string& who,
                                     const v1::Review& review) {
    v1::ApproveReviewRequest request;
    request.set_name(review.name());
    request.set_etag(review.etag());
    return reviews_.ApproveReview(As(who), request);
  }

  absl::StatusOr<v1::Review> Reject(const std::string& who,
                                    const v1::Review& review,
                                    const std::string& note) {
    v1::RejectReviewRequest request;
    request.set_name(review.name());
    request.set_etag(review.etag());
    request.set_note(note);
    return reviews_.RejectReview(As(who), request);
  }

  absl::StatusOr<v1::Review> Void(const std::string& name) {
    v1::VoidReviewRequest request;
    request.set_name(name);
    return reviews_.VoidReview(As("content"), request);
  }

  std::vector<std::string> ListedFor(const std::string& who) {
    std::vector<std::string> posts;
    const auto response =
        reviews_.ListReviews(As(who, auth::Permission::PERMISSION_READ_REVIEWS),
                             v1::ListReviewsRequest());
    EXPECT_THAT(response, IsOk());
    for (const v1::Review& review : response->reviews()) {
      posts.push_back(review.post());
    }
    return posts;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'654'000'000);
  std::shared_ptr<const auth::AccessView> tree_;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeIds ids_;
  Policies policies_{*db_};
  ActiveScreener screener_{*db_};
  Reviews reviews_{*db_, screener_, ids_,
                   [](absl::string_view) { return std::string("commune"); }};
};

INSTANTIATE_TEST_SUITE_P(Engines, ReviewsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ReviewsTest, OpenWithTheScreeningOfTheInput) {
  const v1::OpenReviewRequest request = Request("p");

  const v1::Review review = Open(request);

  EXPECT_EQ(review.state(), v1::Review::OPEN);
  EXPECT_EQ(review.post(), "posts/p");
  EXPECT_EQ(review.unit(), "units/hakhanh");
  EXPECT_EQ(review.input_sha256(), request.input_sha256());
  EXPECT_EQ(review.screening().input_sha256(), request.input_sha256());
  EXPECT_EQ(review.screening().policy(),
            (*screener_.Current())->policy().name());
  ASSERT_EQ(review.stages_size(), 1);
  EXPECT_EQ(review.stages(0).id(), "editorial");
}

TEST_P(ReviewsTest, RefuseAnInputThatItsHashDoesNotFit) {
  v1::OpenReviewRequest request = Request("p");
  request.mutable_input()->set_body("khác");

  EXPECT_THAT(reviews_.OpenReview(As("content"), request),
              AllOf(HasReason("INPUT_HASH_WRONG"),
                    HasMetadata("expected", base::HashOf(request.input()))));
}

TEST_P(ReviewsTest, AreTheSameForTheSameInput) {
  const v1::Review first = Open(Request("p"));
  EXPECT_THAT(Open(Request("p")), EqualsProto(first));

  const v1::Review approved = *Approve("lan", first);

  EXPECT_THAT(Open(Request("p")), EqualsProto(approved));
}

TEST_P(ReviewsTest, AreTheSameForManyWhoSendTheInputAtOnce) {
  std::vector<std::string> names(8);
  std::vector<std::thread> threads;
  for (std::string& name : names) {
    threads.emplace_back([&] { name = Open(Request("p")).name(); });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_THAT(names, ::testing::Each(names[0]));
}

TEST_P(ReviewsTest, OpenAnewAfterTheyWereVoided) {
  const v1::Review first = Open(Request("p"));
  ASSERT_THAT(Void(first.name()), IsOk());

  const v1::Review second = Open(Request("p"));

  EXPECT_NE(second.name(), first.name());
  EXPECT_EQ(second.state(), v1::Review::OPEN);
}

TEST_P(ReviewsTest, AreSentBackAtOnceWhenTheScreeningBlocks) {
  const v1::Review review = Open(Request("p", kNumberBody));

  EXPECT_EQ(review.state(), v1::Review::CHANGES_REQUESTED);
  ASSERT_EQ(review.screening().findings_size(), 1);
  const v1::Finding& finding = review.screening().findings(0);
  EXPECT_EQ(finding.rule(), "phone-number");
  EXPECT_EQ(std::string(kNumberBody)
                .substr(finding.begin_byte(),
                        finding.end_byte() - finding.begin_byte()),
            "0912 345 678");
  EXPECT_EQ(review.note(), finding.message());
  EXPECT_THAT(Approve("lan", review), HasReason("REVIEW_NOT_OPEN"));
}

TEST_P(ReviewsTest, OpenAnewWhenAnotherPolicyNoLongerBlocks) {
  const v1::Review blocked = Open(Request("p", kNumberBody));
  EXPECT_EQ(Open(Request("p", kNumberBody)).name(), blocked.name());
  v1::CreatePolicyRequest create;
  v1::Rule& rule = *create.mutable_policy()->add_rules();
  rule.set_id("phone-number");
  rule.set_severity(v1::SEVERITY_BLOCK);
  rule.mutable_phone_number()->add_allowed("0912345678");
  v1::ActivatePolicyRequest activate;
  activate.set_name(policies_.CreatePolicy(As("a"), create)->name());
  ASSERT_THAT(policies_.ActivatePolicy(As("b"), activate), IsOk());

  const v1::Review review = Open(Request("p", kNumberBody));

  EXPECT_NE(review.name(), blocked.name());
  EXPECT_EQ(review.state(), v1::Review::OPEN);
}

TEST_P(ReviewsTest, AreThoseOfBeforeWhenAPolicyIsRolledBack) {
  const std::string first_policy = (*screener_.Current())->policy().name();
  const v1::Review first = Open(Request("p", kNumberBody));
  v1::CreatePolicyRequest create;
  v1::Rule& rule = *create.mutable_policy()->add_rules();
  rule.set_id("phone-number");
  rule.set_severity(v1::SEVERITY_BLOCK);
  rule.mutable_phone_number();
  v1::ActivatePolicyRequest activate;
  activate.set_name(policies_.CreatePolicy(As("a"), create)->name());
  ASSERT_THAT(policies_.ActivatePolicy(As("b"), activate), IsOk());
  const v1::Review second = Open(Request("p", kNumberBody));
  EXPECT_NE(second.name(), first.name());
  activate.set_name(first_policy);
  ASSERT_THAT(policies_.ActivatePolicy(As("b"), activate), IsOk());

  EXPECT_THAT(Open(Request("p", kNumberBody)), EqualsProto(first));
}

TEST_P(ReviewsTest, AreListedInPagesThatFitAMessage) {
  v1::CreatePolicyRequest create;
  v1::Rule& rule = *create.mutable_policy()->add_rules();
  rule.set_id("terms");
  rule.set_severity(v1::SEVERITY_WARN);
  for (int i = 0; i < 500; ++i) rule.mutable_message()->append("ữ");
  rule.set_message_en(rule.message());
  rule.mutable_listed_terms()->add_terms("a");
  v1::ActivatePolicyRequest activate;
  activate.set_name(policies_.CreatePolicy(As("a"), create)->name());
  ASSERT_THAT(policies_.ActivatePolicy(As("b"), activate), IsOk());
  std::string body;
  for (int i = 0; i < 50; ++i) body += "a ";
  constexpr int kReviews = 30;  // of some 150 KiB each
  for (int i = 0; i < kReviews; ++i) {
    Open(Request(absl::StrCat("p", i), body));
  }
  const auto viewer = As("chief", auth::Permission::PERMISSION_READ_REVIEWS);

  v1::ListReviewsRequest request;
  std::vector<std::string> posts;
  int pages = 0;
  do {
    const auto page = reviews_.ListReviews(viewer, request);
    ASSERT_THAT(page, IsOk());
    EXPECT_LT(page->ByteSizeLong(), size_t{4} << 20);
    for (const v1::Review& review : page->reviews()) {
      posts.push_back(review.post());
    }
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty());

  EXPECT_EQ(posts.size(), size_t{kReviews});
  EXPECT_EQ(posts.front(), "posts/p29");
  EXPECT_EQ(posts.back(), "posts/p0");
  EXPECT_GT(pages, 1);
}

TEST_P(ReviewsTest, AreNotListedFromAForgedPlace) {
  v1::ListReviewsRequest request;
  request.set_page_token(rpc::EncodePageToken(request, {"a", "b"}));
  EXPECT_THAT(reviews_.ListReviews(As("lan"), request),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(ReviewsTest, NeedAFurtherStageForAListedTerm) {
  const v1::Review review =
      Open(Request("p", "Cảnh báo nhà cái lừa đảo trên địa bàn phường."));
  ASSERT_EQ(review.stages_size(), 2);

  const v1::Review once = *Approve("lan", review);
  EXPECT_EQ(once.state(), v1::Review::OPEN);
  EXPECT_TRUE(once.stages(0).complete());
  EXPECT_THAT(Approve("lan", once), HasReason("ALREADY_DECIDED"));
  const v1::Review twice = *Approve("chief", once);

  EXPECT_EQ(twice.state(), v1::Review::APPROVED);
  EXPECT_EQ(twice.stages(1).votes(0).principal(), "principals/chief");
}

TEST_P(ReviewsTest, AreNotDecidedByAuthorOrLastEditor) {
  const v1::Review review = Open(Request("p"));

  EXPECT_THAT(Approve("author", review), HasReason("AUTHOR_CANNOT_APPROVE"));
  EXPECT_THAT(Reject("author", review, "vì"),
              HasReason("AUTHOR_CANNOT_APPROVE"));
}

TEST_P(ReviewsTest, AreDecidedInTheUnitOrAboveIt) {
  const v1::Review review = Open(Request("p", kCleanBody, "units/vandon"));

  EXPECT_THAT(Approve("lan", review),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Approve("viewer", review),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Approve("chief", review), IsOk());
}

TEST_P(ReviewsTest, WantTheEtagThatWasRead) {
  const v1::Review review = Open(Request("p"));
  v1::Review without = review;
  without.clear_etag();
  EXPECT_THAT(Approve("lan", without), HasReason("ETAG_REQUIRED"));
  EXPECT_THAT(Reject("lan", without, "vì"), HasReason("ETAG_REQUIRED"));
  ASSERT_THAT(Void(review.name()), IsOk());

  EXPECT_THAT(Approve("lan", review), HasReason("ETAG_MISMATCH"));
}

TEST_P(ReviewsTest, WantANoteForARefusal) {
  const v1::Review review = Open(Request("p"));
  EXPECT_THAT(Reject("lan", review, " \n"), HasReason("NOTE_REQUIRED"));

  v1::RequestChangesRequest request;
  request.set_name(review.name());
  request.set_etag(review.etag());
  EXPECT_THAT(reviews_.RequestChanges(As("lan"), request),
              HasReason("NOTE_REQUIRED"));
  request.set_note("Sửa tên phường.");
  const auto answer = reviews_.RequestChanges(As("lan"), request);

  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), v1::Review::CHANGES_REQUESTED);
  EXPECT_EQ(answer->note(), "Sửa tên phường.");
}

TEST_P(ReviewsTest, GiveTheFirstAnswerToARepeatedRequest) {
  const v1::Review review = Open(Request("p"));
  v1::ApproveReviewRequest request;
  request.set_name(review.name());
  request.set_etag(review.etag());
  request.set_request_id("7b0c3a5e-0000-4000-8000-000000000001");

  const auto first = reviews_.ApproveReview(As("lan"), request);
  const auto second = reviews_.ApproveReview(As("lan"), request);

  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(second, IsOkAndHolds(EqualsProto(*first)));
}

TEST_P(ReviewsTest, CountOneOfManyDecisionsThatComeAtOnce) {
  for (int round = 0; round < 20; ++round) {
    const v1::Review review = Open(Request(absl::StrCat("p", round)));
    std::vector<std::string> reasons(3);
    std::vector<std::thread> threads;
    for (size_t i = 0; i < reasons.size(); ++i) {
      threads.emplace_back([&, i] {
        const char* const who[] = {"lan", "minh", "chief"};
        reasons[i] = status::ReasonOf(Approve(who[i], review).status());
      });
    }
    for (std::thread& thread : threads) thread.join();

    ASSERT_THAT(reasons, ::testing::UnorderedElementsAre("", "ETAG_MISMATCH",
                                                         "ETAG_MISMATCH"));
  }
}

TEST_P(ReviewsTest, StayAsTheyAreWhenVoidedAfterARefusal) {
  const v1::Review review = Open(Request("p"));
  const v1::Review rejected = *Reject("lan", review, "vì");

  EXPECT_THAT(Void(review.name()), IsOkAndHolds(EqualsProto(rejected)));
  EXPECT_THAT(Void("reviews/none"), HasReason("REVIEW_NOT_FOUND"));
}

TEST_P(ReviewsTest, AreListedForTheUnitsThatOneMayRead) {
  Open(Request("p1", kCleanBody, "units/hakhanh"));
  Open(Request("p2", kCleanBody, "units/vandon"));
  Open(Request("p3", kCleanBody, "units/halong"));

  EXPECT_THAT(ListedFor("chief"),
              ElementsAre("posts/p3", "posts/p2", "posts/p1"));
  EXPECT_THAT(ListedFor("lan"), ElementsAre("posts/p3", "posts/p1"));
  EXPECT_THAT(ListedFor("viewer"), ElementsAre("posts/p1"));
  EXPECT_THAT(ListedFor("nobody"), ElementsAre());
}

TEST_P(ReviewsTest, KnowTheirOwner) {
  const v1::Review review = Open(Request("p"));

  EXPECT_THAT(reviews_.OwnerOf(review.name()), IsOkAndHolds("units/hakhanh"));
  EXPECT_THAT(reviews_.OwnerOf("reviews/none"), HasReason("REVIEW_NOT_FOUND"));
}

TEST_P(ReviewsTest, LeaveAnIntactAuditLog) {
  const v1::Review review = Open(Request("p"));
  ASSERT_THAT(Approve("lan", review), IsOk());

  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const audit::VerifyResult result, audit::Verify(tx));
    EXPECT_TRUE(result.ok);
    EXPECT_EQ(result.rows, 2);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(ReviewsTest, TellTheirDecisionsFromACursorOn) {
  const auto start = [&](int64_t after, const std::string& history_id) {
    v1::WatchDecisionsRequest request;
    request.set_after_sequence(after);
    request.set_history_id(history_id);
    return DecisionWatch::Start(*db_, As("content"), request);
  };
  const auto watch = *start(0, "");
  const auto bookmark = *watch->Next();
  ASSERT_EQ(bookmark.size(), 1u);
  EXPECT_FALSE(bookmark[0].has_review());
  EXPECT_THAT(*watch->Next(), ::testing::IsEmpty());

  const v1::Review approved = *Approve("lan", Open(Request("p1")));
  const v1::Review blocked = Open(Request("p2", kNumberBody));
  const auto items = *watch->Next();

  ASSERT_EQ(items.size(), 2u);
  EXPECT_THAT(items[0].review(), EqualsProto(approved));
  EXPECT_THAT(items[1].review(), EqualsProto(blocked));

  const auto resumed = *start(items[0].sequence(), items[0].history_id());
  const auto rest = *resumed->Next();
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_THAT(rest[0], EqualsProto(items[1]));

  EXPECT_THAT(start(items[0].sequence(), "another"), HasReason("CURSOR_GONE"));
  EXPECT_THAT(start(1'000'000, items[0].history_id()),
              HasReason("CURSOR_GONE"));
  EXPECT_THAT(start(-1, items[0].history_id()), HasReason("CURSOR_GONE"));
}

}  // namespace
}  // namespace loa::moderation
