#include "libs/rpc/client_call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rpc/errors.h"
#include "libs/rpc/testing/probe_server.h"
#include "libs/testing/status_matchers.h"

namespace loa::rpc {
namespace {

using loa::testing::HasMetadata;
using loa::testing::HasReason;
using loa::testing::StatusIs;
using rpc_probe::v1::EchoRequest;
using Stub = rpc_probe::v1::ProbeService::Stub;

class OneToken : public TokenSource {
 public:
  explicit OneToken(std::string token) : token_(std::move(token)) {}
  absl::StatusOr<std::string> Token() override { return token_; }

 private:
  const std::string token_;
};

EchoRequest Request() {
  EchoRequest request;
  request.set_unit("units/a");
  return request;
}

TEST(CallUnary, SendsTokenTraceAndDeadline) {
  RequestContext seen;
  ProbeServer::Options probe_options;
  probe_options.on_echo = [&](const RequestContext& context) {
    seen = context;
    return absl::OkStatus();
  };
  ProbeServer probe(std::move(probe_options));
  OneToken token("person:author");
  CallOptions options;
  options.tokens = &token;
  options.trace_id = "0123456789abcdef0123456789abcdef";
  options.timeout = absl::Seconds(7);
  const auto answer = CallUnary(probe.stub(), &Stub::Echo, Request(), options);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->principal(), "principals/author");
  EXPECT_EQ(seen.trace_id, options.trace_id);
  EXPECT_LT(seen.deadline - absl::Now(), absl::Seconds(8));
}

TEST(CallUnary, KeepsTheDeadlineOfTheCallItServes) {
  RequestContext context;
  context.deadline = absl::Now() - absl::Seconds(1);
  ProbeServer probe;
  EXPECT_THAT(CallUnary(probe.stub(), &Stub::Echo, Request(),
                        CallOptions::Within(context, nullptr)),
              HasReason("DEADLINE_PASSED"));
}

TEST(CallUnary, SaysWhichPeerDoesNotAnswer) {
  ProbeServer::Options probe_options;
  probe_options.server.drain_accept = absl::ZeroDuration();
  ProbeServer probe(std::move(probe_options));
  probe.server().Drain();
  CallOptions options;
  options.peer = "probe";
  const auto answer = CallUnary(probe.stub(), &Stub::Echo, Request(), options);
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(answer, HasReason("DEPENDENCY_UNAVAILABLE"));
  EXPECT_THAT(answer, HasMetadata("dependency", "probe"));
}

TEST(CallUnary, TakesARefusedTokenForAFaultOfItsOwn) {
  ProbeServer probe;
  OneToken token("expired");
  CallOptions options;
  options.tokens = &token;
  EXPECT_THAT(CallUnary(probe.stub(), &Stub::Echo, Request(), options),
              StatusIs(absl::StatusCode::kInternal));
}

class NoTokens : public TokenSource {
 public:
  absl::StatusOr<std::string> Token() override {
    return FileUnreadable("/run/secrets/content");
  }
};

TEST(CallUnary, TellsNobodyWhichSecretItCannotRead) {
  ProbeServer probe;
  NoTokens tokens;
  CallOptions options;
  options.tokens = &tokens;
  const auto answer = CallUnary(probe.stub(), &Stub::Echo, Request(), options);
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInternal));
  // Without a reason: the transport keeps its text for the log.
  EXPECT_THAT(answer, HasReason(""));
}

TEST(FromPeer, LeavesThePeersAnswer) {
  const absl::Status answer = EtagMismatch("posts/abc");
  EXPECT_EQ(FromPeer(answer, "content"), answer);
}

}  // namespace
}  // namespace loa::rpc
