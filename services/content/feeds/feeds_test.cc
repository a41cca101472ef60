#include "services/content/feeds/feeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/search_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FeedsTest : public SearchWorld {
 protected:
  template <typename Request, typename Method>
  std::vector<v1::FeedItem> Items(Request request, absl::string_view who,
                                  Method method) {
    std::vector<v1::FeedItem> items;
    do {
      const auto page = (feeds_.*method)(Reader(who), request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      items.insert(items.end(), page->items().begin(), page->items().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return items;
  }
  static std::vector<std::string> Names(
      const std::vector<v1::FeedItem>& items) {
    std::vector<std::string> names;
    for (const v1::FeedItem& item : items) names.push_back(item.post());
    return names;
  }
  std::vector<std::string> Latest(const v1::ListLatestRequest& request,
                                  absl::string_view who = "principals/lan") {
    return Names(Items(request, who, &Feeds::ListLatest));
  }
  std::vector<std::string> Similar(const std::string& post, int page_size = 5,
                                   absl::string_view who = "principals/lan") {
    v1::ListSimilarRequest request;
    request.set_post(post);
    request.set_page_size(page_size);
    return Names(Items(request, who, &Feeds::ListSimilar));
  }
  void ShowLater(const v1::Post& post, const std::string& page = "pages/p1",
                 const std::string& unit = "units/xa-1") {
    clock_.Advance(absl::Seconds(1));
    Show(post, page, unit);
  }

  Feeds feeds_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, FeedsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(FeedsTest, LatestKeepsWhatWasCorrectedOrPutUpByHand) {
  ShowLater(Write("a", "Tin a"));
  const auto become = [this](v1::Publication::State state) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return tx
          .Exec("UPDATE publication SET state = $1 WHERE post = 'posts/a'",
                static_cast<int64_t>(state))
          .status();
    }),
                IsOk());
  };
  for (const auto state : {v1::Publication::EDITED, v1::Publication::REPORTED,
                           v1::Publication::PROVEN}) {
    become(state);
    EXPECT_THAT(Latest({}), ElementsAre("posts/a")) << state;
  }
  for (const auto state : {v1::Publication::WITHDRAWN, v1::Publication::SENDING,
                           v1::Publication::BY_HAND}) {
    become(state);
    EXPECT_THAT(Latest({}), IsEmpty()) << state;
  }
}

TEST_P(FeedsTest, LatestShowsEachPostOnceByItsFirstShowing) {
  const v1::Post a = Write("a", "Tin a", "", "units/tinh", {"thi-dua"});
  const v1::Post b = Write("b", "Tin b", "", "units/xa-2");
  ShowLater(a);
  const absl::Time first = clock_.Now();
  ShowLater(b, "pages/p2", "units/xa-2");
  ShowLater(a, "pages/p2", "units/xa-2");
  const auto items =
      Items(v1::ListLatestRequest(), "principals/lan", &Feeds::ListLatest);
  EXPECT_THAT(Names(items), ElementsAre("posts/b", "posts/a"));
  EXPECT_EQ(items[1].title(), "Tin a");
  EXPECT_EQ(items[1].place(), "Ủy ban MTTQ units/tinh");
  EXPECT_EQ(base::TimeOf(items[1].time()), first);
  EXPECT_EQ(items[1].permalink(), "https://page.example/1");
  EXPECT_EQ(items[1].page(), "pages/p1");
  EXPECT_EQ(items[1].kind(), v1::Post::ARTICLE);
  EXPECT_THAT(items[1].topics(), ElementsAre("thi-dua"));
}

TEST_P(FeedsTest, LatestIsOfThePagesOfAUnitOrOfAllBelowIt) {
  const v1::Post a = Write("a", "Tin a");
  ShowLater(a, "pages/p1", "units/xa-1");
  ShowLater(Write("b", "Tin b"), "pages/p2", "units/xa-2");
  ShowLater(Write("c", "Tin c", "", "units/xa-1"), "pages/p9", "units/huyen");
  ShowLater(a, "pages/p2", "units/xa-2");
  v1::ListLatestRequest request;
  request.set_within("units/huyen");
  EXPECT_THAT(Latest(request), ElementsAre("posts/c", "posts/b", "posts/a"));
  request.set_unit_only(true);
  EXPECT_THAT(Latest(request), ElementsAre("posts/c"));
  request.set_within("units/xa-2");
  EXPECT_THAT(Latest(request), ElementsAre("posts/b", "posts/a"));
  EXPECT_THAT(Latest(request, "principals/xa"), IsEmpty());
  request.Clear();
  EXPECT_THAT(Latest(request, "principals/xa"), ElementsAre("posts/a"))
      << "c is of the commune, and no page of the commune shows it";
  EXPECT_THAT(Latest(request, "principals/nobody"), IsEmpty());
  request.set_within("units/x");
  EXPECT_THAT(feeds_.ListLatest(Reader(), request), HasReason("UNIT_UNKNOWN"));
}

TEST_P(FeedsTest, LatestNeverShowsWhatIsWithdrawnOrGone) {
  Write("draft", "Bản nháp");
  Publish("withdrawn", "Đã gỡ");
  WithdrawPost("posts/withdrawn");
  Publish("gone", "Đã xóa");
  TakeOffPages("posts/gone");
  Publish("shown", "Đang đăng");
  EXPECT_THAT(Latest({}), ElementsAre("posts/shown"));
}

TEST_P(FeedsTest, LatestIsPagedAndOfAKind) {
  for (int i = 0; i < 5; ++i) Publish(absl::StrCat("p", i), "Tin");
  v1::ListLatestRequest request;
  request.set_page_size(2);
  EXPECT_THAT(Latest(request), ElementsAre("posts/p4", "posts/p3", "posts/p2",
                                           "posts/p1", "posts/p0"));
  request.set_kind(v1::Post::NEWS_BRIEF);
  EXPECT_THAT(Latest(request), IsEmpty());
  request.set_kind(v1::Post::ARTICLE);
  EXPECT_EQ(Latest(request).size(), 5u);
  request.set_page_token("x");
  EXPECT_THAT(feeds_.ListLatest(Reader(), request),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(FeedsTest, SimilarIsByTopicsThenUnitThenWordsThenTheNewest) {
  ShowLater(Write("source", "Gương người tốt", "", "units/xa-1", {"guong"}));
  ShowLater(Write("topic", "Chuyện khác hẳn", "", "units/tinh", {"guong"}));
  ShowLater(Write("two-words", "Người tốt ở phố", "", "units/tinh"));
  ShowLater(Write("unit-word", "Nguoi xa", "", "units/xa-1"));
  ShowLater(Write("word", "Có người", "", "units/tinh"));
  ShowLater(Write("newer-word", "Thêm người", "", "units/tinh"));
  ShowLater(Write("nothing", "Thời tiết", "", "units/xa-1"));
  EXPECT_THAT(Similar("posts/source"),
              ElementsAre("posts/topic", "posts/unit-word", "posts/two-words",
                          "posts/newer-word", "posts/word"));
  EXPECT_EQ(Similar("posts/source", 1), Similar("posts/source", 5));
}

TEST_P(FeedsTest, SimilarShowsAndComparesOnlyWhatIsShown) {
  Publish("source", "Gương người tốt");
  Publish("withdrawn", "Gương người tốt");
  WithdrawPost("posts/withdrawn");
  const v1::Post elsewhere = Write("elsewhere", "Gương người tốt");
  ShowLater(elsewhere, "pages/p2", "units/xa-2");
  EXPECT_THAT(Similar("posts/source"), ElementsAre("posts/elsewhere"));
  EXPECT_THAT(Similar("posts/source", 5, "principals/xa"), IsEmpty());
  v1::ListSimilarRequest request;
  for (const char* hidden : {"posts/withdrawn", "posts/x"}) {
    request.set_post(hidden);
    EXPECT_THAT(feeds_.ListSimilar(Reader(), request),
                HasReason("POST_NOT_FOUND"));
  }
  request.set_post("posts/elsewhere");
  EXPECT_THAT(feeds_.ListSimilar(Reader("principals/xa"), request),
              HasReason("POST_NOT_FOUND"));
}

}  // namespace
}  // namespace loa::content
