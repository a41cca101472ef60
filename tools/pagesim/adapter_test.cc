// The Facebook adapter against the simulator, over real HTTP: what each fault
// looks like from the side of a publisher, and what the ledger knows of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/clock.h"
#include "libs/platform/facebook/directory.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/http/client.h"
#include "libs/testing/status_matchers.h"
#include "tools/pagesim/http_server.h"
#include "tools/pagesim/ledger.h"
#include "tools/pagesim/simulator.h"
#include "tools/pagesim/tokens.h"

namespace loa::pagesim {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using platform::RawOutcome;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AdapterTest : public ::testing::Test {
 protected:
  AdapterTest() {
    std::string folder = ::testing::TempDir() + "/pagesim-XXXXXX";
    folder_ = mkdtemp(folder.data());
    Start();
  }
  ~AdapterTest() override {
    Stop();
    std::filesystem::remove_all(folder_);
  }

  void Start() {
    auto simulator = Simulator::Open({.ledger = ledger_path(),
                                      .page_token_secret = "tokens",
                                      .app_secret = "app",
                                      .refuse_duplicates = refuse_duplicates_},
                                     base::SystemClock());
    ASSERT_TRUE(simulator.ok()) << simulator.status();
    simulator_ = *std::move(simulator);
    auto server = HttpServer::Start("127.0.0.1:0", [this](const Request& r) {
      return simulator_->Handle(r);
    });
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    facebook_ = platform::facebook::NewFacebook(
        {.base_url = url() + "/v25.0", .list_page_size = 2},
        base::SystemClock());
  }
  void Stop() {
    server_.reset();
    simulator_.reset();
  }

  std::string ledger_path() const { return folder_ + "/ledger"; }
  std::string url() const {
    return absl::StrCat("http://127.0.0.1:", server_->port());
  }

  platform::Credential Page(const std::string& id = "1") const {
    return {
        .page_id = id, .token = PageToken("tokens", id), .app_secret = "app"};
  }
  RawOutcome Publish(const std::string& text, const std::string& page = "1") {
    return facebook_->Publish(
        Page(page), {.text = text, .link = "https://example.org/a"},
        base::SystemClock().SinceBoot() + absl::Seconds(20));
  }
  RawOutcome Edit(const std::string& id, const std::string& text) {
    return facebook_->Edit(Page(), id, text,
                           base::SystemClock().SinceBoot() + absl::Seconds(20));
  }
  RawOutcome Delete(const std::string& id) {
    return facebook_->Delete(
        Page(), id, base::SystemClock().SinceBoot() + absl::Seconds(20));
  }
  // The id of a photo; other `bytes` are another.
  std::string Uploaded(const std::string& bytes) {
    const RawOutcome outcome = facebook_->UploadPhoto(
        Page(),
        {.bytes = "\xFF\xD8\xFF\r\n--" + bytes,
         .mime_type = "image/jpeg",
         .alt_text = "Loa phường"},
        base::SystemClock().SinceBoot() + absl::Seconds(20));
    EXPECT_TRUE(outcome.Accepted()) << outcome.why << outcome.error.message;
    return outcome.post_id;
  }
  RawOutcome PublishPhotos(const std::string& text,
                           std::vector<std::string> ids,
                           const std::string& page = "1") {
    return facebook_->Publish(
        Page(page), {.text = text, .photo_ids = std::move(ids)},
        base::SystemClock().SinceBoot() + absl::Seconds(20));
  }
  std::vector<platform::Post> Visible(const std::string& page = "1") {
    const auto history = platform::ReadPostsSince(
        *facebook_, Page(page), absl::UnixEpoch(), /*max_pages=*/100);
    EXPECT_TRUE(history.ok()) << history.status();
    return history.ok() ? history->posts : std::vector<platform::Post>();
  }
  Reply Control(const std::string& method, const std::string& path,
                const std::string& body) {
    return simulator_->Handle({.method = method,
                               .path = path,
                               .body = body,
                               .connection = 1,
                               .nth = 1});
  }
  void Arm(absl::string_view kind, const std::string& more = "") {
    ASSERT_EQ(Control("POST", "/_sim/faults",
                      absl::StrCat("{\"kind\":\"", kind, "\"", more, "}"))
                  .status,
              200);
  }
  std::vector<Entry> Ledgered(Entry::Kind kind) {
    const auto entries = ReadLedger(ledger_path());
    EXPECT_TRUE(entries.ok()) << entries.status();
    std::vector<Entry> found;
    for (const Entry& entry : *entries) {
      if (entry.kind == kind) found.push_back(entry);
    }
    return found;
  }
  // Publishing calls that reached the simulator.
  int64_t Calls() {
    const auto requests = Ledgered(Entry::Kind::kRequest);
    return std::count_if(requests.begin(), requests.end(),
                         [](const Entry& e) { return e.method == "POST"; });
  }

  bool refuse_duplicates_ = false;
  std::string folder_;
  std::unique_ptr<Simulator> simulator_;
  std::unique_ptr<HttpServer> server_;
  std::unique_ptr<platform::PagePlatform> facebook_;
};

TEST_F(AdapterTest, APhotoIsUnseenUntilAPostNamesIt) {
  const std::vector<std::string> ids = {Uploaded("a"), Uploaded("b")};
  EXPECT_NE(ids[0], ids[1]);
  EXPECT_THAT(Visible(), IsEmpty());
  const RawOutcome outcome = PublishPhotos("Ảnh", ids);
  ASSERT_TRUE(outcome.Accepted()) << outcome.why;
  ASSERT_THAT(Visible(), SizeIs(1));
  EXPECT_EQ(Visible()[0].photo_ids, ids);
  EXPECT_EQ(Visible()[0].link, "");
  const auto photos = Ledgered(Entry::Kind::kPhoto);
  ASSERT_THAT(photos, SizeIs(2));
  EXPECT_EQ(photos[0].text, "Loa phường");
  const auto posts = Ledgered(Entry::Kind::kPost);
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_EQ(posts[0].photo, ids[0] + "," + ids[1]);
  EXPECT_EQ(posts[0].photo_sha256,
            photos[0].photo_sha256 + "," + photos[1].photo_sha256);
}

TEST_F(AdapterTest, OnePhotoIsFoundByItsIdToo) {
  const std::string id = Uploaded("a");
  ASSERT_TRUE(PublishPhotos("", {id}).Accepted());
  ASSERT_THAT(Visible(), SizeIs(1));
  EXPECT_THAT(Visible()[0].photo_ids, ElementsAre(id));
}

TEST_F(AdapterTest, PhotosOutliveARestartOfTheSimulator) {
  const std::string id = Uploaded("a");
  Stop();
  Start();
  ASSERT_TRUE(PublishPhotos("Ảnh", {id}).Accepted());
  EXPECT_THAT(Visible()[0].photo_ids, ElementsAre(id));
}

TEST_F(AdapterTest, APhotoIsShownOnceAndByItsOwnPage) {
  const std::string id = Uploaded("a");
  EXPECT_EQ(PublishPhotos("Ảnh", {id}, "2").error.code, 100);
  ASSERT_TRUE(PublishPhotos("Ảnh", {id}).Accepted());
  EXPECT_EQ(PublishPhotos("Lần nữa", {id}).error.code, 100);
  EXPECT_EQ(PublishPhotos("Ảnh", {"1"}).error.code, 100);
}

TEST_F(AdapterTest, WhatIsNoPhotoIsRefused) {
  const RawOutcome outcome = facebook_->UploadPhoto(
      Page(), {.bytes = "GIF89a", .mime_type = "image/jpeg"},
      base::SystemClock().SinceBoot() + absl::Seconds(20));
  EXPECT_EQ(outcome.body, RawOutcome::Body::kError);
  EXPECT_EQ(outcome.error.subcode, 1366046);
}

TEST_F(AdapterTest, FaultsOfTheVisibleCallLeaveUploadsAlone) {
  Arm(kPublishThen500);
  const std::string id = Uploaded("a");
  const RawOutcome outcome = PublishPhotos("Ảnh", {id});
  EXPECT_EQ(outcome.http_status, 500);
  ASSERT_THAT(Visible(), SizeIs(1));
  EXPECT_THAT(Visible()[0].photo_ids, ElementsAre(id));
}

TEST_F(AdapterTest, APostIsVisibleAndInTheLedger) {
  const RawOutcome outcome = Publish("Chào bà con");
  ASSERT_TRUE(outcome.Accepted()) << outcome.why;
  ASSERT_THAT(Visible(), SizeIs(1));
  EXPECT_EQ(Visible()[0].id, outcome.post_id);
  EXPECT_EQ(Visible()[0].message, "Chào bà con");
  EXPECT_EQ(Visible()[0].link, "https://example.org/a");
  EXPECT_TRUE(outcome.usage.app.has_value());
  EXPECT_TRUE(outcome.usage.business_page.has_value());
  const auto posts = Ledgered(Entry::Kind::kPost);
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_EQ(posts[0].post, outcome.post_id);
  EXPECT_THAT(posts[0].text_sha256, SizeIs(64));
}

TEST_F(AdapterTest, AListingIsReadAcrossItsPages) {
  for (const char* text : {"a", "b", "c", "d", "e"}) Publish(text);
  EXPECT_THAT(Visible(), ElementsAre(Field(&platform::Post::message, "e"),
                                     Field(&platform::Post::message, "d"),
                                     Field(&platform::Post::message, "c"),
                                     Field(&platform::Post::message, "b"),
                                     Field(&platform::Post::message, "a")));
}

TEST_F(AdapterTest, AListingLeavesOutWhatIsOlderThanSince) {
  Publish("a");
  const auto later = facebook_->ListPosts(
      Page(), base::SystemClock().Now() + absl::Seconds(5), "");
  ASSERT_TRUE(later.ok());
  EXPECT_THAT(later->posts, IsEmpty());
}

TEST_F(AdapterTest, APostCreatedThisVerySecondIsListed) {
  const absl::Time before = base::SystemClock().Now();
  Publish("a");
  const auto list = facebook_->ListPosts(Page(), before, "");
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(list->posts, SizeIs(1));
}

TEST_F(AdapterTest, PublishThenDropLeavesNoAnswerAndOnePost) {
  Arm(kPublishThenDrop);
  EXPECT_EQ(Publish("a").kind, RawOutcome::Kind::kNoAnswer);
  EXPECT_THAT(Visible(), SizeIs(1));
  EXPECT_EQ(Calls(), 1);
}

TEST_F(AdapterTest, PublishThenDropOnAKeptConnectionLeavesOnePostToo) {
  ASSERT_TRUE(Publish("first").Accepted());
  Arm(kPublishThenDrop);
  EXPECT_EQ(Publish("a").kind, RawOutcome::Kind::kNoAnswer);
  EXPECT_THAT(Visible(), SizeIs(2));
  EXPECT_EQ(Calls(), 2);
}

TEST_F(AdapterTest, PublishThen500LooksLikeAPassingErrorAndIsVisible) {
  Arm(kPublishThen500);
  const RawOutcome outcome = Publish("a");
  EXPECT_EQ(outcome.kind, RawOutcome::Kind::kAnswered);
  EXPECT_EQ(outcome.http_status, 500);
  EXPECT_EQ(outcome.body, RawOutcome::Body::kError);
  EXPECT_EQ(outcome.error.code, 2);
  EXPECT_TRUE(outcome.error.is_transient);
  EXPECT_FALSE(outcome.error.trace_id.empty());
  EXPECT_THAT(Visible(), SizeIs(1));
}

TEST_F(AdapterTest, PublishThen506LooksLikeADuplicateAndIsVisible) {
  Arm(kPublishThen506);
  const RawOutcome outcome = Publish("a");
  EXPECT_EQ(outcome.http_status, 400);
  EXPECT_EQ(outcome.error.code, 506);
  EXPECT_THAT(Visible(), SizeIs(1));
}

TEST_F(AdapterTest, ReadThenCloseWaitsForAKeptConnectionAndIsNotRepeated) {
  Arm(kReadThenClose);
  ASSERT_TRUE(Publish("first").Accepted());  // on a fresh connection
  EXPECT_EQ(Publish("second").kind, RawOutcome::Kind::kNoAnswer);
  EXPECT_EQ(Calls(), 2);
  const auto faults = Ledgered(Entry::Kind::kFault);
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].fault, kReadThenClose);
  EXPECT_THAT(Visible(), ElementsAre(Field(&platform::Post::message, "first")));
}

TEST_F(AdapterTest, ThrottleSaysWhenThePageIsOpenAgain) {
  Arm(kThrottle, R"(,"page":"1","regain_seconds":30)");
  ASSERT_TRUE(Publish("elsewhere", "2").Accepted());
  const RawOutcome outcome = Publish("a");
  EXPECT_EQ(outcome.http_status, 429);
  EXPECT_EQ(outcome.error.code, 32);
  EXPECT_NEAR(absl::ToDoubleSeconds(outcome.usage.RegainAccess()), 30, 0.01);
  EXPECT_EQ(outcome.usage.business_page->Percent(), 100);
  // It goes on, without being a fault of its own.
  EXPECT_EQ(Publish("a").error.code, 32);
  EXPECT_THAT(Ledgered(Entry::Kind::kFault), SizeIs(1));
  EXPECT_THAT(Visible(), IsEmpty());
}

TEST_F(AdapterTest, AFaultWaitsUntilSoManyPostsWereSeen) {
  Arm(kPublishThen500, R"(,"after_posts":1)");
  EXPECT_TRUE(Publish("a").Accepted());
  EXPECT_EQ(Publish("b").http_status, 500);
  EXPECT_TRUE(Publish("c").Accepted());
}

TEST_F(AdapterTest, FaultsThatFiredAreCounted) {
  Arm(kPublishThen500, R"(,"count":2)");
  Publish("a");
  const Reply reply = Control("GET", "/_sim/faults", "");
  EXPECT_EQ(reply.body,
            R"({"fired":{"PUBLISH_THEN_500_CODE_2":1},"armed":[{"kind":)"
            R"("PUBLISH_THEN_500_CODE_2","count":1,"page":"",)"
            R"("after_posts":0}],"posts":1})");
}

TEST_F(AdapterTest, ARestartShowsTheSamePostsAndKeepsArmedFaults) {
  const RawOutcome first = Publish("a");
  Arm(kPublishThen506, R"(,"count":2)");
  Publish("b");
  Stop();
  Start();
  EXPECT_THAT(Visible(), SizeIs(2));
  EXPECT_EQ(Publish("c").error.code, 506);
  const RawOutcome last = Publish("d");
  EXPECT_TRUE(last.Accepted());
  EXPECT_NE(last.post_id, first.post_id);
  EXPECT_THAT(Ledgered(Entry::Kind::kFault), SizeIs(2));
}

TEST_F(AdapterTest, ADuplicateIsRefusedWhenThePlatformIsSoStrict) {
  Stop();
  refuse_duplicates_ = true;
  Start();
  EXPECT_TRUE(Publish("a").Accepted());
  EXPECT_EQ(Publish("a").error.code, 506);
  EXPECT_TRUE(Publish("b").Accepted());
  EXPECT_TRUE(Publish("a").Accepted());  // not twice in a row
}

TEST_F(AdapterTest, ATokenThatIsNotGenuineIsRefused) {
  platform::Credential forged = Page();
  forged.token.back() ^= 1;
  EXPECT_THAT(facebook_->Identify(forged), HasReason("PLATFORM_TOKEN_REFUSED"));
  const RawOutcome outcome =
      facebook_->Publish(forged, {.text = "a"},
                         base::SystemClock().SinceBoot() + absl::Seconds(20));
  EXPECT_EQ(outcome.error.code, 190);
  EXPECT_THAT(Visible(), IsEmpty());
}

TEST_F(AdapterTest, ACallWithoutTheRightProofIsRefused) {
  platform::Credential wrong = Page();
  wrong.app_secret = "another app";
  EXPECT_THAT(facebook_->Identify(wrong), HasReason("PLATFORM_REFUSED"));
  EXPECT_EQ(facebook_
                ->Publish(wrong, {.text = "a"},
                          base::SystemClock().SinceBoot() + absl::Seconds(20))
                .error.code,
            100);
}

TEST_F(AdapterTest, APageIsIdentifiedByItsOwnTokenOnly) {
  const auto page = facebook_->Identify(Page());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->page_id, "1");
  EXPECT_EQ(page->name, "Page 1");

  platform::Credential other = Page();
  other.page_id = "2";
  EXPECT_THAT(facebook_->Identify(other),
              HasReason("PLATFORM_TOKEN_NOT_A_PAGE"));
  platform::Credential person = Page();
  person.token = UserToken("tokens", "77");
  EXPECT_THAT(facebook_->Identify(person),
              HasReason("PLATFORM_TOKEN_NOT_A_PAGE"));
  EXPECT_EQ(facebook_
                ->Publish(person, {.text = "a"},
                          base::SystemClock().SinceBoot() + absl::Seconds(20))
                .error.code,
            200);
}

TEST_F(AdapterTest, APageWithoutTheTaskToCreateContentIsNotConnected) {
  Control("POST", "/_sim/pages", R"({"page":"1","tasks":["ANALYZE"]})");
  EXPECT_THAT(facebook_->Identify(Page()), HasReason("PLATFORM_TASK_MISSING"));
}

TEST_F(AdapterTest, ATextWithoutALetterIsRefused) {
  const RawOutcome outcome =
      facebook_->Publish(Page(), platform::Rendition(),
                         base::SystemClock().SinceBoot() + absl::Seconds(20));
  EXPECT_EQ(outcome.error.code, 197);
}

TEST_F(AdapterTest, APostCanBeEditedAndDeletedByItsPage) {
  const std::string id = Publish("a").post_id;
  EXPECT_TRUE(Edit(id, "corrected").Changed());
  EXPECT_EQ(Visible()[0].message, "corrected");
  const auto found = facebook_->FindPost(Page(), id);
  ASSERT_THAT(found, testing::IsOk());
  EXPECT_EQ((*found)->message, "corrected");
  EXPECT_TRUE(Delete(id).Changed());
  EXPECT_THAT(Visible(), IsEmpty());
  const auto gone = facebook_->FindPost(Page(), id);
  ASSERT_THAT(gone, testing::IsOk());
  EXPECT_FALSE(gone->has_value());
  const RawOutcome again = Delete(id);
  EXPECT_EQ(again.error.code, 100);
  EXPECT_EQ(again.error.subcode, 33);
}

TEST_F(AdapterTest, AnotherPageCannotEdit) {
  const std::string id = Publish("a").post_id;
  const RawOutcome outcome = facebook_->Edit(
      Page("2"), id, "b", base::SystemClock().SinceBoot() + absl::Seconds(20));
  EXPECT_EQ(outcome.error.code, 200);
  EXPECT_EQ(Visible()[0].message, "a");
}

TEST_F(AdapterTest, AChangeThatWasDoneMayLookUndone) {
  const std::string id = Publish("a").post_id;
  Arm(kChangeThenDrop);
  EXPECT_EQ(Publish("no change").kind, RawOutcome::Kind::kAnswered);
  EXPECT_EQ(Edit(id, "b").kind, RawOutcome::Kind::kNoAnswer);
  EXPECT_EQ((*facebook_->FindPost(Page(), id))->message, "b");
  Arm(kChangeThen500);
  const RawOutcome outcome = Delete(id);
  EXPECT_EQ(outcome.http_status, 500);
  EXPECT_EQ(outcome.error.code, 2);
  EXPECT_FALSE((*facebook_->FindPost(Page(), id)).has_value());
}

TEST_F(AdapterTest, AChangeThatWasNotDoneMayLookTheSame) {
  const std::string id = Publish("a").post_id;
  Arm(kChangeUnanswered);
  EXPECT_EQ(Delete(id).kind, RawOutcome::Kind::kNoAnswer);
  EXPECT_TRUE((*facebook_->FindPost(Page(), id)).has_value());
}

TEST_F(AdapterTest, BadControlCallsAreExplained) {
  EXPECT_EQ(Control("POST", "/_sim/faults", "{").status, 400);
  EXPECT_EQ(Control("POST", "/_sim/faults", R"({"kind":"FIRE"})").status, 400);
  EXPECT_EQ(Control("POST", "/_sim/faults", R"({"kind":"THROTTLE","count":0})")
                .status,
            400);
  EXPECT_EQ(Control("GET", "/_sim/token", "").status, 400);
  EXPECT_EQ(Control("GET", "/_sim/other", "").status, 404);
}

TEST_F(AdapterTest, ListsThePagesOfAPersonToTheEnd) {
  for (int i = 0; i < 60; ++i) {
    const std::string holder = i % 10 == 9 ? "somebody" : "system";
    ASSERT_EQ(
        Control("POST", "/_sim/pages",
                absl::StrCat("{\"page\":\"", 100 + i, "\",\"name\":\"Mặt trận ",
                             i, "\",\"holder\":\"", holder, "\"}"))
            .status,
        200);
  }
  const auto directory = platform::facebook::NewFacebookDirectory(
      {.base_url = url() + "/v25.0"}, base::SystemClock());
  const platform::Credential system = {.token = UserToken("tokens", "system"),
                                       .app_secret = "app"};
  const auto first = directory->ListPages(system, "");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(first->pages, SizeIs(25));
  const auto all = platform::ListAllPages(*directory, system, 10);
  ASSERT_TRUE(all.ok()) << all.status();
  ASSERT_THAT(*all, SizeIs(54));
  EXPECT_EQ((*all)[0].identity.page_id, "100");
  EXPECT_EQ((*all)[0].identity.name, "Mặt trận 0");
  EXPECT_THAT((*all)[53].identity.tasks,
              ElementsAre("ANALYZE", "CREATE_CONTENT", "MODERATE"));
  const auto proven = facebook_->Identify(
      {.page_id = "158", .token = (*all)[53].token, .app_secret = "app"});
  EXPECT_TRUE(proven.ok()) << proven.status();
  EXPECT_THAT(platform::ListAllPages(*directory, system, 2),
              HasReason("PLATFORM_UNREADABLE"));
  EXPECT_THAT(platform::ListAllPages(*directory, Page("1"), 10),
              HasReason("PLATFORM_REFUSED"));
}

}  // namespace
}  // namespace loa::pagesim
