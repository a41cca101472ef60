#include "tools/ledger_check/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"

namespace loa::ledger_check {
namespace {

using ::loa::testing::StatusIs;
using pagesim::Entry;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Publication Published(int number, int64_t due_s, const std::string& text) {
  return {.name = absl::StrCat("publications/", number),
          .platform_page_id = "1",
          .state = "PUBLISHED",
          .due_time = absl::FromUnixSeconds(due_s),
          .sequence = number,
          .text = text,
          .platform_post_id = absl::StrCat("1_", number)};
}

Entry Seen(int number, int64_t at_s, const std::string& text) {
  return {.kind = Entry::Kind::kPost,
          .time_us = at_s * 1000000,
          .page = "1",
          .post = absl::StrCat("1_", number),
          .text = text};
}

TEST(LedgerCheck, FindsNothingInACleanRun) {
  const Findings findings =
      Check({Seen(1, 11, "a"), Seen(2, 21, "b")},
            {Published(2, 20, "b"), Published(1, 10, "a")});
  EXPECT_TRUE(findings.Clean());
  EXPECT_EQ(findings.expected, 2);
  EXPECT_EQ(findings.visible, 2);
  EXPECT_THAT(findings.details, ElementsAre());
}

TEST(LedgerCheck, CatchesAPostThatShowsOtherPhotos) {
  Publication publication = Published(1, 10, "a");
  publication.photo_sha256 = "x,y";
  Entry post = Seen(1, 11, "a");
  post.photo_sha256 = "x,y";
  EXPECT_TRUE(Check({post}, {publication}).Clean());
  post.photo_sha256 = "y,x";
  const Findings findings = Check({post}, {publication});
  EXPECT_EQ(findings.strays, 1);
  EXPECT_EQ(findings.lost, 1);
}

TEST(LedgerCheck, CatchesAPublishedOneThatWasNeverSeen) {
  Publication lost = Published(2, 20, "b");
  lost.platform_post_id.clear();
  const Findings findings =
      Check({Seen(1, 11, "a")}, {Published(1, 10, "a"), lost});
  EXPECT_EQ(findings.lost, 1);
  EXPECT_EQ(findings.visible, 1);
  EXPECT_FALSE(findings.Clean());
  EXPECT_THAT(findings.details,
              ElementsAre("lost: publications/2 (PUBLISHED)"));
}

TEST(LedgerCheck, CountsOneThatIsStillOnItsWayAsLost) {
  Publication waiting = Published(1, 10, "a");
  waiting.state = "UNKNOWN";
  waiting.platform_post_id.clear();
  EXPECT_EQ(Check({}, {waiting}).lost, 1);
}

TEST(LedgerCheck, CatchesADouble) {
  const Findings findings =
      Check({Seen(1, 11, "a"), Seen(9, 12, "a")}, {Published(1, 10, "a")});
  EXPECT_EQ(findings.doubled, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, SeesADoubleThroughAnotherSpelling) {
  // The platform trimmed the text and composed its letters.
  const Findings findings =
      Check({Seen(1, 11, "Hòa  Bình\n"), Seen(9, 12, "Ho\u0300a Bi\u0300nh")},
            {Published(1, 10, "Hòa Bình")});
  EXPECT_EQ(findings.doubled, 1);
  EXPECT_EQ(findings.strays, 0);
}

TEST(LedgerCheck, DoesNotTakeARepeatForADouble) {
  Publication again = Published(2, 20, "a");
  EXPECT_TRUE(Check({Seen(1, 11, "a"), Seen(2, 21, "a")},
                    {Published(1, 10, "a"), again})
                  .Clean());
}

TEST(LedgerCheck, CatchesAPostOutOfItsPagesOrder) {
  const Findings findings =
      Check({Seen(2, 21, "b"), Seen(1, 22, "a")},
            {Published(1, 10, "a"), Published(2, 20, "b")});
  EXPECT_EQ(findings.reordered, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, OrdersEqualDueTimesBySequence) {
  EXPECT_EQ(Check({Seen(2, 21, "b"), Seen(1, 22, "a")},
                  {Published(1, 10, "a"), Published(2, 10, "b")})
                .reordered,
            1);
}

TEST(LedgerCheck, DoesNotOrderAcrossPages) {
  Publication elsewhere = Published(2, 20, "b");
  elsewhere.platform_page_id = "2";
  Entry seen = Seen(2, 21, "b");
  seen.page = "2";
  EXPECT_TRUE(
      Check({seen, Seen(1, 22, "a")}, {Published(1, 10, "a"), elsewhere})
          .Clean());
}

TEST(LedgerCheck, CatchesAPostBeforeItsDueTime) {
  const Findings findings = Check({Seen(1, 9, "a")}, {Published(1, 10, "a")});
  EXPECT_EQ(findings.early, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, CatchesACancelledOneThatAppeared) {
  Publication cancelled = Published(1, 10, "a");
  cancelled.state = "CANCELLED";
  cancelled.platform_post_id.clear();
  const Findings findings = Check({Seen(1, 11, "a")}, {cancelled});
  EXPECT_EQ(findings.after_cancel, 1);
  EXPECT_EQ(findings.expected, 0);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, ExpectsNothingOfACancelledOne) {
  Publication cancelled = Published(1, 10, "a");
  cancelled.state = "CANCELLED";
  cancelled.platform_post_id.clear();
  EXPECT_TRUE(Check({}, {cancelled}).Clean());
}

TEST(LedgerCheck, CatchesAFailedOneThatAppeared) {
  Publication failed = Published(1, 10, "a");
  failed.state = "FAILED";
  failed.platform_post_id.clear();
  const Findings findings = Check({Seen(1, 11, "a")}, {failed});
  EXPECT_EQ(findings.failed_seen, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, CatchesAWrongPostId) {
  Publication misbound = Published(1, 10, "a");
  misbound.platform_post_id = "1_77";
  const Findings findings = Check({Seen(1, 11, "a")}, {misbound});
  EXPECT_EQ(findings.misbound, 1);
  EXPECT_EQ(findings.lost, 0);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, CatchesAPostThatNobodyOrdered) {
  const Findings findings =
      Check({Seen(1, 11, "a"), Seen(5, 12, "other")}, {Published(1, 10, "a")});
  EXPECT_EQ(findings.strays, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, CatchesAPostWithAnotherLink) {
  Publication linked = Published(1, 10, "a");
  linked.link = "https://right";
  Entry seen = Seen(1, 11, "a");
  seen.link = "https://wrong";
  EXPECT_EQ(Check({seen}, {linked}).strays, 1);
  seen.link = "https://right";
  EXPECT_TRUE(Check({seen}, {linked}).Clean());
}

TEST(LedgerCheck, DoesNotCompareALinkThatContentDoesNotTell) {
  Entry seen = Seen(1, 11, "a");
  seen.link = "https://some";
  EXPECT_TRUE(Check({seen}, {Published(1, 10, "a")}).Clean());
}

TEST(LedgerCheck, LetsOneThatNeedsAttentionStandOnceOrNotAtAll) {
  Publication stopped = Published(1, 10, "a");
  stopped.state = "NEEDS_ATTENTION";
  stopped.platform_post_id.clear();
  EXPECT_TRUE(Check({}, {stopped}).Clean());
  EXPECT_TRUE(Check({Seen(1, 11, "a")}, {stopped}).Clean());
  EXPECT_EQ(Check({Seen(1, 11, "a"), Seen(2, 12, "a")}, {stopped}).doubled, 1);
}

Entry Edited(int number, const std::string& text) {
  return {.kind = Entry::Kind::kEdit,
          .page = "1",
          .post = absl::StrCat("1_", number),
          .text = text};
}

Entry Deleted(int number) {
  return {.kind = Entry::Kind::kDelete,
          .page = "1",
          .post = absl::StrCat("1_", number)};
}

TEST(LedgerCheck, AWithdrawnPostWasSeenAndIsThereNoMore) {
  Publication withdrawn = Published(1, 10, "a");
  withdrawn.state = "WITHDRAWN";
  EXPECT_TRUE(Check({Seen(1, 11, "a"), Deleted(1)}, {withdrawn}).Clean());
  const Findings findings = Check({Seen(1, 11, "a")}, {withdrawn});
  EXPECT_EQ(findings.still_visible, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, AnEditedPostShowsTheTextOfItsCorrection) {
  Publication edited = Published(1, 10, "a");
  edited.state = "EDITED";
  edited.edited_text = "b";
  EXPECT_TRUE(
      Check({Seen(1, 11, "a"), Edited(1, "x"), Edited(1, "b")}, {edited})
          .Clean());
  const Findings findings =
      Check({Seen(1, 11, "a"), Edited(1, "b"), Edited(1, "x")}, {edited});
  EXPECT_EQ(findings.wrong_text, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, CatchesAChangeThatContentDoesNotKnow) {
  const Publication published = Published(1, 10, "a");
  Findings findings = Check({Seen(1, 11, "a"), Edited(1, "b")}, {published});
  EXPECT_EQ(findings.wrong_text, 1);
  findings = Check({Seen(1, 11, "a"), Deleted(1)}, {published});
  EXPECT_EQ(findings.vanished, 1);
  EXPECT_FALSE(findings.Clean());
}

TEST(LedgerCheck, PromisesNothingOfPostsThatOthersPutUp) {
  Publication by_hand = Published(1, 20, "a");
  by_hand.state = "PROVEN";
  by_hand.by_hand = true;
  Publication outside = Published(2, 30, "b");
  outside.state = "OUTSIDE";
  // Early, in another order, and one of them deleted.
  EXPECT_TRUE(Check({Seen(2, 11, "b"), Seen(1, 12, "a"), Deleted(1)},
                    {by_hand, outside})
                  .Clean());
}

TEST(LedgerCheck, AsksThatEveryFaultThatWasAskedForFired) {
  const Entry arm{.kind = Entry::Kind::kArm, .fault = "THROTTLE", .count = 2};
  const Entry fault{.kind = Entry::Kind::kFault, .fault = "THROTTLE"};
  EXPECT_FALSE(Check({arm, fault}, {}).Clean());
  const Findings both = Check({arm, fault, fault}, {});
  EXPECT_TRUE(both.Clean());
  EXPECT_EQ(both.faults_fired.at("THROTTLE"), 2);
}

TEST(LedgerCheck, WritesItsFiguresAsJson) {
  EXPECT_THAT(ToJson(Check({Seen(1, 11, "a")}, {Published(1, 10, "a")})),
              AllOf(HasSubstr("\"expected\": 1"), HasSubstr("\"lost\": 0"),
                    HasSubstr("\"clean\": true")));
}

TEST(ParsePublications, ReadsALineAPublication) {
  const auto parsed = ParsePublications(
      R"({"name":"publications/1","page":"pages/p","platform_page_id":"1",)"
      R"("post":"posts/x","state":"PUBLISHED","due_time":)"
      R"("2022-06-01T00:00:00.5Z","sequence":"7","text":"chào",)"
      R"("platform_post_id":"1_2","unit":"units/u"})"
      "\n\n");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  ASSERT_EQ(parsed->size(), 1u);
  EXPECT_EQ((*parsed)[0].sequence, 7);
  EXPECT_EQ((*parsed)[0].text, "chào");
  EXPECT_EQ(absl::ToUnixMillis((*parsed)[0].due_time), 1654041600500);
}

TEST(ParsePublications, ReadsACorrectionAndADeliveryByHand) {
  const auto parsed = ParsePublications(
      R"({"name":"p","platform_page_id":"1","state":"EDITED","text":"a",)"
      R"("sequence":1,"due_time":"2022-06-01T00:00:00Z","by_hand":true,)"
      R"("edited":{"revision":"r","text":"b"}})");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ((*parsed)[0].edited_text, "b");
  EXPECT_TRUE((*parsed)[0].by_hand);
}

TEST(ParsePublications, NamesTheLineAndTheFieldOfABadOne) {
  EXPECT_THAT(ParsePublications("{\"name\":7}"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "line 1: field name must be a text"));
  EXPECT_THAT(ParsePublications("\nnonsense"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "line 2: not a JSON object"));
  EXPECT_THAT(ParsePublications(
                  R"({"name":"p","platform_page_id":"1","state":"S","text":"",)"
                  R"("sequence":1,"due_time":"tomorrow"})"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "line 1: field due_time must be an RFC 3339 time"));
  EXPECT_THAT(
      ParsePublications(R"({"name":"p","platform_page_id":"1","state":"S"})"),
      StatusIs(absl::StatusCode::kInvalidArgument,
               "line 1: field text must be there"));
}

}  // namespace
}  // namespace loa::ledger_check
