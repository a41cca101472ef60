#include "libs/clients/service_token.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/process.h"
#include "libs/testing/status_matchers.h"
#include "loa/units/v1/access_service.grpc.pb.h"

namespace loa::clients {
namespace {

using loa::testing::HasReason;
using loa::testing::IsOkAndHolds;
using loa::testing::StatusIs;
using units::v1::AccessService;
using units::v1::IssueTokenRequest;
using units::v1::IssueTokenResponse;

// Issues "token-1", "token-2", ... of 15 minutes for the right secret.
class Issuer : public AccessService::Service {
 public:
  explicit Issuer(const base::Clock& clock) : clock_(clock) {}

  grpc::Status IssueToken(grpc::ServerContext*,
                          const IssueTokenRequest* request,
                          IssueTokenResponse* response) override {
    ++asked_;
    if (request->principal() != "principals/content" ||
        request->secret() != secret_) {
      return {grpc::StatusCode::UNAUTHENTICATED, "wrong"};
    }
    response->set_token(absl::StrCat("token-", ++issued_));
    response->mutable_expire_time()->set_seconds(
        absl::ToUnixSeconds(clock_.Now() + absl::Minutes(15)));
    return grpc::Status::OK;
  }
  void set_secret(const std::string& secret) { secret_ = secret; }
  int asked() const { return asked_; }

 private:
  const base::Clock& clock_;
  std::string secret_ = "s3cret";
  int asked_ = 0;
  int issued_ = 0;
};

class ServiceTokenTest : public ::testing::Test {
 protected:
  ServiceTokenTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&issuer_);
    server_ = builder.BuildAndStart();
    directory_.Write("secret", "s3cret\n");
    token_ =
        std::make_unique<ServiceToken>(server_->InProcessChannel({}), "content",
                                       directory_.File("secret"), clock_);
  }

  loa::testing::FakeClock clock_;
  loa::testing::TemporaryDirectory directory_;
  Issuer issuer_{clock_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<ServiceToken> token_;
};

TEST_F(ServiceTokenTest, KeepsATokenUntilItIsNearlyOver) {
  EXPECT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  clock_.Advance(absl::Minutes(11));
  EXPECT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  clock_.Advance(absl::Minutes(1));
  EXPECT_THAT(token_->Token(), IsOkAndHolds("token-2"));
}

TEST_F(ServiceTokenTest, ReadsARotatedSecretWithoutARestart) {
  ASSERT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  issuer_.set_secret("another");
  directory_.Write("secret", "another");
  clock_.Advance(absl::Minutes(13));
  EXPECT_THAT(token_->Token(), IsOkAndHolds("token-2"));
}

TEST_F(ServiceTokenTest, UsesAKeptTokenToItsEndWhenThereIsNoOther) {
  ASSERT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  issuer_.set_secret("another");
  clock_.Advance(absl::Minutes(13));
  EXPECT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  clock_.Advance(absl::Minutes(2));
  EXPECT_THAT(token_->Token(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(ServiceTokenTest, DoesNotWaitForUnitsAtEveryCallWhileItsTokenIsGood) {
  ASSERT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  issuer_.set_secret("another");
  clock_.Advance(absl::Minutes(13));
  for (int i = 0; i < 10; ++i) {
    EXPECT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  }
  EXPECT_EQ(issuer_.asked(), 2);
  clock_.Advance(ServiceToken::kPause);
  EXPECT_THAT(token_->Token(), IsOkAndHolds("token-1"));
  EXPECT_EQ(issuer_.asked(), 3);
}

TEST_F(ServiceTokenTest, SaysWhenItsSecretCannotBeRead) {
  ServiceToken token(server_->InProcessChannel({}), "content",
                     directory_.File("nothing"), clock_);
  EXPECT_THAT(token.Token(), HasReason("FILE_UNREADABLE"));
}

}  // namespace
}  // namespace loa::clients
