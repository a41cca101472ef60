#include "services/content/history/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/post_world.h"
#include "services/content/visible/publication_watch.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Rows = std::vector<v1::ImportHistoryRequest>;

class HistoryTest : public PostWorld {
 protected:
  rpc::RequestContext Minh() const {
    return Context("principals/minh",
                   options::v1::PERMISSION_MANAGE_PUBLICATIONS);
  }
  // A news brief of pages/p1, known to the platform as `id`.
  v1::ImportHistoryRequest Row(const std::string& id,
                               const std::string& title = "Tin cũ") const {
    v1::ImportHistoryRequest row;
    v1::PastPost& post = *row.mutable_post();
    post.set_page("pages/p1");
    *post.mutable_publish_time() =
        base::TimestampOf(clock_.Now() - absl::Hours(48));
    post.set_kind(v1::PastPost::NEWS_BRIEF);
    post.set_title(title);
    post.add_topics("mat-tran");
    post.set_platform_post_id(id);
    return row;
  }
  std::vector<v1::PastPost> List() {
    v1::ListPastPostsRequest request;
    request.set_page("pages/p1");
    const auto list = history_.ListPastPosts(Minh(), request);
    EXPECT_THAT(list, IsOk());
    return {list->past_posts().begin(), list->past_posts().end()};
  }
  std::unique_ptr<PublicationWatch::Source> Watch(int64_t after = 0,
                                                  std::string history = "") {
    v1::WatchPublicationsRequest request;
    request.set_after_sequence(after);
    request.set_history_id(history);
    auto source = watch_.WatchPublications(Minh(), request);
    EXPECT_THAT(source, IsOk());
    return *std::move(source);
  }
  // The next batch: titles of posts, "snapshot" and "bookmark".
  std::vector<std::string> Next(PublicationWatch::Source& source) {
    const auto items = source.Next();
    EXPECT_THAT(items, IsOk());
    std::vector<std::string> told;
    for (const auto& item : *items) {
      if (item.has_bookmark()) bookmark_ = item.bookmark();
      if (item.has_post()) last_ = item.post();
      told.push_back(item.has_post()                       ? item.post().title()
                     : item.bookmark().snapshot_complete() ? "snapshot"
                                                           : "bookmark");
    }
    return told;
  }

  History history_{*db_, ids_, registry_};
  PublicationWatch watch_{*db_, clock_,
                          [] { return absl::FixedTimeZone(7 * 3600); }};
  v1::WatchPublicationsResponse::Bookmark bookmark_;
  v1::VisiblePost last_;
};

TEST_P(HistoryTest, ImportsAndRepeatsWithoutAChange) {
  const Rows rows = {Row("1_1"), Row("1_2")};
  const auto first = history_.ImportHistory(Minh(), rows);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->added(), 2);
  const auto again = history_.ImportHistory(Minh(), rows);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->added(), 0);
  EXPECT_EQ(again->unchanged(), 2);
  EXPECT_THAT(List(), SizeIs(2));
}

TEST_P(HistoryTest, ALaterImportCorrectsAndTakesNoIdentityAway) {
  v1::ImportHistoryRequest row = Row("1_1");
  row.mutable_post()->set_permalink("https://www.facebook.com/1_1");
  ASSERT_THAT(history_.ImportHistory(Minh(), {row}), IsOk());
  row.mutable_post()->clear_platform_post_id();
  row.mutable_post()->set_title("Tin cũ, sửa");
  const auto corrected = history_.ImportHistory(Minh(), {row});
  ASSERT_THAT(corrected, IsOk());
  EXPECT_EQ(corrected->corrected(), 1);
  const auto posts = List();
  ASSERT_THAT(posts, SizeIs(1));
  EXPECT_EQ(posts[0].title(), "Tin cũ, sửa");
  EXPECT_EQ(posts[0].platform_post_id(), "1_1");
  EXPECT_EQ(posts[0].importer(), "principals/minh");
}

TEST_P(HistoryTest, NamesEveryBadRowAndImportsNothing) {
  Rows rows = {Row("1_1"), Row(""), Row("1_3"), Row("1_4"), Row("1_5", "")};
  rows[2].mutable_post()->set_page("pages/nowhere");
  *rows[3].mutable_post()->mutable_publish_time() =
      base::TimestampOf(clock_.Now() + absl::Hours(1));
  EXPECT_THAT(
      history_.ImportHistory(Minh(), rows),
      AllOf(HasReason("HISTORY_ROWS_INVALID"), HasMetadata("bad_rows", "4"),
            NamesField("rows[2].permalink"), NamesField("rows[3].page"),
            NamesField("rows[4].publish_time"), NamesField("rows[5].title")));
  EXPECT_THAT(List(), IsEmpty());
}

TEST_P(HistoryTest, SaysInVietnameseWhatIsWrongWithARow) {
  const auto said = [&](const v1::ImportHistoryRequest& row) {
    return status::VietnameseOf(history_.ImportHistory(Minh(), {row}).status());
  };
  EXPECT_EQ(said(Row("")),
            "Chưa nhập dòng nào: có 1 dòng sai. Dòng 1, trường permalink: phải "
            "nêu trường này hoặc platform_post_id để biết là bài nào. Hãy sửa "
            "rồi gửi lại tất cả.");
  v1::ImportHistoryRequest row = Row("1_1");
  row.mutable_post()->set_page("pages/nowhere");
  EXPECT_THAT(said(row), HasSubstr("page: sổ đăng ký không có pages/nowhere."));
  row = Row("1_1");
  row.set_within("units/xa-2");
  EXPECT_THAT(said(row), HasSubstr(", không thuộc units/xa-2."));
  row = Row("1_1");
  *row.mutable_post()->mutable_publish_time() =
      base::TimestampOf(clock_.Now() + absl::Hours(1));
  EXPECT_THAT(said(row),
              HasSubstr("publish_time: không được sau thời điểm hiện tại."));
  EXPECT_THAT(said(Row("1_1", "")), HasSubstr("title: là bắt buộc."));
}

TEST_P(HistoryTest, TakesPagesOfTheNamedUnitOnly) {
  v1::ImportHistoryRequest row = Row("1_1");
  row.set_within("units/xa-2");
  EXPECT_THAT(
      history_.ImportHistory(Minh(), {row}),
      AllOf(HasReason("HISTORY_ROWS_INVALID"), NamesField("rows[1].page")));
}

TEST_P(HistoryTest, LeavesWhatLoaItselfPublishedAlone) {
  const v1::Post post = Approved();
  expander_.ExpandAll({});
  ASSERT_THAT(PublicationsOf(post.name()), SizeIs(2));
  const Publication publication = PublicationsOf(post.name())[0];
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return tx
        .Exec(
            "UPDATE publication SET platform_post_id = '1_1', state = 3,"
            " page = 'pages/p1' WHERE publication = $1",
            publication.name)
        .status();
  }),
              IsOk());
  const auto imported = history_.ImportHistory(Minh(), {Row("1_1")});
  ASSERT_THAT(imported, IsOk());
  EXPECT_EQ(imported->published_by_loa(), 1);
  EXPECT_THAT(List(), IsEmpty());
}

TEST_P(HistoryTest, IsRefusedWithATopicThatTheOrganisationDoesNotHave) {
  registry_.RegisterTopics({"thi-dua"});
  EXPECT_THAT(
      history_.ImportHistory(Minh(), {Row("1_1")}),
      AllOf(HasReason("HISTORY_ROWS_INVALID"), NamesField("rows[1].topics")));
  registry_.RegisterTopics({"thi-dua", "mat-tran"});
  EXPECT_THAT(history_.ImportHistory(Minh(), {Row("1_1")}), IsOk());
}

TEST_P(HistoryTest, ReachesTheWatchersOfPublications) {
  ASSERT_THAT(history_.ImportHistory(Minh(), {Row("1_1", "a")}), IsOk());
  auto source = Watch();
  EXPECT_THAT(Next(*source), ElementsAre("a", "snapshot"));
  EXPECT_EQ(last_.origin(), "IMPORTED");
  EXPECT_EQ(last_.kind(), "NEWS_BRIEF");
  EXPECT_EQ(last_.source_kind(), "ORIGINAL");
  EXPECT_THAT(last_.topics(), ElementsAre("mat-tran"));
  EXPECT_EQ(last_.published_on(), "2022-05-30");
  EXPECT_EQ(last_.unit(), "units/xa-1");
  EXPECT_THAT(Next(*source), IsEmpty());
  const auto before = bookmark_;
  ASSERT_THAT(history_.ImportHistory(Minh(), {Row("1_1", "b"), Row("1_2")}),
              IsOk());
  EXPECT_THAT(Next(*source), SizeIs(3));
  auto resumed = Watch(before.sequence(), before.history_id());
  EXPECT_THAT(Next(*resumed), SizeIs(3));
}

TEST_P(HistoryTest, ManyPostsOfOneImportComeWholeAndInBatches) {
  Rows rows;
  for (int i = 0; i < 1100; ++i) rows.push_back(Row(absl::StrCat("1_", i)));
  ASSERT_THAT(history_.ImportHistory(Minh(), rows), IsOk());
  auto source = Watch();
  size_t posts = 0;
  while (!bookmark_.snapshot_complete()) {
    for (const std::string& told : Next(*source)) posts += told == "Tin cũ";
  }
  EXPECT_EQ(posts, rows.size());
}

TEST_P(HistoryTest, AWatchRefusesACursorOfAnotherHistory) {
  ASSERT_THAT(history_.ImportHistory(Minh(), {Row("1_1")}), IsOk());
  auto source = Watch();
  Next(*source);
  v1::WatchPublicationsRequest request;
  request.set_after_sequence(bookmark_.sequence());
  request.set_history_id("another");
  EXPECT_THAT(watch_.WatchPublications(Minh(), request),
              HasReason("CURSOR_GONE"));
  request.set_history_id(bookmark_.history_id());
  request.set_after_sequence(bookmark_.sequence() + 1);
  EXPECT_THAT(watch_.WatchPublications(Minh(), request),
              HasReason("CURSOR_GONE"));
}

TEST_P(HistoryTest, ABookmarkComesWhenNothingHappens) {
  auto source = Watch();
  EXPECT_THAT(Next(*source), ElementsAre("snapshot"));
  clock_.Advance(absl::Seconds(3));
  EXPECT_THAT(Next(*source), IsEmpty());
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(Next(*source), ElementsAre("bookmark"));
}

INSTANTIATE_TEST_SUITE_P(Engines, HistoryTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::content
