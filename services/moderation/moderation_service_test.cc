// moderation through its transport: real tokens, a real server, a fixed tree.
#include "services/moderation/moderation_service.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/rpc/contract_check.h"
#include "libs/status/grpc_status.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "loa/moderation/v1/desk_service.grpc.pb.h"
#include "loa/moderation/v1/policy_service.grpc.pb.h"
#include "loa/moderation/v1/review_service.grpc.pb.h"
#include "services/moderation/migrations.h"

namespace loa::moderation {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::IsEmpty;

TEST(ModerationContract, DeclaresAccessAndLimitsEverywhere) {
  EXPECT_THAT(
      rpc::ContractViolations(*v1::OpenReviewRequest::descriptor()->file()),
      IsEmpty());
  EXPECT_THAT(
      rpc::ContractViolations(*v1::RecordLookRequest::descriptor()->file()),
      IsEmpty());
  EXPECT_THAT(
      rpc::ContractViolations(*v1::CreatePolicyRequest::descriptor()->file()),
      IsEmpty());
}

// A fresh Ed25519 key, PEM.
std::string NewKey() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()),
                                                      &BIO_free);
  PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr,
                           nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return std::string(data, size);
}

class FixedTree : public auth::AccessSource {
 public:
  FixedTree() {
    tree_->Add("units/province", "");
    tree_->Add("units/hakhanh", "units/province");
    tree_->Bind("principals/author", auth::Role::ROLE_APPROVER,
                "units/hakhanh");
    tree_->Bind("principals/lan", auth::Role::ROLE_APPROVER, "units/hakhanh");
    tree_->Bind("principals/viewer", auth::Role::ROLE_VIEWER, "units/hakhanh");
    tree_->Bind("principals/admin", auth::Role::ROLE_ADMIN,
                std::string(auth::kOrganization));
  }
  std::shared_ptr<const auth::AccessView> Current() const override {
    return tree_;
  }

 private:
  std::shared_ptr<testing::TreeView> tree_ =
      std::make_shared<testing::TreeView>();
};

class ModerationServiceTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  ModerationServiceTest() {
    EXPECT_THAT(service_.Prepare(), IsOk());
    rpc::ServerOptions options;
    options.admin = "";
    options.drain_accept = absl::ZeroDuration();
    auto server = rpc::Server::Start(options, service_.server_parts());
    EXPECT_THAT(server, IsOk());
    server_ = *std::move(server);
    const auto channel =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                            grpc::InsecureChannelCredentials());
    reviews_ = v1::ReviewService::NewStub(channel);
    policies_ = v1::PolicyService::NewStub(channel);
    desk_ = v1::DeskService::NewStub(channel);
  }
  ~ModerationServiceTest() override { server_->Drain(); }

  std::unique_ptr<grpc::ClientContext> As(const std::string& who) {
    auto context = std::make_unique<grpc::ClientContext>();
    const auto kind = who == "content" ? auth::Principal::Kind::kService
                                       : auth::Principal::Kind::kPerson;
    context->AddMetadata(
        "authorization",
        "Bearer " + issuer_->Issue({"principals/" + who, kind}, clock_.Now(),
                                   auth::kTokenLife));
    context->set_deadline(std::chrono::system_clock::now() +
                          std::chrono::seconds(20));
    return context;
  }

  template <typename Stub, typename Class, typename Req, typename Resp>
  absl::StatusOr<Resp> Call(const std::string& who, Stub& stub,
                            grpc::Status (Class::*method)(grpc::ClientContext*,
                                                          const Req&, Resp*),
                            const Req& request) {
    Resp response;
    const auto context = As(who);
    const grpc::Status status =
        (stub.*method)(context.get(), request, &response);
    if (!status.ok()) return status::FromGrpc(status);
    return response;
  }

  absl::StatusOr<v1::Review> Open(const std::string& who,
                                  const std::string& body) {
    v1::OpenReviewRequest request;
    v1::ScreeningInput& input = *request.mutable_input();
    input.set_post("posts/p");
    input.set_revision("posts/p/revisions/1");
    input.set_content_sha256(std::string(64, 'c'));
    input.set_audience_sha256(std::string(64, 'a'));
    input.set_unit("units/hakhanh");
    input.set_title("Ngày hội đại đoàn kết");
    input.set_body(body);
    input.set_author("principals/author");
    input.set_last_editor("principals/author");
    request.set_input_sha256(base::HashOf(input));
    return Call(who, *reviews_, &v1::ReviewService::Stub::OpenReview, request);
  }

  absl::StatusOr<v1::Review> Approve(const std::string& who,
                                     const v1::Review& review) {
    v1::ApproveReviewRequest request;
    request.set_name(review.name());
    request.set_etag(review.etag());
    return Call(who, *reviews_, &v1::ReviewService::Stub::ApproveReview,
                request);
  }

  const std::unique_ptr<auth::TokenIssuer> issuer_ =
      *auth::TokenIssuer::Create(NewKey());
  const std::unique_ptr<auth::TokenVerifier> verifier_ =
      *auth::TokenVerifier::Create(issuer_->PublicKey());
  testing::FakeClock clock_;
  testing::FakeIds ids_;
  FixedTree tree_;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  rpc::Executor executor_{{.threads = 4}};
  rpc::CallMetrics metrics_;
  ModerationService service_{
      {clock_, ids_, *db_, *verifier_, tree_, executor_, metrics_,
       [](absl::string_view) { return std::string("commune"); }}};
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::ReviewService::Stub> reviews_;
  std::unique_ptr<v1::PolicyService::Stub> policies_;
  std::unique_ptr<v1::DeskService::Stub> desk_;
};

INSTANTIATE_TEST_SUITE_P(Engines, ModerationServiceTest, testing::kEngines,
                         testing::EngineName);

constexpr char kClean[] = "Ngày hội đại đoàn kết toàn dân tộc tại khu phố 3.";
constexpr char kNumber[] = "Ngày hội tại khu phố 3, hỏi bà Mai 0912 345 678.";

TEST_P(ModerationServiceTest, TakesReviewsFromContentAlone) {
  EXPECT_THAT(Open("content", kClean), IsOk());
  EXPECT_THAT(Open("admin", kClean),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_P(ModerationServiceTest, PlaysTheStoryOfOnePost) {
  const auto blocked = Open("content", kNumber);
  ASSERT_THAT(blocked, IsOk());
  EXPECT_EQ(blocked->state(), v1::Review::CHANGES_REQUESTED);
  EXPECT_EQ(blocked->screening().findings(0).rule(), "phone-number");

  const auto open = Open("content", kClean);
  ASSERT_THAT(open, IsOk());
  EXPECT_THAT(Approve("author", *open), HasReason("AUTHOR_CANNOT_APPROVE"));
  EXPECT_THAT(Approve("viewer", *open), HasReason("PERMISSION_DENIED"));
  const auto approved = Approve("lan", *open);
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->state(), v1::Review::APPROVED);

  v1::GetReviewRequest get;
  get.set_name(open->name());
  const auto read =
      Call("viewer", *reviews_, &v1::ReviewService::Stub::GetReview, get);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->stages(0).votes(0).principal(), "principals/lan");
}

TEST_P(ModerationServiceTest, ApprovesManyWithAnAnswerEach) {
  const auto open = Open("content", kClean);
  ASSERT_THAT(open, IsOk());
  v1::BatchApproveReviewsRequest batch;
  v1::ApproveReviewRequest& missing = *batch.add_requests();
  missing.set_name("reviews/none");
  missing.set_etag("x");
  v1::ApproveReviewRequest& there = *batch.add_requests();
  there.set_name(open->name());
  there.set_etag(open->etag());
  const auto answer =
      Call("lan", *desk_, &v1::DeskService::Stub::BatchApproveReviews, batch);
  ASSERT_THAT(answer, IsOk());
  ASSERT_EQ(answer->answers_size(), 2);
  EXPECT_EQ(answer->answers(0).error().code(), 5);  // NOT_FOUND
  EXPECT_EQ(answer->answers(1).review().state(), v1::Review::APPROVED);
}

TEST_P(ModerationServiceTest, DoesNotSayWhichReviewsThereAre) {
  v1::GetReviewRequest get;
  get.set_name("reviews/none");
  EXPECT_THAT(
      Call("viewer", *reviews_, &v1::ReviewService::Stub::GetReview, get),
      HasReason("PERMISSION_DENIED"));
}

TEST_P(ModerationServiceTest, StreamsDecisionsAsTheyAreMade) {
  v1::WatchDecisionsRequest request;
  const auto context = As("content");
  const auto stream = reviews_->WatchDecisions(context.get(), request);
  v1::WatchDecisionsResponse item;
  ASSERT_TRUE(stream->Read(&item));
  EXPECT_FALSE(item.has_review());

  const auto approved = Approve("lan", *Open("content", kClean));
  ASSERT_THAT(approved, IsOk());
  do {
    ASSERT_TRUE(stream->Read(&item));
  } while (!item.has_review());

  EXPECT_EQ(item.review().name(), approved->name());
  EXPECT_EQ(item.review().state(), v1::Review::APPROVED);
  context->TryCancel();
}

TEST_P(ModerationServiceTest, KeepsPoliciesForTheOrganisation) {
  v1::GetPolicyRequest get;
  get.set_name("policies/active");
  EXPECT_THAT(
      Call("admin", *policies_, &v1::PolicyService::Stub::GetPolicy, get),
      IsOk());

  v1::CreatePolicyRequest create;
  v1::Rule& rule = *create.mutable_policy()->add_rules();
  rule.set_id("Phone");
  rule.set_severity(v1::SEVERITY_BLOCK);
  rule.set_message("m");
  rule.set_message_en("m");
  rule.mutable_phone_number();
  EXPECT_THAT(
      Call("admin", *policies_, &v1::PolicyService::Stub::CreatePolicy, create),
      HasReason("FIELD_INVALID"));
  create.mutable_policy()->mutable_rules(0)->set_id("phone");
  EXPECT_THAT(
      Call("lan", *policies_, &v1::PolicyService::Stub::CreatePolicy, create),
      StatusIs(absl::StatusCode::kPermissionDenied));
  const auto created =
      Call("admin", *policies_, &v1::PolicyService::Stub::CreatePolicy, create);
  ASSERT_THAT(created, IsOk());

  v1::ActivatePolicyRequest activate;
  activate.set_name(created->name());
  EXPECT_THAT(Call("admin", *policies_,
                   &v1::PolicyService::Stub::ActivatePolicy, activate),
              HasReason("CREATOR_CANNOT_ACTIVATE"));
}

}  // namespace
}  // namespace loa::moderation
