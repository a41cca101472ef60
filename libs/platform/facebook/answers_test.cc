#include "libs/platform/facebook/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"

namespace loa::platform::facebook {
namespace {

using ::loa::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Body = RawOutcome::Body;

RawOutcome ReadPublish(absl::string_view body) {
  RawOutcome outcome;
  ReadPublishAnswer(body, outcome);
  return outcome;
}

TEST(PostListAnswer, KnowsThePhotosOfAPostAndTakesTheirAddressForNoLink) {
  const auto list = ReadPostList(R"({"data":[
    {"id":"1_1","created_time":"2022-06-01T00:00:00+0000","attachments":{"data":
      [{"media_type":"photo","target":{"id":"77"},"unshimmed_url":"https://f"}]}},
    {"id":"1_2","created_time":"2022-06-01T00:00:00+0000","attachments":{"data":
      [{"media_type":"album","unshimmed_url":"https://f","subattachments":
        {"data":[{"target":{"id":"78"}},{"target":{"id":"79"}}]}}]}},
    {"id":"1_3","created_time":"2022-06-01T00:00:00+0000","attachments":{"data":
      [{"media_type":"link","unshimmed_url":"https://l"}]}}]})");
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->posts.size(), 3u);
  EXPECT_EQ(list->posts[0].photo_ids, std::vector<std::string>{"77"});
  EXPECT_EQ(list->posts[0].link, "");
  EXPECT_EQ(list->posts[1].photo_ids, (std::vector<std::string>{"78", "79"}));
  EXPECT_EQ(list->posts[2].link, "https://l");
  EXPECT_TRUE(list->posts[2].photo_ids.empty());
}

TEST(PublishAnswer, HoldsThePostsId) {
  const RawOutcome outcome = ReadPublish(R"({"id":"1_23"})");
  EXPECT_EQ(outcome.body, Body::kId);
  EXPECT_EQ(outcome.post_id, "1_23");
  EXPECT_EQ(outcome.permalink, "https://www.facebook.com/1_23");
}

TEST(PublishAnswer, PrefersThePermalinkThatThePlatformGives) {
  EXPECT_EQ(
      ReadPublish(R"({"id":"1_2","permalink_url":"https://x/y"})").permalink,
      "https://x/y");
}

TEST(PublishAnswer, HoldsAnErrorWordForWord) {
  const RawOutcome outcome = ReadPublish(
      R"({"error":{"message":"Session expired","type":"OAuthException",)"
      R"("code":190,"error_subcode":463,"is_transient":true,)"
      R"("fbtrace_id":"A1b"}})");
  EXPECT_EQ(outcome.body, Body::kError);
  EXPECT_EQ(outcome.error.code, 190);
  EXPECT_EQ(outcome.error.subcode, 463);
  EXPECT_TRUE(outcome.error.is_transient);
  EXPECT_EQ(outcome.error.message, "Session expired");
  EXPECT_EQ(outcome.error.type, "OAuthException");
  EXPECT_EQ(outcome.error.trace_id, "A1b");
}

TEST(PublishAnswer, IsUnreadableUnlessItSaysOneThingClearly) {
  const std::string deep(100000, '[');
  for (const absl::string_view body : std::initializer_list<absl::string_view>{
           "",
           "{",
           "[]",
           "null",
           "<html>502 Bad Gateway</html>",
           R"({"id":"1_2")",
           R"({"id":"1_2"}})",
           R"({"id":12})",
           R"({"id":""})",
           R"({"id":"1/../2"})",
           R"({"success":true})",
           R"({"id":"1_2","error":{"code":1}})",
           R"({"id":7,"error":{"code":1}})",
           R"({"error":"no"})",
           R"({"error":{"message":"x"}})",
           R"({"error":{"code":"190"}})",
           "{\"id\":\"\xff\"}",
           deep,
       }) {
    const RawOutcome outcome = ReadPublish(body);
    EXPECT_EQ(outcome.body, Body::kUnreadable) << body.substr(0, 80);
    EXPECT_FALSE(outcome.why.empty());
    EXPECT_THAT(outcome.post_id, IsEmpty());
  }
}

TEST(PublishAnswer, RefusesAnEndlessId) {
  EXPECT_EQ(
      ReadPublish(absl::StrCat(R"({"id":")", std::string(129, '1'), R"("})"))
          .body,
      Body::kUnreadable);
}

TEST(PublishAnswer, CutsALongMessageBetweenCharacters) {
  std::string message = "x";
  while (message.size() < 3000) message += "ế";  // three bytes each
  const RawOutcome outcome = ReadPublish(
      absl::StrCat(R"({"error":{"code":1,"message":")", message, R"("}})"));
  EXPECT_EQ(outcome.error.message.size(), 1000u);
  EXPECT_EQ(outcome.error.message, message.substr(0, 1000));
}

TEST(PublishAnswer, LeavesNumbersThatDoNotFitUnread) {
  EXPECT_EQ(ReadPublish(R"({"error":{"code":1e400}})").body, Body::kUnreadable);
  EXPECT_EQ(ReadPublish(R"({"error":{"code":1.5}})").body, Body::kUnreadable);
}

TEST(PostListAnswer, HoldsPostsAndTheNextCursor) {
  const auto list =
      ReadPostList(R"({"data":[{"id":"1_2","message":"chào","created_time":)"
                   R"("2022-06-01T07:00:00+0700","permalink_url":"https://p",)"
                   R"("attachments":{"data":[{"unshimmed_url":"https://l"}]}},)"
                   R"({"id":"1_1","created_time":"2022-05-31T00:00:00+0000"}],)"
                   R"("paging":{"cursors":{"after":"C"},"next":"https://n"}})");
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_THAT(list->posts, SizeIs(2));
  EXPECT_EQ(list->posts[0].message, "chào");
  EXPECT_EQ(list->posts[0].link, "https://l");
  EXPECT_EQ(list->posts[0].permalink, "https://p");
  EXPECT_EQ(list->posts[0].created, absl::FromUnixSeconds(1654041600));
  EXPECT_EQ(list->posts[1].message, "");
  EXPECT_EQ(list->next_cursor, "C");
}

TEST(PostListAnswer, EndsWithoutANextEvenIfThereIsACursor) {
  const auto list =
      ReadPostList(R"({"data":[],"paging":{"cursors":{"after":"C"}}})");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->next_cursor, "");
}

TEST(PostListAnswer, IsUnreadableWhenAnyPartIs) {
  const std::string good =
      R"({"id":"1_2","created_time":"2022-06-01T00:00:00+0000"})";
  for (const std::string& body : {
           std::string(""),
           std::string("{}"),
           std::string(R"({"data":{}})"),
           std::string(R"({"data":[7]})"),
           absl::StrCat(R"({"data":[)", good, R"(,{"id":"1_1"}]})"),
           absl::StrCat(R"({"data":[)", good),
           std::string(R"({"data":[{"id":"1_1","created_time":"x"}]})"),
           std::string(R"({"data":[{"id":"1_1","message":7,)"
                       R"("created_time":"2022-06-01T00:00:00+0000"}]})"),
           std::string(R"({"data":[],"paging":{"next":"https://n"}})"),
           std::string(R"({"data":[],"paging":[]})"),
       }) {
    EXPECT_THAT(ReadPostList(body), HasReason("PLATFORM_UNREADABLE")) << body;
  }
}

TEST(IdentityAnswer, HoldsTasks) {
  const auto page =
      ReadIdentity(R"({"id":"1","name":"Mặt trận","link":"https://p",)"
                   R"("tasks":["ANALYZE","CREATE_CONTENT"]})");
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->name, "Mặt trận");
  EXPECT_THAT(page->tasks, ElementsAre("ANALYZE", "CREATE_CONTENT"));
}

TEST(IdentityAnswer, IsUnreadableWithWrongTypes) {
  for (const char* body :
       {"", "[]", "{}", R"({"id":1})", R"({"id":"1","tasks":"ANALYZE"})",
        R"({"id":"1","tasks":[1]})"}) {
    EXPECT_THAT(ReadIdentity(body), HasReason("PLATFORM_UNREADABLE")) << body;
  }
}

}  // namespace
}  // namespace loa::platform::facebook
