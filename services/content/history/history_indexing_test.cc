#include "services/content/history/history_indexing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/feeds/feeds.h"
#include "services/content/history/history.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/testing/search_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// What a reader finds of the posts that pages/p1 showed before Loa.
class HistoryIndexingTest : public SearchWorld {
 protected:
  // A post of the page, `age` ago.
  v1::ImportHistoryRequest Row(const std::string& id, const std::string& title,
                               absl::Duration age = absl::Hours(48)) const {
    v1::ImportHistoryRequest row;
    v1::PastPost& post = *row.mutable_post();
    post.set_page("pages/p1");
    *post.mutable_publish_time() = base::TimestampOf(clock_.Now() - age);
    post.set_kind(v1::PastPost::NEWS_BRIEF);
    post.set_title(title);
    post.add_topics("thi-dua");
    post.set_permalink("https://page.example/" + id);
    return row;
  }
  void Import(const std::vector<v1::ImportHistoryRequest>& rows) {
    EXPECT_THAT(history_.ImportHistory(
                    Context("principals/minh",
                            options::v1::PERMISSION_MANAGE_PUBLICATIONS),
                    rows),
                IsOk());
    EXPECT_THAT(indexing_.RunOnce(), IsOk());
  }
  std::vector<v1::FeedItem> Latest(const std::string& within = "",
                                   absl::string_view who = "principals/lan") {
    v1::ListLatestRequest request;
    request.set_within(within);
    const auto response = feeds_.ListLatest(Reader(who), request);
    EXPECT_THAT(response, IsOk());
    if (!response.ok()) return {};
    return {response->items().begin(), response->items().end()};
  }
  std::vector<std::string> Titles(const std::vector<v1::FeedItem>& items) {
    std::vector<std::string> titles;
    for (const v1::FeedItem& item : items) titles.push_back(item.title());
    return titles;
  }

  History history_{*db_, ids_, registry_};
  HistoryIndexing indexing_{*db_};
  Feeds feeds_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, HistoryIndexingTest, testing::kEngines,
                         testing::EngineName);

TEST_P(HistoryIndexingTest, LatestNewsGoesBackToWhatThePageShowedBeforeLoa) {
  Import({Row("a", "Tin cũ"), Row("b", "Tin cũ hơn", absl::Hours(72))});
  Publish("c", "Tin mới");
  const std::vector<v1::FeedItem> items = Latest();
  ASSERT_THAT(Titles(items), ElementsAre("Tin mới", "Tin cũ", "Tin cũ hơn"));
  const v1::FeedItem& past = items[1];
  EXPECT_TRUE(IsPastPost(past.post()));
  EXPECT_EQ(past.permalink(), "https://page.example/a");
  EXPECT_EQ(past.page(), "pages/p1");
  EXPECT_EQ(past.unit(), "units/xa-1");
  EXPECT_EQ(past.kind(), v1::Post::NEWS_BRIEF);
  EXPECT_THAT(past.topics(), ElementsAre("thi-dua"));
}

TEST_P(HistoryIndexingTest, WithoutAnAddressNothingIsShown) {
  v1::ImportHistoryRequest row = Row("a", "Chưa biết địa chỉ");
  row.mutable_post()->clear_permalink();
  row.mutable_post()->set_platform_post_id("1_1");
  Import({row});
  EXPECT_THAT(Latest(), IsEmpty());
  EXPECT_THAT(Found("địa chỉ"), IsEmpty());
  row.mutable_post()->set_permalink("https://page.example/a");
  Import({row});
  EXPECT_THAT(Latest(), SizeIs(1));
}

TEST_P(HistoryIndexingTest, SearchFindsItByTitleAndAttribution) {
  v1::ImportHistoryRequest row = Row("a", "Ngày hội đại đoàn kết");
  row.mutable_post()->set_attribution("Báo Quảng Ninh");
  Import({row});
  for (const char* query : {"đại đoàn kết", "dai doan ket", "Báo Quảng Ninh"}) {
    EXPECT_THAT(Found(query), SizeIs(1)) << query;
  }
}

TEST_P(HistoryIndexingTest, ACorrectedTitleTakesThePlaceOfTheOldOne) {
  Import({Row("a", "Sai chính tả")});
  Import({Row("a", "Đúng chính tả")});
  EXPECT_THAT(Titles(Latest()), ElementsAre("Đúng chính tả"));
  EXPECT_THAT(Found("sai chính tả"), IsEmpty());
  EXPECT_THAT(Found("đúng chính tả"), SizeIs(1));
}

TEST_P(HistoryIndexingTest, AVideoHasNoKindOfAPost) {
  v1::ImportHistoryRequest row = Row("a", "Phim");
  row.mutable_post()->set_kind(v1::PastPost::VIDEO);
  Import({row});
  ASSERT_THAT(Latest(), SizeIs(1));
  EXPECT_EQ(Latest()[0].kind(), v1::Post::KIND_UNSPECIFIED);
  v1::ListLatestRequest request;
  request.set_kind(v1::Post::NEWS_BRIEF);
  const auto briefs = feeds_.ListLatest(Reader(), request);
  ASSERT_THAT(briefs, IsOk());
  EXPECT_THAT(briefs->items(), IsEmpty());
}

TEST_P(HistoryIndexingTest, IsOfTheUnitWhosePageItWas) {
  Import({Row("a", "Tin cũ")});
  EXPECT_THAT(Latest("units/xa-1"), SizeIs(1));
  EXPECT_THAT(Latest("units/huyen"), SizeIs(1));
  EXPECT_THAT(Latest("units/xa-2"), IsEmpty());
  EXPECT_THAT(Latest("", "principals/xa"), SizeIs(1));
  EXPECT_THAT(Latest("", "principals/nobody"), IsEmpty());
}

TEST_P(HistoryIndexingTest, MoreLikeAPostShowsItAndGoesOnFromIt) {
  Import({Row("a", "Đường hoa thôn Đông")});
  Publish("b", "Đường hoa thôn Đoài");
  v1::ListSimilarRequest request;
  request.set_post("posts/b");
  const auto like_new = feeds_.ListSimilar(Reader(), request);
  ASSERT_THAT(like_new, IsOk());
  ASSERT_THAT(like_new->items(), SizeIs(1));
  request.set_post(like_new->items(0).post());
  const auto like_old = feeds_.ListSimilar(Reader(), request);
  ASSERT_THAT(like_old, IsOk());
  ASSERT_THAT(like_old->items(), SizeIs(1));
  EXPECT_EQ(like_old->items(0).post(), "posts/b");
  request.set_post("pastPosts/none");
  EXPECT_THAT(feeds_.ListSimilar(Reader(), request),
              HasReason("POST_NOT_FOUND"));
}

TEST_P(HistoryIndexingTest, WhatASweepFoundIsNotShown) {
  PastPostRow row{.name = "pastPosts/outside",
                  .page = "pages/p1",
                  .unit = "units/xa-1",
                  .platform_post_id = "1_1",
                  .permalink = "https://page.example/outside",
                  .kind = "NEWS_BRIEF",
                  .title = "Quảng cáo",
                  .origin = std::string(kOutside),
                  .published_at = clock_.Now(),
                  .importer = "principals/content",
                  .imported_at = clock_.Now()};
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) { return SavePastPost(tx, row); }),
              IsOk());
  EXPECT_THAT(indexing_.RunOnce(), IsOkAndHolds(1));
  EXPECT_THAT(Latest(), IsEmpty());
}

TEST_P(HistoryIndexingTest, RoundsGoOnUntilAllIsTakenUp) {
  std::vector<v1::ImportHistoryRequest> rows;
  for (int i = 0; i < 120; ++i) {
    rows.push_back(Row(absl::StrCat(i), absl::StrCat("Tin ", i)));
  }
  Import(rows);
  EXPECT_THAT(indexing_.RunOnce(), IsOkAndHolds(50));
  EXPECT_THAT(indexing_.RunOnce(), IsOkAndHolds(20));
  EXPECT_THAT(indexing_.RunOnce(), IsOkAndHolds(0));
  EXPECT_THAT(Found("tin"), SizeIs(120));
}

}  // namespace
}  // namespace loa::content
