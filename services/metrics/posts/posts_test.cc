#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/posts/post_counts.h"
#include "services/metrics/posts/post_news.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using content::v1::VisiblePost;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr absl::string_view kColumns =
    "scope, dimension, label, published_on, day, posts";

class PostsTest : public MetricsWorld {
 protected:
  static VisiblePost Post(const std::string& name, const std::string& unit,
                          const std::string& day,
                          const std::string& kind = "NEWS_BRIEF",
                          std::vector<std::string> topics = {}) {
    VisiblePost post;
    post.set_name(name);
    post.set_page(absl::StrCat("pages/", unit));
    post.set_unit(absl::StrCat("units/", unit));
    post.set_origin("LOA");
    post.set_kind(kind);
    post.set_title(absl::StrCat("Bài ", name));
    for (std::string& topic : topics) post.add_topics(std::move(topic));
    post.set_source_kind("ORIGINAL");
    post.set_state("PUBLISHED");
    post.set_published_on(day);
    return post;
  }
  // Changes after a snapshot; the position counts up by itself.
  void Tell(std::vector<VisiblePost> posts) {
    clients::PublicationNews news;
    news.posts = std::move(posts);
    news.position = {++sequence_, "h"};
    ASSERT_THAT(news_.Apply(news), IsOk());
  }
  void Snapshot(std::vector<VisiblePost> posts, bool begins = true,
                bool ends = true) {
    clients::PublicationNews news;
    news.posts = std::move(posts);
    news.in_snapshot = true;
    news.begins_snapshot = begins;
    news.ends_snapshot = ends;
    if (ends) news.position = {++sequence_, "h"};
    ASSERT_THAT(news_.Apply(news), IsOk());
  }
  v1::PostCount Count(const std::string& unit, const std::string& last_day,
                      bool own_pages_only = false) {
    v1::CountPostsRequest request;
    request.set_unit(unit);
    request.set_last_day(last_day);
    request.set_own_pages_only(own_pages_only);
    const auto count = posts_.CountPosts(Context(), request);
    EXPECT_THAT(count, IsOk());
    return count.value_or(v1::PostCount());
  }
  template <typename Counts>
  static std::vector<std::string> Words(const Counts& counts) {
    std::vector<std::string> words;
    for (const auto& count : counts) {
      words.push_back(absl::StrCat(count.label(), "=", count.count()));
    }
    return words;
  }

  int64_t sequence_ = 0;
};

TEST_P(PostsTest, AreCountedUpTheTreeByKindTopicAndSource) {
  VisiblePost shared =
      Post("c", "thi-xa", "2022-05-03", "NEWS_BRIEF", {"mat-tran"});
  shared.set_source_kind("SHARED");
  shared.set_source("sources/bao");
  shared.set_origin("IMPORTED");
  Snapshot(
      {Post("a", "xa-1", "2022-05-01", "NEWS_BRIEF", {"mat-tran", "thi-dua"}),
       Post("b", "xa-2", "2022-05-02", "PHOTO"), shared});
  const v1::PostCount all = Count("units/tinh", "2022-05-31");
  EXPECT_EQ(all.total(), 3);
  EXPECT_THAT(Words(all.by_kind()), ElementsAre("NEWS_BRIEF=2", "PHOTO=1"));
  EXPECT_THAT(Words(all.by_topic()),
              ElementsAre("=1", "mat-tran=2", "thi-dua=1"));
  EXPECT_THAT(Words(all.by_origin()), ElementsAre("IMPORTED=1", "LOA=2"));
  EXPECT_THAT(Words(all.by_subject_body()), ElementsAre("=3"));
  ASSERT_EQ(all.by_source_size(), 2);
  EXPECT_EQ(all.by_source(0).kind(), "ORIGINAL");
  EXPECT_EQ(all.by_source(0).count(), 2);
  EXPECT_EQ(all.by_source(1).source(), "sources/bao");
  EXPECT_EQ(Count("units/huyen", "2022-05-31").total(), 2);
  EXPECT_EQ(Count("units/huyen", "2022-05-31", true).total(), 0);
  EXPECT_EQ(Count("units/xa-1", "2022-05-31", true).total(), 1);
}

TEST_P(PostsTest, AreCountedAsOfADate) {
  VisiblePost withdrawn = Post("a", "xa-1", "2022-05-01");
  withdrawn.set_withdrawn_on("2022-05-10");
  Snapshot({withdrawn, Post("b", "xa-1", "2022-05-20")});
  EXPECT_EQ(Count("units/tinh", "2022-04-30").total(), 0);
  EXPECT_EQ(Count("units/tinh", "2022-05-09").total(), 1);
  EXPECT_EQ(Count("units/tinh", "2022-05-10").total(), 0);
  EXPECT_EQ(Count("units/tinh", "2022-05-31").total(), 1);
}

TEST_P(PostsTest, NewsThatComeAgainChangeNothing) {
  Snapshot({Post("a", "xa-1", "2022-05-01")});
  const auto before = Dump("post_rollup", kColumns);
  clients::PublicationNews old;
  old.posts = {Post("a", "xa-1", "2022-05-01", "PHOTO")};
  old.position = {sequence_, "h"};
  ASSERT_THAT(news_.Apply(old), IsOk());
  EXPECT_THAT(Dump("post_rollup", kColumns), ElementsAreArray(before));
  Tell({Post("a", "xa-1", "2022-05-01")});
  EXPECT_THAT(Dump("post_rollup", kColumns), ElementsAreArray(before));
}

TEST_P(PostsTest, AChangedPostIsCountedAsItIsNow) {
  Snapshot({Post("a", "xa-1", "2022-05-01", "NEWS_BRIEF", {"thi-dua"})});
  Tell({Post("a", "xa-1", "2022-05-02", "PHOTO")});
  const v1::PostCount count = Count("units/tinh", "2022-05-31");
  EXPECT_EQ(count.total(), 1);
  EXPECT_THAT(Words(count.by_kind()), ElementsAre("PHOTO=1"));
  EXPECT_THAT(Words(count.by_topic()), ElementsAre("=1"));
  EXPECT_EQ(Count("units/tinh", "2022-05-01").total(), 0);
}

TEST_P(PostsTest, WhatASnapshotDoesNotNameIsNoMore) {
  Snapshot({Post("a", "xa-1", "2022-05-01"), Post("b", "xa-1", "2022-05-01")});
  Snapshot({Post("b", "xa-1", "2022-05-01")}, true, false);
  EXPECT_EQ(Count("units/tinh", "2022-05-31").total(), 2);
  Snapshot({Post("c", "xa-1", "2022-05-01")}, false, true);
  EXPECT_EQ(Count("units/tinh", "2022-05-31").total(), 2);
  Snapshot({}, true, true);
  EXPECT_EQ(Count("units/tinh", "2022-05-31").total(), 0);
  EXPECT_THAT(Dump("post_rollup", kColumns), IsEmpty());
}

TEST_P(PostsTest, TheFeedGoesOnFromWhatWasApplied) {
  EXPECT_EQ(news_.Position()->sequence, 0);
  Snapshot({Post("a", "xa-1", "2022-05-01")});
  Tell({Post("b", "xa-1", "2022-05-01")});
  EXPECT_EQ(news_.Position()->sequence, 2);
  EXPECT_EQ(news_.Position()->history_id, "h");
}

TEST_P(PostsTest, KeepTheBranchThatTheyWereFirstCountedFor) {
  Snapshot({Post("a", "xa-1", "2022-05-01")});
  registry_.AddUnit("units/xa-1", "commune", "units/thi-xa");
  Tell({Post("a", "xa-1", "2022-05-01", "PHOTO")});
  EXPECT_EQ(Count("units/huyen", "2022-05-31").total(), 1);
  EXPECT_EQ(Count("units/thi-xa", "2022-05-31").total(), 0);
}

TEST_P(PostsTest, ListsThePostsBehindACount) {
  Snapshot({Post("a", "xa-1", "2022-05-01", "NEWS_BRIEF", {"thi-dua"}),
            Post("b", "xa-2", "2022-05-02", "PHOTO", {"thi-dua/2022"}),
            Post("c", "thi-xa", "2022-05-02")});
  v1::ListCountedPostsRequest request;
  request.set_unit("units/tinh");
  request.set_last_day("2022-05-31");
  request.set_page_size(2);
  const auto names = [&] {
    std::vector<std::string> found;
    const auto list = posts_.ListCountedPosts(Context(), request);
    EXPECT_THAT(list, IsOk());
    for (const auto& post : list->posts()) found.push_back(post.name());
    request.set_page_token(list->next_page_token());
    return found;
  };
  EXPECT_THAT(names(), ElementsAre("b", "c"));
  EXPECT_THAT(names(), ElementsAre("a"));
  EXPECT_EQ(request.page_token(), "");
  request.set_topic("thi-dua");
  EXPECT_THAT(names(), ElementsAre("a"));
  request.clear_topic();
  request.set_kind("PHOTO");
  EXPECT_THAT(names(), ElementsAre("b"));
  request.set_last_day("2022-04-01");
  request.set_first_day("2022-05-01");
  EXPECT_THAT(posts_.ListCountedPosts(Context(), request),
              HasReason("PERIOD_INVALID"));
}

// The same posts, told in any order and any number of times, in a snapshot or
// as changes, leave the same rows.
TEST_P(PostsTest, AnyOrderAndRepetitionGivesTheSameRows) {
  static constexpr const char* kUnits[] = {"tinh", "xa-1", "xa-2", "thi-xa"};
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    std::mt19937 random(seed);
    std::vector<VisiblePost> posts;
    for (int i = 0; i < 25; ++i) {
      posts.push_back(Post(absl::StrCat("p", i),
                           kUnits[random() % std::size(kUnits)],
                           absl::StrCat("2022-05-0", 1 + random() % 3),
                           random() % 2 ? "PHOTO" : "ARTICLE",
                           {absl::StrCat("t", random() % 2)}));
      if (random() % 4 == 0) {
        posts.back().set_withdrawn_on(
            absl::StrCat("2022-05-0", 4 + random() % 3));
      }
    }
    Snapshot(posts);
    const auto rows = Dump("post_rollup", kColumns);
    Snapshot({});
    std::vector<VisiblePost> again = posts;
    again.insert(again.end(), posts.begin(), posts.begin() + 10);
    std::shuffle(again.begin(), again.end(), random);
    for (const VisiblePost& post : again) Tell({post});
    EXPECT_THAT(Dump("post_rollup", kColumns), ElementsAreArray(rows));
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, PostsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics
