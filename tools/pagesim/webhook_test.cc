// The webhook adapter against a site that checks what it is sent, over real
// HTTP.

#include "libs/platform/webhook/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/clock.h"
#include "libs/testing/status_matchers.h"
#include "tools/pagesim/http_server.h"
#include "tools/pagesim/site.h"

namespace loa::pagesim {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using platform::RawOutcome;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class WebhookSiteTest : public ::testing::Test {
 protected:
  WebhookSiteTest() {
    auto server = HttpServer::Start(
        "127.0.0.1:0", [this](const Request& r) { return site_.Handle(r); });
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    webhook_ = platform::webhook::NewWebhook({.allow_loopback = true},
                                             base::SystemClock());
  }
  platform::Credential Credential(const std::string& secret = "shared") {
    return {.page_id = "trang-tin",
            .token = secret,
            .address = absl::StrCat("http://127.0.0.1:", server_->port(),
                                    "/loa?site=1")};
  }
  RawOutcome Publish(const std::string& text,
                     const std::string& secret = "shared") {
    return webhook_->Publish(
        Credential(secret), {.text = text, .link = "https://example.org/a"},
        base::SystemClock().SinceBoot() + absl::Seconds(20));
  }
  std::vector<std::string> ReadBack() {
    const auto history = platform::ReadPostsSince(
        *webhook_, Credential(), absl::Now() - absl::Minutes(1), 100);
    EXPECT_THAT(history, IsOk());
    std::vector<std::string> texts;
    if (!history.ok()) return texts;
    EXPECT_TRUE(history->complete);
    for (const auto& post : history->posts) {
      texts.push_back(absl::StrCat(post.id, " ", post.message));
    }
    return texts;
  }

  Site site_{"trang-tin", "shared", base::SystemClock()};
  std::unique_ptr<HttpServer> server_;
  std::unique_ptr<platform::PagePlatform> webhook_;
};

TEST_F(WebhookSiteTest, ASignedPostIsTakenAndReadBackById) {
  for (const char* text : {"Một", "Hai", "Ba"}) {
    const RawOutcome outcome = Publish(text);
    EXPECT_TRUE(outcome.Accepted()) << outcome.why;
  }
  ASSERT_THAT(site_.posts(), SizeIs(3));
  EXPECT_EQ(site_.posts()[0].text, "Một");
  EXPECT_EQ(site_.posts()[0].link, "https://example.org/a");
  EXPECT_THAT(ReadBack(), ElementsAre("p-3 Ba", "p-2 Hai", "p-1 Một"));
}

TEST_F(WebhookSiteTest, AWrongSecretPostsNothing) {
  const RawOutcome outcome = Publish("Giả", "guessed");
  EXPECT_EQ(outcome.body, RawOutcome::Body::kError);
  EXPECT_EQ(outcome.error.code, 190);
  EXPECT_THAT(site_.posts(), SizeIs(0));
}

TEST_F(WebhookSiteTest, APostWhoseAnswerWasLostIsFoundAndNotRepeated) {
  site_.DropAnswers(1);
  const RawOutcome outcome = Publish("Một");
  EXPECT_EQ(outcome.kind, RawOutcome::Kind::kNoAnswer);
  EXPECT_THAT(site_.posts(), SizeIs(1));
  EXPECT_THAT(ReadBack(), ElementsAre("p-1 Một"));
}

TEST_F(WebhookSiteTest, TheSiteIsProvenToCheckSignatures) {
  const auto identity = webhook_->Identify(Credential());
  ASSERT_THAT(identity, IsOk());
  EXPECT_EQ(identity->page_id, "trang-tin");
  EXPECT_THAT(identity->tasks, ElementsAre("CREATE_CONTENT"));
  EXPECT_THAT(webhook_->Identify(Credential("guessed")),
              HasReason("PLATFORM_TOKEN_REFUSED"));
}

}  // namespace
}  // namespace loa::pagesim
