#include "libs/rpc/unary.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "libs/rpc/call.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/testing/probe_server.h"
#include "libs/rpc/trace.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"

namespace loa::rpc {
namespace {

using loa::testing::HasReason;
using loa::testing::StatusIs;
using rpc_probe::v1::ConfigureRequest;
using rpc_probe::v1::DispatchRequest;
using rpc_probe::v1::EchoRequest;
using rpc_probe::v1::EchoResponse;
using rpc_probe::v1::EnterRequest;
using rpc_probe::v1::ListNotesRequest;
using rpc_probe::v1::ListNotesResponse;
using rpc_probe::v1::Note;
using rpc_probe::v1::UpdateNoteRequest;
using Stub = rpc_probe::v1::ProbeService::Stub;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kAuthor[] = "person:author";
constexpr char kAdmin[] = "person:admin";

absl::StatusOr<EchoResponse> Echo(ProbeServer& probe, const std::string& token,
                                  const std::string& unit,
                                  const std::string& text = "xin chào") {
  EchoRequest request;
  request.set_unit(unit);
  request.set_text(text);
  return Ask(probe, token, &Stub::Echo, request);
}

TEST(Unary, AnswersWithWhatTheHandlerReturned) {
  ProbeServer probe;
  const auto answer = Echo(probe, kAuthor, "units/a");
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->text(), "xin chào");
  EXPECT_EQ(answer->principal(), "principals/author");
}

TEST(Unary, RefusesCallersWhoProveNothing) {
  ProbeServer probe;
  EXPECT_THAT(Echo(probe, "", "units/a"),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(Echo(probe, "", "units/a"), HasReason("TOKEN_MISSING"));
  EXPECT_THAT(Echo(probe, "nonsense", "units/a"), HasReason("TOKEN_MALFORMED"));
  EXPECT_THAT(Echo(probe, "expired", "units/a"), HasReason("TOKEN_EXPIRED"));
}

TEST(Unary, AsksToComeAgainBeforeItKnowsWhoMayDoWhat) {
  ProbeServer probe;
  probe.access().set_ready(DependencyUnavailable("units"));
  EXPECT_THAT(Echo(probe, kAuthor, "units/a"),
              HasReason("DEPENDENCY_UNAVAILABLE"));
  EXPECT_THAT(Echo(probe, "", "units/a"), HasReason("TOKEN_MISSING"));
  // A service's right is in its token.
  EXPECT_TRUE(
      Ask(probe, "service:content", &Stub::Dispatch, DispatchRequest()).ok());
  probe.access().set_ready(absl::OkStatus());
  EXPECT_TRUE(Echo(probe, kAuthor, "units/a").ok());
}

TEST(Unary, ChecksTheUnitInAField) {
  ProbeServer probe;
  const auto denied = Echo(probe, kAuthor, "units/b");
  EXPECT_THAT(denied, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(denied, HasReason("PERMISSION_DENIED"));
  EXPECT_TRUE(Echo(probe, kAdmin, "units/b").ok());
}

TEST(Unary, TakesAnEmptyFieldForTheRoot) {
  ProbeServer probe;
  EXPECT_THAT(Echo(probe, kAuthor, ""), HasReason("PERMISSION_DENIED"));
  EXPECT_TRUE(Echo(probe, kAdmin, "").ok());
}

TEST(Unary, ResolvesAnAliasBeforeItDecides) {
  ProbeServer probe;
  EXPECT_TRUE(Echo(probe, kAuthor, "units/code:1").ok());
  EXPECT_THAT(Echo(probe, kAuthor, "units/code:2"),
              HasReason("PERMISSION_DENIED"));
}

TEST(Unary, ChecksTheOwnerOfAResource) {
  ProbeServer probe;
  UpdateNoteRequest request;
  request.mutable_note()->set_name("notes/abc");
  EXPECT_TRUE(Ask(probe, kAuthor, &Stub::UpdateNote, request).ok());
  EXPECT_THAT(Ask(probe, "person:nobody", &Stub::UpdateNote, request),
              HasReason("PERMISSION_DENIED"));
}

TEST(Unary, TellsOnlyThoseWhoMaySeeAllThatANameDoesNotExist) {
  ProbeServer probe;
  UpdateNoteRequest request;
  request.mutable_note()->set_name("notes/gone");
  EXPECT_THAT(Ask(probe, kAuthor, &Stub::UpdateNote, request),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Ask(probe, kAdmin, &Stub::UpdateNote, request),
              HasReason("NOTE_NOT_FOUND"));
}

TEST(Unary, GivesAFilteredListItsAccess) {
  ProbeServer probe;
  const auto answer = Ask(probe, kAuthor, &Stub::ListNotes, ListNotesRequest());
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_EQ(answer->notes_size(), 1);
  EXPECT_EQ(answer->notes(0).title(), "units/a");
}

TEST(Unary, LetsOnlyTheNamedServicesIn) {
  ProbeServer probe;
  const DispatchRequest request;
  EXPECT_TRUE(Ask(probe, "service:content", &Stub::Dispatch, request).ok());
  // A person who carries the name of a service is no service.
  for (const char* token : {"person:content", "service:metrics", kAdmin}) {
    EXPECT_THAT(Ask(probe, token, &Stub::Dispatch, request),
                HasReason("PERMISSION_DENIED"))
        << token;
  }
}

TEST(Unary, ChecksWhatAllShareAtTheRoot) {
  ProbeServer probe;
  EXPECT_TRUE(Ask(probe, kAdmin, &Stub::Configure, ConfigureRequest()).ok());
  EXPECT_THAT(Ask(probe, kAuthor, &Stub::Configure, ConfigureRequest()),
              HasReason("PERMISSION_DENIED"));
}

TEST(Unary, NeedsNoTokenWhereTheRequestIsTheProof) {
  ProbeServer probe;
  const auto answer = Ask(probe, "", &Stub::Enter, EnterRequest());
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->principal(), "");
}

TEST(Unary, ValidatesBeforeItChecksAccess) {
  ProbeServer probe;
  const auto answer = Echo(probe, kAuthor, "units/b", std::string(21, 'x'));
  EXPECT_THAT(answer, HasReason("FIELD_INVALID"));
  EXPECT_THAT(status::FieldsOf(answer.status()), ElementsAre("text"));
}

TEST(Unary, ClearsWhatOnlyTheServiceMayWrite) {
  ProbeServer probe;
  UpdateNoteRequest request;
  request.mutable_note()->set_name("notes/abc");
  request.mutable_note()->set_etag("forged");
  request.mutable_note()->set_weight(2);
  const auto answer = Ask(probe, kAuthor, &Stub::UpdateNote, request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->etag(), "");
  EXPECT_EQ(answer->weight(), 2);
}

TEST(Unary, HidesTheTextOfAnErrorThatNobodyNamed) {
  ProbeServer::Options options;
  options.on_echo = [](const RequestContext&) {
    return absl::UnknownError("SELECT secret FROM store");
  };
  ProbeServer probe(std::move(options));
  const auto answer = Echo(probe, kAuthor, "units/a");
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(answer, HasReason("INTERNAL"));
  EXPECT_THAT(std::string(answer.status().message()), Not(HasSubstr("secret")));
  EXPECT_EQ(status::MetadataOf(answer.status(), "trace_id").size(), 32u);
}

TEST(Unary, KeepsTheTraceOfItsCaller) {
  ProbeServer probe;
  const std::string trace = NewTraceId();
  grpc::ClientContext context;
  Authorize(context, kAuthor);
  context.AddMetadata(kTraceParentKey, TraceParent(trace));
  EchoRequest request;
  EchoResponse response;
  static_cast<void>(probe.stub().Echo(&context, request, &response));
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find(kTraceIdKey);
  ASSERT_NE(found, trailers.end());
  EXPECT_EQ(std::string(found->second.data(), found->second.size()), trace);
}

TEST(Unary, GivesACallWithoutADeadlineItsOwn) {
  absl::Duration left;
  ProbeServer::Options options;
  options.on_echo = [&](const RequestContext& context) {
    left = context.deadline - absl::Now();
    return absl::OkStatus();
  };
  ProbeServer probe(std::move(options));
  grpc::ClientContext context;
  Authorize(context, kAuthor);
  EchoRequest request;
  request.set_unit("units/a");
  EchoResponse response;
  ASSERT_TRUE(probe.stub().Echo(&context, request, &response).ok());
  EXPECT_GT(left, absl::Seconds(10));
  EXPECT_LE(left, kDefaultDeadline);
}

// One thread that a call holds, and one place in the queue.
class BusyServer {
 public:
  BusyServer() : probe_(MakeOptions()) {
    holder_ = std::async(std::launch::async,
                         [this] { return Echo(probe_, kAuthor, "units/a"); });
    held_.get_future().wait();
  }
  ~BusyServer() { Release(); }

  void Release() {
    if (!released_.exchange(true)) release_.set_value();
  }
  ProbeServer& probe() { return probe_; }
  int handled() const { return handled_; }

 private:
  ProbeServer::Options MakeOptions() {
    ProbeServer::Options options;
    options.executor = {.threads = 1, .queue = 1};
    options.on_echo = [this](const RequestContext&) {
      if (++handled_ == 1) {
        held_.set_value();
        release_.get_future().wait();
      }
      return absl::OkStatus();
    };
    return options;
  }

  std::promise<void> held_, release_;
  std::atomic<bool> released_ = false;
  std::atomic<int> handled_ = 0;
  ProbeServer probe_;
  std::future<absl::StatusOr<EchoResponse>> holder_;
};

TEST(Unary, RefusesWhatDoesNotFitTheQueue) {
  BusyServer busy;
  auto queued = std::async(std::launch::async, [&] {
    return Echo(busy.probe(), kAuthor, "units/a");
  });
  while (busy.probe().executor().depth() == 0) std::this_thread::yield();
  const auto refused = Echo(busy.probe(), kAuthor, "units/a");
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(refused, HasReason("OVERLOADED"));
  EXPECT_GT(status::RetryAfterOf(refused.status()), absl::ZeroDuration());
  busy.Release();
  EXPECT_TRUE(queued.get().ok());
}

TEST(Unary, DoesNotBeginWorkThatNobodyWaitsFor) {
  constexpr absl::Duration kPatience = absl::Milliseconds(300);
  BusyServer busy;
  auto caller = std::async(std::launch::async, [&] {
    grpc::ClientContext context;
    Authorize(context, kAuthor);
    context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    EchoRequest request;
    request.set_unit("units/a");
    EchoResponse response;
    return busy.probe().stub().Echo(&context, request, &response);
  });
  while (busy.probe().executor().depth() == 0) std::this_thread::yield();
  // The server counts the deadline from when the call arrived, on another
  // clock and in milliseconds rounded up.
  const absl::Time passed = absl::Now() + kPatience + absl::Milliseconds(20);
  EXPECT_EQ(caller.get().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  while (absl::Now() <= passed) std::this_thread::yield();
  busy.Release();
  busy.probe().server().Drain();
  EXPECT_EQ(busy.handled(), 1);
}

TEST(Unary, AnswersSixtyFourCallersAtOnce) {
  ProbeServer probe;
  std::atomic<int> good = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 64; ++i) {
    callers.emplace_back([&] {
      for (int j = 0; j < 20; ++j) {
        good += Echo(probe, kAuthor, "units/a").ok() ? 1 : 0;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(good, 64 * 20);
}

TEST(Unary, CountsCallsByMethodAndCode) {
  ProbeServer probe;
  ASSERT_TRUE(Echo(probe, kAuthor, "units/a").ok());
  EXPECT_FALSE(Echo(probe, kAuthor, "units/b").ok());
  const std::string text = probe.metrics().Text();
  EXPECT_THAT(text, HasSubstr("loa_rpc_seconds_count{code=\"OK\",method="
                              "\"loa.rpc_probe.v1.ProbeService.Echo\"} 1"));
  EXPECT_THAT(text, HasSubstr("code=\"PERMISSION_DENIED\""));
  EXPECT_THAT(text, HasSubstr("loa_rpc_in_flight 0"));
  EXPECT_THAT(text, HasSubstr("loa_executor_queue_depth 0"));
}

// Sends bytes as the request of Echo.
grpc::Status SendBytes(ProbeServer& probe, const std::string& bytes) {
  grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub(
      probe.channel());
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  grpc::ClientContext context;
  Authorize(context, kAuthor);
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, "/loa.rpc_probe.v1.ProbeService/Echo", {}, &request,
                 &response,
                 [&](grpc::Status status) { done.set_value(status); });
  return done.get_future().get();
}

TEST(Unary, SaysWhenARequestIsNotUtf8) {
  ProbeServer probe;
  const absl::Status status =
      FromWire(SendBytes(probe, std::string("\x12\x02\xC3\x28", 4)));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(status, HasReason("REQUEST_UNREADABLE"));
}

TEST(Unary, SaysWhenARequestIsNoSuchMessage) {
  ProbeServer probe;
  EXPECT_THAT(FromWire(SendBytes(probe, "\x12\x7F")),
              HasReason("REQUEST_UNREADABLE"));
}

}  // namespace
}  // namespace loa::rpc
