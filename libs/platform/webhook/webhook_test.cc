#include "libs/platform/webhook/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/platform/testing/scripted_server.h"
#include "libs/platform/webhook/signature.h"
#include "libs/testing/status_matchers.h"

namespace loa::platform::webhook {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Body = RawOutcome::Body;
using Kind = RawOutcome::Kind;

TEST(WebhookSignature, IsThatOfTheTimestampAndTheBody) {
  const absl::Time at = absl::FromUnixSeconds(1654041600);
  // printf '1654041600.{"text":"a"}' | openssl dgst -sha256 -hmac secret
  EXPECT_EQ(Signature("secret", at, R"({"text":"a"})"),
            "sha256="
            "235a35b74c37a950a9e7300b4fe2cb2622f3988d860a5781e9b8963a906c014e");
  EXPECT_EQ(Timestamp(at + absl::Milliseconds(900)), "1654041600");
}

// The adapter before a site that plays `steps`.
class WebhookTest : public ::testing::Test {
 protected:
  void Play(std::vector<ScriptedServer::Step> steps) {
    server_ = std::make_unique<ScriptedServer>(std::move(steps));
    webhook_ = NewWebhook({.allow_loopback = true}, base::SystemClock());
  }
  void Answer(int status, const std::string& body,
              const std::string& headers = "") {
    Play({{ScriptedServer::Answer(status, body, headers)}});
  }
  Credential Site() const {
    return {.page_id = "site-1",
            .token = "secret",
            .address = server_->url() + "/loa"};
  }
  RawOutcome Publish(const std::string& link = "https://l") {
    return webhook_->Publish(
        Site(), {.text = "Chào", .link = link},
        base::SystemClock().SinceBoot() + absl::Seconds(10));
  }
  absl::StatusOr<PostList> List() {
    return webhook_->ListPosts(Site(), absl::FromUnixSeconds(1654041600), "");
  }

  std::unique_ptr<ScriptedServer> server_;
  std::unique_ptr<PagePlatform> webhook_;
};

TEST_F(WebhookTest, PostsSignedJsonOnce) {
  Answer(201, R"({"id":"p-1","url":"https://site/p-1"})");
  const RawOutcome outcome = Publish();
  EXPECT_TRUE(outcome.Accepted());
  EXPECT_EQ(outcome.post_id, "p-1");
  EXPECT_EQ(outcome.permalink, "https://site/p-1");
  ASSERT_THAT(server_->requests(), SizeIs(1));
  const std::string request = server_->requests()[0];
  EXPECT_THAT(request, HasSubstr("POST /loa HTTP/1.1"));
  EXPECT_THAT(request, HasSubstr("Content-Type: application/json"));
  EXPECT_THAT(request, HasSubstr("X-Loa-Signature: sha256="));
  EXPECT_THAT(request, Not(HasSubstr("Authorization")));
  EXPECT_THAT(request, HasSubstr(R"({"text":"Chào","link":"https://l"})"));
}

TEST_F(WebhookTest, JudgesAnAnswerByItsStatus) {
  const struct {
    int status;
    const char* body;
    Body judged;
    int64_t code;
  } kCases[] = {
      {401, "", Body::kError, 190},
      {403, "{}", Body::kError, 190},
      {429, "", Body::kError, 32},
      {422, R"({"error":{"message":"too long"}})", Body::kError, 100},
      {409, "", Body::kUnreadable, 0},
      {500, R"({"id":"p-1"})", Body::kUnreadable, 0},
      {302, "", Body::kUnreadable, 0},
      {200, R"({"id":7})", Body::kUnreadable, 0},
      {200, "<html>", Body::kUnreadable, 0},
  };
  for (const auto& c : kCases) {
    Answer(c.status, c.body, "Retry-After: 7\r\n");
    const RawOutcome outcome = Publish();
    EXPECT_EQ(outcome.kind, Kind::kAnswered) << c.status;
    EXPECT_EQ(outcome.body, c.judged) << c.status;
    EXPECT_EQ(outcome.error.code, c.code) << c.status;
    EXPECT_FALSE(outcome.Accepted()) << c.status;
    if (c.status == 429) {
      EXPECT_EQ(outcome.usage.RegainAccess(), absl::Seconds(7));
    }
  }
}

TEST_F(WebhookTest, APostWithoutAnswerIsNotKnown) {
  Play({{.bytes = "", .close = true}});
  EXPECT_EQ(Publish().kind, Kind::kNoAnswer);
}

TEST_F(WebhookTest, TakesNoAddressThatAnybodyCanRead) {
  Answer(200, R"({"id":"p-1"})");
  const auto strict = NewWebhook({}, base::SystemClock());
  for (const char* address :
       {"http://127.0.0.1:1/loa", "http://site.example/loa",
        "http://127.0.0.1.example/loa", "ftp://site/loa", ""}) {
    Credential site = Site();
    site.address = address;
    const RawOutcome outcome =
        strict->Publish(site, {.text = "a"},
                        base::SystemClock().SinceBoot() + absl::Seconds(9));
    EXPECT_EQ(outcome.kind, Kind::kNotSent) << address;
    EXPECT_THAT(strict->Identify(site), HasReason("PLATFORM_REFUSED"));
  }
  EXPECT_THAT(server_->requests(), IsEmpty());
}

constexpr char kListing[] =
    R"({"page":{"id":"site-1","name":"Mặt trận"},"posts":[
        {"id":"p-2","text":"Hai","link":"https://l","url":"https://site/p-2",
         "created_at":"2022-06-01T00:00:05Z"},
        {"id":"p-1","text":"Một","created_at":"2022-06-01T00:00:01Z"}],
        "next":"c1"})";

TEST_F(WebhookTest, ReadsPostsBackById) {
  Answer(200, kListing);
  const auto list = List();
  ASSERT_THAT(list, IsOk());
  ASSERT_THAT(list->posts, SizeIs(2));
  EXPECT_EQ(list->posts[0].id, "p-2");
  EXPECT_EQ(list->posts[0].message, "Hai");
  EXPECT_EQ(list->posts[0].link, "https://l");
  EXPECT_EQ(list->posts[0].created, absl::FromUnixSeconds(1654041605));
  EXPECT_EQ(list->next_cursor, "c1");
  EXPECT_THAT(server_->requests()[0],
              HasSubstr("GET /loa?since=1654041600 HTTP/1.1"));
}

TEST_F(WebhookTest, AListingWithOneBadPostIsUnreadable) {
  for (const char* body :
       {"", "[]", R"({"posts":[]})", R"({"page":{"id":"a"}})",
        R"({"page":{"id":"a"},"posts":[{"id":"p"}]})",
        R"({"page":{"id":"a"},"posts":[{"id":"../p",
            "created_at":"2022-06-01T00:00:05Z"}]})",
        R"({"page":{"id":"a"},"posts":[],"next":7})"}) {
    Answer(200, body);
    EXPECT_THAT(List(), HasReason("PLATFORM_UNREADABLE")) << body;
  }
}

TEST_F(WebhookTest, AReadThatIsRefusedSaysWhy) {
  const struct {
    int status;
    const char* reason;
  } kCases[] = {{401, "PLATFORM_TOKEN_REFUSED"},
                {429, "PLATFORM_THROTTLED"},
                {404, "PLATFORM_REFUSED"},
                {503, "PLATFORM_UNREACHABLE"}};
  for (const auto& c : kCases) {
    Answer(c.status, "");
    EXPECT_THAT(List(), HasReason(c.reason)) << c.status;
  }
}

TEST_F(WebhookTest, ASiteIsProvenByARightSignatureAndAWrongOne) {
  Play({{ScriptedServer::Answer(200, kListing)},
        {ScriptedServer::Answer(401, "")}});
  const auto identity = webhook_->Identify(Site());
  ASSERT_THAT(identity, IsOk());
  EXPECT_EQ(identity->page_id, "site-1");
  EXPECT_EQ(identity->permalink, Site().address);
}

TEST_F(WebhookTest, ASiteThatTakesAnySignatureIsRefused) {
  Play({{ScriptedServer::Answer(200, kListing)},
        {ScriptedServer::Answer(200, kListing)}});
  EXPECT_THAT(webhook_->Identify(Site()), HasReason("PLATFORM_REFUSED"));
}

}  // namespace
}  // namespace loa::platform::webhook
