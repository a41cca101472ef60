#include "libs/platform/http/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "libs/platform/testing/scripted_server.h"

namespace loa::platform::http {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using Kind = Response::Kind;

// The host's clock, which can jump once somebody has read it so many times:
// time passes between the checks of one call.
class JumpingClock : public base::Clock {
 public:
  absl::Time Now() const override { return base::SystemClock().Now(); }
  absl::Duration SinceBoot() const override {
    const bool jumped =
        reads_before_jump_ >= 0 && reads_++ >= reads_before_jump_;
    return base::SystemClock().SinceBoot() +
           (jumped ? absl::Hours(1) : absl::ZeroDuration());
  }
  void JumpAfterReads(int reads) {
    reads_ = 0;
    reads_before_jump_ = reads;
  }

 private:
  mutable std::atomic<int> reads_{0};
  std::atomic<int> reads_before_jump_{-1};
};

Request Post(const ScriptedServer& server, const base::Clock& clock,
             absl::Duration limit = absl::Seconds(10)) {
  return {.method = "POST",
          .url = server.url() + "/1/feed",
          .bearer_token = "secret",
          .form = "message=hello",
          .deadline = clock.SinceBoot() + limit};
}

const ScriptedServer::Step kOk = {ScriptedServer::Answer(200, "{}")};

TEST(HttpClient, SendsTheFormOnceWithTheTokenInAHeader) {
  ScriptedServer server({kOk});
  Client client({}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.kind, Kind::kAnswered);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{}");
  EXPECT_TRUE(response.first_byte.has_value());
  ASSERT_THAT(server.requests(), SizeIs(1));
  EXPECT_THAT(
      server.requests()[0],
      AllOf(HasSubstr("POST /1/feed HTTP/1.1\r\n"),
            HasSubstr("Authorization: Bearer secret\r\n"),
            HasSubstr("\r\n\r\nmessage=hello"), Not(HasSubstr("Expect"))));
}

TEST(HttpClient, SendsABodyOfAnotherTypeWithFurtherHeaders) {
  const std::string bytes("\0\r\n\xFF", 4);
  for (const char* method : {"POST", "PUT"}) {
    ScriptedServer server({kOk});
    Client client({}, base::SystemClock());
    Request request = Post(server, base::SystemClock());
    request.method = method;
    request.bearer_token.clear();
    request.form = bytes;
    request.content_type = "image/jpeg";
    request.headers = {{"x-amz-date", "20220531T000000Z"}};
    EXPECT_EQ(client.Call(request).kind, Kind::kAnswered);
    ASSERT_THAT(server.requests(), SizeIs(1));
    EXPECT_THAT(
        server.requests()[0],
        AllOf(HasSubstr(absl::StrCat(method, " /1/feed HTTP/1.1\r\n")),
              HasSubstr("Content-Type: image/jpeg\r\n"),
              HasSubstr("x-amz-date: 20220531T000000Z\r\n"),
              HasSubstr("Content-Length: 4\r\n"), HasSubstr("\r\n\r\n" + bytes),
              Not(HasSubstr("Authorization"))));
  }
}

TEST(HttpClient, RefusesHeadersThatWouldBeTwo) {
  ScriptedServer server({kOk});
  Client client({}, base::SystemClock());
  Request request = Post(server, base::SystemClock());
  request.headers = {{"x-a", "1\r\nx-b: 2"}};
  EXPECT_EQ(client.Call(request).kind, Kind::kNotSent);
  EXPECT_THAT(server.requests(), IsEmpty());
}

TEST(HttpClient, KeepsTheConnectionForTheNextCall) {
  ScriptedServer server({kOk, kOk});
  Client client({}, base::SystemClock());
  client.Call(Post(server, base::SystemClock()));
  client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(server.connections(), 1);
  EXPECT_THAT(server.requests(), SizeIs(2));
}

// The reason for half of this library: libcurl sends such a request again, on
// a fresh connection, and reports one success.
TEST(HttpClient, NeverRepeatsARequestThatAKeptConnectionLeftUnanswered) {
  ScriptedServer server({kOk, {.bytes = "", .close = true}, kOk});
  Client client({}, base::SystemClock());
  client.Call(Post(server, base::SystemClock()));
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.kind, Kind::kNoAnswer) << response.why;
  EXPECT_THAT(response.why, HasSubstr("closed unanswered"));
  EXPECT_EQ(server.connections(), 1);
  EXPECT_THAT(server.requests(), SizeIs(2));

  // And the client still works.
  EXPECT_EQ(client.Call(Post(server, base::SystemClock())).kind,
            Kind::kAnswered);
}

TEST(HttpClient, NeverRepeatsARequestWithoutABodyEither) {
  ScriptedServer server({kOk, {.bytes = "", .close = true}, kOk});
  Client client({}, base::SystemClock());
  Request request = Post(server, base::SystemClock());
  request.method = "GET";
  request.form.clear();
  client.Call(request);
  const Response response = client.Call(request);
  EXPECT_EQ(response.kind, Kind::kNoAnswer);
  EXPECT_THAT(response.why, HasSubstr("closed unanswered"));
  EXPECT_EQ(server.connections(), 1);
}

TEST(HttpClient, TakesAFreshConnectionWhenTheKeptOneIsClosed) {
  ScriptedServer server(
      {{.bytes = ScriptedServer::Answer(200, "{}"), .close = true}, kOk});
  Client client({}, base::SystemClock());
  client.Call(Post(server, base::SystemClock()));
  // The closing may not have arrived yet: then the outcome is unknown, never
  // a second request.
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_NE(response.kind, Kind::kNotSent);
  EXPECT_THAT(server.requests(),
              SizeIs(response.kind == Kind::kAnswered ? 2 : 1));
}

TEST(HttpClient, TakesAFreshConnectionThatClosesUnansweredForNoAnswer) {
  ScriptedServer server({{.bytes = "", .close = true}, kOk});
  Client client({}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.kind, Kind::kNoAnswer);
  EXPECT_TRUE(response.first_byte.has_value());
  EXPECT_THAT(server.requests(), SizeIs(1));
}

TEST(HttpClient, KnowsThatARefusedConnectionSentNothing) {
  Client client({}, base::SystemClock());
  const Response response = client.Call(
      {.method = "POST",
       .url = absl::StrCat("http://127.0.0.1:", ClosedPort(), "/"),
       .form = "a=b",
       .deadline = base::SystemClock().SinceBoot() + absl::Seconds(10)});
  EXPECT_EQ(response.kind, Kind::kNotSent);
  EXPECT_FALSE(response.first_byte.has_value());
  EXPECT_THAT(response.why, Not(IsEmpty()));
}

TEST(HttpClient, KnowsThatAnUnknownHostSentNothing) {
  Client client({}, base::SystemClock());
  const Response response = client.Call(
      {.method = "GET",
       .url = "http://nowhere.invalid/",
       .deadline = base::SystemClock().SinceBoot() + absl::Seconds(10)});
  EXPECT_EQ(response.kind, Kind::kNotSent);
}

TEST(HttpClient, SendsNothingOnceTheDeadlineHasPassed) {
  ScriptedServer server({kOk});
  Client client({}, base::SystemClock());
  const Response response =
      client.Call(Post(server, base::SystemClock(), absl::Seconds(-1)));
  EXPECT_EQ(response.kind, Kind::kNotSent);
  EXPECT_THAT(response.why, HasSubstr("deadline"));
  EXPECT_THAT(server.requests(), IsEmpty());
}

TEST(HttpClient, ChecksTheDeadlineAgainRightBeforeTheFirstByte) {
  // Whichever of its readings the clock jumps after, no whole request leaves
  // once it has, and no answer is taken for one.
  for (int reads = 0; reads < 4; ++reads) {
    SCOPED_TRACE(reads);
    ScriptedServer server({kOk});
    JumpingClock clock;
    Client client({}, clock);
    const Request request = Post(server, clock);
    clock.JumpAfterReads(reads);
    const Response response = client.Call(request);
    EXPECT_NE(response.kind, Kind::kAnswered);
    EXPECT_EQ(response.first_byte.has_value(),
              response.kind == Kind::kNoAnswer);
    for (const std::string& seen : server.requests()) {
      EXPECT_THAT(seen, Not(HasSubstr("message=hello")));
    }
  }
}

TEST(HttpClient, GivesUpAnAnswerThatIsSlowerThanTheDeadline) {
  ScriptedServer server({{.bytes = "", .stall = true}});
  Client client({}, base::SystemClock());
  const absl::Duration start = base::SystemClock().SinceBoot();
  const Response response =
      client.Call(Post(server, base::SystemClock(), absl::Milliseconds(150)));
  EXPECT_EQ(response.kind, Kind::kNoAnswer);
  EXPECT_LT(base::SystemClock().SinceBoot() - start, absl::Seconds(5));
}

TEST(HttpClient, TakesACutBodyForNoAnswer) {
  ScriptedServer server(
      {{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\":",
        .close = true}});
  Client client({}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.kind, Kind::kNoAnswer);
  EXPECT_EQ(response.status, 200);
}

TEST(HttpClient, TakesCutHeadersForNoAnswer) {
  ScriptedServer server(
      {{.bytes = "HTTP/1.1 200 OK\r\nContent-Le", .close = true}});
  Client client({}, base::SystemClock());
  EXPECT_EQ(client.Call(Post(server, base::SystemClock())).kind,
            Kind::kNoAnswer);
}

TEST(HttpClient, TakesWhatIsNotHttpForNoAnswer) {
  ScriptedServer server({{.bytes = "SSH-2.0-OpenSSH\r\n", .close = true}});
  Client client({}, base::SystemClock());
  EXPECT_EQ(client.Call(Post(server, base::SystemClock())).kind,
            Kind::kNoAnswer);
}

TEST(HttpClient, StopsReadingABodyOverItsLimit) {
  ScriptedServer server(
      {{ScriptedServer::Answer(200, std::string(1001, 'x'))}});
  Client client({.max_body_bytes = 1000}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.kind, Kind::kNoAnswer);
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.why, HasSubstr("longer than 1000 bytes"));
}

TEST(HttpClient, DoesNotFollowARedirect) {
  ScriptedServer target({kOk});
  ScriptedServer server({{ScriptedServer::Answer(
      307, "", absl::StrCat("Location: ", target.url(), "/\r\n"))}});
  Client client({}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.kind, Kind::kAnswered);
  EXPECT_EQ(response.status, 307);
  EXPECT_THAT(target.requests(), IsEmpty());
}

TEST(HttpClient, ForgetsTheHeadersOfAnInterimAnswer) {
  ScriptedServer server({{absl::StrCat(
      "HTTP/1.1 103 Early Hints\r\nX-App-Usage: early\r\n\r\n",
      ScriptedServer::Answer(200, "{}", "X-Page-Usage: late\r\n"))}});
  Client client({}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.headers, Contains(Pair("X-Page-Usage", "late")));
  EXPECT_THAT(response.headers, Not(Contains(Pair("X-App-Usage", "early"))));
}

TEST(HttpClient, RefusesATokenThatWouldBreakTheHeader) {
  ScriptedServer server({kOk});
  Client client({}, base::SystemClock());
  Request request = Post(server, base::SystemClock());
  request.bearer_token = "a\r\nX-Evil: 1";
  const Response response = client.Call(request);
  EXPECT_EQ(response.kind, Kind::kNotSent);
  EXPECT_THAT(server.requests(), IsEmpty());
}

TEST(HttpClient, DoesNotReadTheProxiesOfTheEnvironment) {
  ScriptedServer server({kOk});
  const std::string nowhere = absl::StrCat("http://127.0.0.1:", ClosedPort());
  setenv("http_proxy", nowhere.c_str(), 1);
  Client client({}, base::SystemClock());
  const Response response = client.Call(Post(server, base::SystemClock()));
  unsetenv("http_proxy");
  EXPECT_EQ(response.kind, Kind::kAnswered);
}

TEST(HttpClient, ShowsAProxyNothingButConnect) {
  // The proxy refuses the tunnel: nothing of the request was let out.
  ScriptedServer proxy(
      {{.bytes = ScriptedServer::Answer(502, ""), .close = true}});
  Client client({.proxy = proxy.url()}, base::SystemClock());
  const Response response = client.Call(
      {.method = "POST",
       .url = "http://platform.invalid/1/feed",
       .bearer_token = "secret",
       .form = "message=hello",
       .deadline = base::SystemClock().SinceBoot() + absl::Seconds(10)});
  EXPECT_EQ(response.kind, Kind::kNotSent);
  ASSERT_THAT(proxy.requests(), SizeIs(1));
  EXPECT_THAT(proxy.requests()[0],
              AllOf(HasSubstr("CONNECT platform.invalid:80"),
                    Not(HasSubstr("secret")), Not(HasSubstr("hello"))));
}

}  // namespace
}  // namespace loa::platform::http
