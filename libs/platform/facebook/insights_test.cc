#include "libs/platform/facebook/insights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "libs/platform/errors.h"
#include "libs/platform/testing/scripted_server.h"
#include "libs/testing/status_matchers.h"

namespace loa::platform::facebook {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::loa::testing::SpeaksVietnamese;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

const Credential kCredential = {
    .page_id = "1", .token = "token", .app_secret = "app"};

base::Days Day(absl::string_view text) { return *base::ParseDate(text); }

TEST(InsightsAnswer, GivesAValueToTheDayBeforeItEnds) {
  EXPECT_THAT(
      ReadInsightsAnswer(R"({"data":[{"name":"page_media_view","period":"day",
        "values":[{"value":12,"end_time":"2022-05-31T07:00:00+0000"},
                  {"value":7,"end_time":"2022-06-01T07:00:00+0000"}]}]})"),
      IsOkAndHolds(ElementsAre(
          Pair("page_media_view", ElementsAre(Pair(Day("2022-05-30"), 12),
                                              Pair(Day("2022-05-31"), 7))))));
}

TEST(InsightsAnswer, SumsWhatThePlatformSplits) {
  EXPECT_THAT(ReadInsightsAnswer(R"({"data":[{"name":"a","values":[
      {"value":{"like":3,"love":4},"end_time":"2022-06-01T08:00:00+0000"}]}]})"),
              IsOkAndHolds(ElementsAre(
                  Pair("a", ElementsAre(Pair(Day("2022-05-31"), 7))))));
}

TEST(InsightsAnswer, HasNoValueWhereThePlatformGivesNone) {
  EXPECT_THAT(ReadInsightsAnswer(R"({"data":[]})"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(ReadInsightsAnswer(R"({"data":[{"name":"a","values":[
      {"value":null,"end_time":"2022-06-01T07:00:00+0000"}]}]})"),
              IsOkAndHolds(ElementsAre(Pair("a", IsEmpty()))));
}

TEST(InsightsAnswer, IsUnreadableAsAWholeWhenOneValueIs) {
  for (const char* body :
       {"", "[]", "{}", R"({"data":{}})", R"({"data":[7]})",
        R"({"data":[{"name":"a"}]})", R"({"data":[{"name":"a","values":[7]}]})",
        R"({"data":[{"name":"a","values":[{"value":1}]}]})",
        R"({"data":[{"name":"a","values":[{"value":"1",
            "end_time":"2022-06-01T07:00:00+0000"}]}]})"}) {
    EXPECT_THAT(ReadInsightsAnswer(body), HasReason("PLATFORM_UNREADABLE"))
        << body;
  }
}

TEST(FieldAnswer, IsANumberOfThePage) {
  EXPECT_THAT(
      ReadFieldAnswer(R"({"followers_count":243,"id":"1"})", "followers_count"),
      IsOkAndHolds(243));
  EXPECT_THAT(ReadFieldAnswer(R"({"id":"1"})", "followers_count"),
              HasReason("PLATFORM_METRIC_UNKNOWN"));
  EXPECT_THAT(ReadFieldAnswer(R"({"followers_count":"x"})", "followers_count"),
              HasReason("PLATFORM_UNREADABLE"));
}

// The adapter before a server that gives one answer.
class InsightsTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::map<std::string, DayValues>> Read(
      int status, const std::string& body) {
    server_ =
        std::make_unique<ScriptedServer>(std::vector<ScriptedServer::Step>{
            {ScriptedServer::Answer(status, body, "")}});
    const auto insights = NewFacebookInsights(
        {.base_url = server_->url() + "/v25.0"}, base::SystemClock());
    return insights->ReadInsights(kCredential, {"a", "b"}, Day("2022-05-30"),
                                  Day("2022-05-31"));
  }

  std::unique_ptr<ScriptedServer> server_;
};

TEST_F(InsightsTest, AsksForDaysByWhatTheyEndOn) {
  EXPECT_THAT(Read(200, R"({"data":[]})"), IsOk());
  ASSERT_THAT(server_->requests(), SizeIs(1));
  const std::string request = server_->requests()[0];
  EXPECT_THAT(request, HasSubstr("/v25.0/1/insights?metric=a%2cb&period=day"));
  EXPECT_THAT(request, HasSubstr("since=1653955200"));  // 2022-05-31
  EXPECT_THAT(request, HasSubstr("until=1654128000"));  // 2022-06-02
}

TEST_F(InsightsTest, LeavesOutDaysThatWereNotAskedFor) {
  const auto values = Read(200, R"({"data":[{"name":"a","values":[
      {"value":1,"end_time":"2022-05-30T07:00:00+0000"},
      {"value":2,"end_time":"2022-05-31T07:00:00+0000"}]}]})");
  EXPECT_THAT(values, IsOkAndHolds(ElementsAre(
                          Pair("a", ElementsAre(Pair(Day("2022-05-30"), 2))))));
}

TEST_F(InsightsTest, TellsAnUnknownMetricFromAPageThatIsGone) {
  EXPECT_THAT(
      Read(400,
           R"({"error":{"code":100,"message":"(#100) no valid insights metric",
               "type":"OAuthException"}})"),
      HasReason("PLATFORM_METRIC_UNKNOWN"));
  EXPECT_THAT(Read(400, R"({"error":{"code":100,"error_subcode":33}})"),
              HasReason("PLATFORM_REFUSED"));
}

TEST_F(InsightsTest, KnowsAPageThatIsTooSmall) {
  EXPECT_THAT(Read(400, R"({"error":{"code":100,"error_subcode":2874008}})"),
              HasReason("PLATFORM_TOO_FEW_LIKES"));
}

TEST(InsightsErrors, SpeakVietnamese) {
  EXPECT_THAT(MetricUnknown(), SpeaksVietnamese());
  EXPECT_THAT(TooFewLikes(), SpeaksVietnamese());
}

}  // namespace
}  // namespace loa::platform::facebook
