#include "libs/platform/facebook/facebook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/platform/facebook/answers.h"
#include "libs/platform/testing/scripted_server.h"
#include "libs/testing/status_matchers.h"

namespace loa::platform::facebook {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using Body = RawOutcome::Body;
using Kind = RawOutcome::Kind;

const Credential kCredential = {
    .page_id = "1", .token = "token", .app_secret = "app"};

// The adapter before a server that plays `answers`.
class FacebookTest : public ::testing::Test {
 protected:
  void Play(std::vector<ScriptedServer::Step> steps) {
    server_ = std::make_unique<ScriptedServer>(std::move(steps));
    facebook_ = NewFacebook({.base_url = server_->url() + "/v25.0"},
                            base::SystemClock());
  }
  void Answer(int status, const std::string& body,
              const std::string& headers = "") {
    Play({{ScriptedServer::Answer(status, body, headers)}});
  }
  RawOutcome Publish() {
    return facebook_->Publish(
        kCredential, {.text = "Chào", .link = "https://l"},
        base::SystemClock().SinceBoot() + absl::Seconds(10));
  }

  std::unique_ptr<ScriptedServer> server_;
  std::unique_ptr<PagePlatform> facebook_;
};

TEST_F(FacebookTest, UploadsAPhotoUnseenWithWhatItShows) {
  Answer(200, R"({"id":"77"})");
  const std::string bytes("\xFF\xD8\xFF\0\r\n", 6);
  const RawOutcome outcome = facebook_->UploadPhoto(
      kCredential,
      {.bytes = bytes, .mime_type = "image/jpeg", .alt_text = "Loa phường"},
      base::SystemClock().SinceBoot() + absl::Seconds(10));
  EXPECT_TRUE(outcome.Accepted());
  EXPECT_EQ(outcome.post_id, "77");
  ASSERT_THAT(server_->requests(), SizeIs(1));
  EXPECT_THAT(
      server_->requests()[0],
      AllOf(HasSubstr("POST /v25.0/1/photos HTTP/1.1\r\n"),
            HasSubstr("Content-Type: multipart/form-data; boundary=loa-"),
            HasSubstr("name=\"published\"\r\n\r\nfalse\r\n"),
            HasSubstr("name=\"alt_text_custom\"\r\n\r\nLoa phường\r\n"),
            HasSubstr("name=\"appsecret_proof\""),
            HasSubstr("Content-Type: image/jpeg\r\n\r\n" + bytes + "\r\n--")));
}

TEST_F(FacebookTest, NamesUploadedPhotosInTheOneVisibleCall) {
  Answer(200, R"({"id":"1_2"})");
  const RawOutcome outcome = facebook_->Publish(
      kCredential, {.text = "Ảnh", .photo_ids = {"77", "78"}},
      base::SystemClock().SinceBoot() + absl::Seconds(10));
  EXPECT_TRUE(outcome.Accepted());
  EXPECT_THAT(
      server_->requests()[0],
      AllOf(HasSubstr("POST /v25.0/1/feed HTTP/1.1\r\n"),
            HasSubstr("&attached_media%5b0%5d=%7b%22media_fbid%22%3a%2277%22"
                      "%7d&attached_media%5b1%5d=%7b%22media_fbid%22%3a%2278"
                      "%22%7d")));
}

TEST_F(FacebookTest, PublishesWithTokenAndProof) {
  Answer(200, R"({"id":"1_2"})", "X-Page-Usage: {\"call_count\":9}\r\n");
  const RawOutcome outcome = Publish();
  EXPECT_TRUE(outcome.Accepted());
  EXPECT_EQ(outcome.post_id, "1_2");
  EXPECT_EQ(outcome.usage.page->call_count, 9);
  EXPECT_TRUE(outcome.first_byte_since_boot.has_value());
  ASSERT_THAT(server_->requests(), SizeIs(1));
  EXPECT_THAT(server_->requests()[0],
              AllOf(HasSubstr("POST /v25.0/1/feed HTTP/1.1"),
                    HasSubstr("Authorization: Bearer token"),
                    HasSubstr("message=Ch%c3%a0o&link=https%3a%2f%2fl"),
                    HasSubstr("&appsecret_proof=")));
}

TEST_F(FacebookTest, ReportsARefusalWithItsError) {
  Answer(400, R"({"error":{"code":368,"error_subcode":1390008}})");
  const RawOutcome outcome = Publish();
  EXPECT_EQ(outcome.kind, Kind::kAnswered);
  EXPECT_EQ(outcome.http_status, 400);
  EXPECT_EQ(outcome.body, Body::kError);
  EXPECT_EQ(outcome.error.code, 368);
  EXPECT_FALSE(outcome.Accepted());
}

TEST_F(FacebookTest, DoesNotTakeACreatedWithoutAnIdForAcceptance) {
  Answer(201, "{}");
  const RawOutcome outcome = Publish();
  EXPECT_EQ(outcome.kind, Kind::kAnswered);
  EXPECT_EQ(outcome.body, Body::kUnreadable);
  EXPECT_FALSE(outcome.Accepted());
}

TEST_F(FacebookTest, DoesNotTakeAnIdWithAServerErrorForAcceptance) {
  Answer(500, R"({"id":"1_2"})");
  EXPECT_FALSE(Publish().Accepted());
}

TEST_F(FacebookTest, ReportsGarbageAsUnreadable) {
  Answer(200, "<html>");
  const RawOutcome outcome = Publish();
  EXPECT_EQ(outcome.kind, Kind::kAnswered);
  EXPECT_EQ(outcome.body, Body::kUnreadable);
}

TEST_F(FacebookTest, ReportsACutAnswerAsNone) {
  Play({{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
                  "{\"id\":\"1_2\"}",
         .close = true}});
  const RawOutcome outcome = Publish();
  EXPECT_EQ(outcome.kind, Kind::kNoAnswer);
  EXPECT_EQ(outcome.body, Body::kNone);
  EXPECT_EQ(outcome.http_status, 200);
}

TEST_F(FacebookTest, ReportsAHugeAnswerAsNone) {
  Answer(200, std::string((1 << 20) + 1, ' '));
  EXPECT_EQ(Publish().kind, Kind::kNoAnswer);
}

TEST_F(FacebookTest, DoesNotFollowARedirect) {
  Answer(302, "",
         absl::StrCat("Location: http://127.0.0.1:", ClosedPort(), "/\r\n"));
  const RawOutcome outcome = Publish();
  EXPECT_EQ(outcome.kind, Kind::kAnswered);
  EXPECT_EQ(outcome.http_status, 302);
  EXPECT_FALSE(outcome.Accepted());
}

TEST_F(FacebookTest, KeepsAPageIdInsideItsPathSegment) {
  Answer(200, R"({"id":"1_2"})");
  Credential odd = kCredential;
  odd.page_id = "1/../me";
  facebook_->Publish(odd, {.text = "x"},
                     base::SystemClock().SinceBoot() + absl::Seconds(10));
  EXPECT_THAT(server_->requests()[0],
              HasSubstr("POST /v25.0/1%2f..%2fme/feed "));
}

TEST_F(FacebookTest, NeverPutsTheTokenIntoAnAddress) {
  Answer(200, R"({"data":[]})");
  ASSERT_TRUE(facebook_->ListPosts(kCredential, absl::UnixEpoch(), "").ok());
  const std::string request = server_->requests()[0];
  EXPECT_THAT(request.substr(0, request.find("\r\n")), Not(HasSubstr("token")));
}

TEST_F(FacebookTest, ReadsAHistoryToItsEnd) {
  const std::string first =
      R"({"data":[{"id":"1_2","created_time":"2022-06-01T00:00:02+0000"}],)"
      R"("paging":{"cursors":{"after":"C2"},"next":"https://n"}})";
  const std::string last =
      R"({"data":[{"id":"1_1","created_time":"2022-06-01T00:00:01+0000"}]})";
  Play({{ScriptedServer::Answer(200, first)},
        {ScriptedServer::Answer(200, last)}});
  const auto history = ReadPostsSince(*facebook_, kCredential,
                                      absl::FromUnixSeconds(1654041600), 5);
  ASSERT_TRUE(history.ok()) << history.status();
  EXPECT_TRUE(history->complete);
  EXPECT_THAT(history->posts, ElementsAre(::testing::Field(&Post::id, "1_2"),
                                          ::testing::Field(&Post::id, "1_1")));
  EXPECT_THAT(server_->requests()[0], HasSubstr("&since=1654041599&"));
  EXPECT_THAT(server_->requests()[1], HasSubstr("&after=C2&"));
}

TEST_F(FacebookTest, CallsAHistoryIncompleteThatGoesOnForTooLong) {
  Answer(200, R"({"data":[],"paging":{"cursors":{"after":"C"},"next":"n"}})");
  const auto history =
      ReadPostsSince(*facebook_, kCredential, absl::UnixEpoch(), 1);
  ASSERT_TRUE(history.ok());
  EXPECT_FALSE(history->complete);
}

TEST_F(FacebookTest, DoesNotTakeAFailedReadForAnEmptyPage) {
  Play({{.bytes = "", .close = true}});
  EXPECT_THAT(ReadPostsSince(*facebook_, kCredential, absl::UnixEpoch(), 5),
              HasReason("PLATFORM_UNREACHABLE"));
  Answer(502, "bad gateway");
  EXPECT_THAT(ReadPostsSince(*facebook_, kCredential, absl::UnixEpoch(), 5),
              HasReason("PLATFORM_UNREACHABLE"));
  Answer(200, "{\"data\":[");
  EXPECT_THAT(ReadPostsSince(*facebook_, kCredential, absl::UnixEpoch(), 5),
              HasReason("PLATFORM_UNREADABLE"));
}

TEST_F(FacebookTest, SaysHowLongAThrottledReadWaits) {
  Answer(429, R"({"error":{"code":80001}})",
         "X-Business-Use-Case-Usage: "
         "{\"1\":[{\"estimated_time_to_regain_access\":3}]}\r\n");
  const auto list = facebook_->ListPosts(kCredential, absl::UnixEpoch(), "");
  EXPECT_THAT(list, HasReason("PLATFORM_THROTTLED"));
  EXPECT_EQ(status::RetryAfterOf(list.status()), absl::Minutes(3));
}

TEST_F(FacebookTest, EditsThePostOfTheIdWithTokenAndProof) {
  Answer(200, R"({"success":true})");
  const RawOutcome outcome =
      facebook_->Edit(kCredential, "1_2", "Chào",
                      base::SystemClock().SinceBoot() + absl::Seconds(10));
  EXPECT_TRUE(outcome.Changed());
  EXPECT_FALSE(outcome.Accepted());
  EXPECT_TRUE(outcome.first_byte_since_boot.has_value());
  ASSERT_THAT(server_->requests(), SizeIs(1));
  EXPECT_THAT(server_->requests()[0],
              AllOf(HasSubstr("POST /v25.0/1_2 HTTP/1.1"),
                    HasSubstr("Authorization: Bearer token"),
                    HasSubstr("message=Ch%c3%a0o&appsecret_proof=")));
}

TEST_F(FacebookTest, DeletesThePostOfTheId) {
  Answer(200, R"({"success":true})");
  EXPECT_TRUE(facebook_
                  ->Delete(kCredential, "1_2",
                           base::SystemClock().SinceBoot() + absl::Seconds(10))
                  .Changed());
  ASSERT_THAT(server_->requests(), SizeIs(1));
  EXPECT_THAT(server_->requests()[0],
              HasSubstr("DELETE /v25.0/1_2?appsecret_proof="));
}

TEST_F(FacebookTest, SendsNoDeletionAfterItsDeadline) {
  Answer(200, R"({"success":true})");
  const RawOutcome outcome = facebook_->Delete(
      kCredential, "1_2", base::SystemClock().SinceBoot() - absl::Seconds(1));
  EXPECT_EQ(outcome.kind, Kind::kNotSent);
  EXPECT_THAT(server_->requests(), SizeIs(0));
}

TEST_F(FacebookTest, TakesNothingButASuccessForAChange) {
  for (const char* body :
       {R"({"success":false})", R"({"success":"true"})", R"({"id":"1_2"})",
        "{}", "[]", "", R"({"success":true,"error":{"code":1}})"}) {
    RawOutcome outcome;
    outcome.kind = Kind::kAnswered;
    outcome.http_status = 200;
    ReadChangeAnswer(body, outcome);
    EXPECT_FALSE(outcome.Changed()) << body;
    EXPECT_EQ(outcome.body, Body::kUnreadable) << body;
  }
  RawOutcome outcome;
  outcome.kind = Kind::kAnswered;
  outcome.http_status = 500;
  ReadChangeAnswer(R"({"success":true})", outcome);
  EXPECT_FALSE(outcome.Changed());
}

TEST_F(FacebookTest, ReadsOnePostByItsId) {
  Answer(
      200,
      R"({"id":"1_2","message":"a","created_time":"2022-06-01T00:00:00+0000"})");
  const auto post = facebook_->FindPost(kCredential, "1_2");
  ASSERT_TRUE(post.ok()) << post.status();
  ASSERT_TRUE(post->has_value());
  EXPECT_EQ((*post)->message, "a");
}

constexpr const char* kNoSuchObject =
    R"({"error":{"code":100,"error_subcode":33}})";

TEST_F(FacebookTest, APostIsGoneWhenThePageAnswersAndHasItNot) {
  Play({{ScriptedServer::Answer(400, kNoSuchObject)},
        {ScriptedServer::Answer(200, R"({"id":"1","name":"P"})")},
        {ScriptedServer::Answer(
            200, R"({"id":"1","name":"P","tasks":["CREATE_CONTENT"]})")}});
  const auto post = facebook_->FindPost(kCredential, "1_2");
  ASSERT_TRUE(post.ok()) << post.status();
  EXPECT_FALSE(post->has_value());
}

TEST_F(FacebookTest, APostIsNotGoneWhenTheRightToSeeItIsMissing) {
  Play({{ScriptedServer::Answer(400, kNoSuchObject)},
        {ScriptedServer::Answer(200, R"({"id":"1","name":"P"})")},
        {ScriptedServer::Answer(200, R"({"id":"1","tasks":["ANALYZE"]})")}});
  EXPECT_THAT(facebook_->FindPost(kCredential, "1_2"),
              HasReason("PLATFORM_TASK_MISSING"));
}

TEST_F(FacebookTest, IdentifiesAPageByItsOwnToken) {
  Play({{ScriptedServer::Answer(200, R"({"id":"1","name":"P"})")},
        {ScriptedServer::Answer(
            200, R"({"id":"1","name":"P","tasks":["CREATE_CONTENT"]})")}});
  const auto page = facebook_->Identify(kCredential);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->name, "P");
  for (const std::string& request : server_->requests()) {
    EXPECT_THAT(request, HasSubstr("GET "));
  }
}

TEST_F(FacebookTest, RefusesAUsersTokenInPlaceOfAPages) {
  Answer(200, R"({"id":"77","name":"A person"})");
  const auto page = facebook_->Identify(kCredential);
  EXPECT_THAT(page, HasReason("PLATFORM_TOKEN_NOT_A_PAGE"));
  EXPECT_THAT(page, HasMetadata("actual_id", "77"));
}

TEST_F(FacebookTest, RefusesAPageWithoutTheTaskToCreateContent) {
  Play({{ScriptedServer::Answer(200, R"({"id":"1"})")},
        {ScriptedServer::Answer(200, R"({"id":"1","tasks":["ANALYZE"]})")}});
  const auto page = facebook_->Identify(kCredential);
  EXPECT_THAT(page, HasReason("PLATFORM_TASK_MISSING"));
  EXPECT_THAT(page, HasMetadata("task", "CREATE_CONTENT"));
}

}  // namespace
}  // namespace loa::platform::facebook
