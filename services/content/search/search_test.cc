#include "services/content/search/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/transition.h"
#include "services/content/search/index_words.h"
#include "services/content/testing/search_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Hit = v1::SearchHit;

class SearchTest : public SearchWorld {
 protected:
  void FilePlan141() {
    File("141", "141/KH-MTTQ-BTT", "Xây dựng trang cộng đồng MTTQ các cấp",
         "Kế hoạch lập và vận hành fanpage của Mặt trận");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SearchTest, FindsPlan141ByPartsOfItsNumberAndByWords) {
  FilePlan141();
  File("142", "142/BC-MTTQ", "Báo cáo kết quả công tác");
  File("14", "14/KH-MTTQ", "Kế hoạch khác");
  for (const char* query :
       {"141/KH", "141", "141/kh-mttq-btt", "KH-MTTQ-BTT", "trang cộng đồng",
        "TRANG CỘNG ĐỒNG", "trang cong dong", "ke hoach trang cong dong",
        "cộng đồng xây dựng", "fanpage Mặt trận"}) {
    EXPECT_THAT(Found(query), ElementsAre("documents/141")) << query;
  }
  for (const char* query : {"41/KH", "1410", "trang cộng hòa", "xyz"}) {
    EXPECT_THAT(Found(query), IsEmpty()) << query;
  }
}

TEST_P(SearchTest, RanksPhraseThenExactThenFoldedThenTheNewest) {
  Publish("folded", "Ke hoach nam nay");
  Publish("exact", "Hoạch định và kế sách");
  Publish("phrase", "Kế hoạch năm nay");
  Publish("newer-phrase", "Một kế hoạch");
  Publish("apart", "Tổng kết", "kế");
  Publish("newest-folded", "Kê hoach");
  const std::vector<Hit> hits = Hits(Query("kế hoạch"));
  std::vector<std::string> found;
  for (const Hit& hit : hits) {
    found.push_back(absl::StrCat(hit.name(), " ", Hit::Tier_Name(hit.tier())));
  }
  EXPECT_THAT(found,
              ElementsAre("posts/newer-phrase PHRASE", "posts/phrase PHRASE",
                          "posts/exact EXACT", "posts/newest-folded FOLDED",
                          "posts/folded FOLDED"));
}

TEST_P(SearchTest, KeepsFieldsApart) {
  Publish("a", "Hội nghị kế", "hoạch định");
  const std::vector<Hit> hits = Hits(Query("kế hoạch"));
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].tier(), Hit::EXACT);
}

TEST_P(SearchTest, FindsHoweverTheMarksWereTyped) {
  Publish("a", "Ho\u0300a b\u00ecnh, thu\u1ef5 l\u1ee3i");
  EXPECT_THAT(Found("hoà bình"), ElementsAre("posts/a"));
  EXPECT_THAT(Found("thụy lợi"), ElementsAre("posts/a"));
  EXPECT_EQ(Hits(Query("hòa"))[0].tier(), Hit::PHRASE);
}

TEST_P(SearchTest, TakesFanpapeForFanpageAndForNothingElse) {
  FilePlan141();
  Publish("other", "Tin tổng hợp", "Trang zalo, faceboek và fanclub");
  const std::vector<Hit> hits = Hits(Query("fanpape"));
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].name(), "documents/141");
  EXPECT_EQ(hits[0].tier(), Hit::NEAR);
  EXPECT_EQ(hits[0].taken_for(), "fanpage");
  EXPECT_THAT(hits[0].excerpt(), HasSubstr("vận hành fanpage của"));
  const std::vector<Hit> two = Hits(Query("fanpape mặt trận"));
  ASSERT_EQ(two.size(), 1u);
  EXPECT_EQ(two[0].taken_for(), "fanpage mat tran");
  EXPECT_THAT(Found("fanpape zalo"), IsEmpty()) << "nothing holds both";
  EXPECT_THAT(Found("xanpape"), IsEmpty()) << "two edits of seven letters";
  EXPECT_THAT(Found("143/KH"), IsEmpty()) << "a number is no other number";
}

TEST_P(SearchTest, TakesNothingForAnotherWhereTheWordItselfIsFound) {
  FilePlan141();
  Publish("typo", "Tin có chữ fanpape");
  EXPECT_THAT(Found("fanpape"), ElementsAre("posts/typo"));
  EXPECT_EQ(Hits(Query("fanpape"))[0].tier(), Hit::PHRASE);
}

TEST_P(SearchTest, TakesAWordForNoneThatOnlyOthersSee) {
  File("secret", "1/CV", "Bàn về fanpage", "", "units/xa-2");
  EXPECT_THAT(Found("fanpape"), ElementsAre("documents/secret"));
  EXPECT_THAT(Found("fanpape", "principals/xa"), IsEmpty());
}

TEST_P(SearchTest, FindsPostsWhileAPageShowsThem) {
  const v1::Post post = Write("a", "Gương người tốt");
  EXPECT_THAT(Found("gương"), IsEmpty()) << "a draft";
  Show(post);
  const std::vector<Hit> hits = Hits(Query("gương"));
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].permalink(), "https://page.example/1");
  EXPECT_EQ(hits[0].place(), "Ủy ban MTTQ units/tinh");
  EXPECT_EQ(hits[0].title(), "Gương người tốt");
  EXPECT_THAT(SetTitle(post.name(), "Một chuyện khác"), IsOk());
  EXPECT_THAT(Found("chuyện"), IsEmpty()) << "no page shows that revision";
  EXPECT_THAT(Found("gương"), ElementsAre("posts/a"));
  TakeOffPages(post.name());
  EXPECT_THAT(Found("gương"), IsEmpty());
  Show(Get(post.name()), "pages/p2", "units/xa-2");
  EXPECT_THAT(Found("chuyện"), ElementsAre("posts/a"));
  EXPECT_THAT(Found("gương"), IsEmpty());
  WithdrawPost(post.name());
  EXPECT_THAT(Found("chuyện"), IsEmpty());
}

TEST_P(SearchTest, FindsAPostFromTheTransactionThatPublishedIt) {
  const v1::Post post = Approved(-absl::Hours(1));
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(Found("người tốt"), IsEmpty());
  for (Publication publication : PublicationsOf(post.name())) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return Apply(tx, publication,
                   {.action = PublicationAction::kFound,
                    .at = clock_.Now(),
                    .platform_post_id = "1_" + publication.name})
          .status();
    }),
                IsOk());
  }
  EXPECT_THAT(Found("người tốt"), ElementsAre(post.name()));
}

TEST_P(SearchTest, ShowsOnlyWhatTheCallerMaySee) {
  Publish("p1", "Tin của tỉnh");
  clock_.Advance(absl::Seconds(1));
  Show(Write("p2", "Tin của xã hai", "", "units/xa-2"), "pages/p2",
       "units/xa-2");
  File("tinh", "1/CV", "Tin của tỉnh");
  File("xa-2", "2/CV", "Tin của xã hai", "", "units/xa-2");
  EXPECT_THAT(Found("tin"), ElementsAre("posts/p2", "posts/p1",
                                        "documents/xa-2", "documents/tinh"));
  EXPECT_THAT(Found("tin", "principals/xa"),
              ElementsAre("posts/p1", "documents/tinh"))
      << "a page of xa-1 shows the province's post";
  EXPECT_THAT(Found("tin", "principals/nobody"), IsEmpty());
}

TEST_P(SearchTest, LooksWithinUnitsKindsAndDates) {
  Publish("p1", "Tin của tỉnh");
  File("tinh", "1/CV", "Tin của tỉnh", "", "units/tinh", "2022-04-12");
  File("xa", "2/CV", "Tin của xã", "", "units/xa-2", "2022-04-13");
  v1::SearchRequest request = Query("tin");
  request.add_kinds(Hit::DOCUMENT);
  EXPECT_THAT(Found(request), ElementsAre("documents/xa", "documents/tinh"));
  request.add_kinds(Hit::POST);
  EXPECT_THAT(Found(request),
              ElementsAre("posts/p1", "documents/xa", "documents/tinh"));
  request.set_until_date("2022-04-13");
  EXPECT_THAT(Found(request), ElementsAre("documents/tinh"));
  request.set_from_date("2022-04-13");
  request.set_until_date("");
  EXPECT_THAT(Found(request), ElementsAre("posts/p1", "documents/xa"));
  request.set_within("units/xa-2");
  EXPECT_THAT(Found(request), ElementsAre("documents/xa"));
  request.set_within("units/xa-1");
  EXPECT_THAT(Found(request), ElementsAre("posts/p1"));
  request.set_within("units/x");
  EXPECT_THAT(searches_.Search(Reader(), request), HasReason("UNIT_UNKNOWN"));
}

TEST_P(SearchTest, FollowsADocument) {
  FilePlan141();
  v1::UpdateDocumentRequest update;
  update.mutable_document()->set_name("documents/141");
  update.mutable_document()->set_abstract("Đổi tên");
  const auto editor =
      Context("principals/minh", options::v1::PERMISSION_EDIT_POSTS);
  ASSERT_THAT(documents_.UpdateDocument(editor, update), IsOk());
  EXPECT_THAT(Found("trang cộng đồng"), IsEmpty());
  EXPECT_THAT(Found("đổi tên"), ElementsAre("documents/141"));
  v1::WithdrawDocumentRequest withdraw;
  withdraw.set_name("documents/141");
  ASSERT_THAT(documents_.WithdrawDocument(editor, withdraw), IsOk());
  EXPECT_THAT(Found("141"), IsEmpty());
}

TEST_P(SearchTest, PagesThroughTiersWithoutLossOrRepetition) {
  for (int i = 0; i < 7; ++i) {
    Publish(absl::StrCat("p", i),
            i % 3 == 0 ? "Kế hoạch" : (i % 3 == 1 ? "hoạch kế" : "ke hoach"));
  }
  const std::vector<std::string> whole = Found("kế hoạch");
  EXPECT_EQ(whole.size(), 7u);
  for (const int size : {1, 2, 3}) {
    v1::SearchRequest request = Query("kế hoạch");
    request.set_page_size(size);
    EXPECT_EQ(Found(request), whole) << size;
  }
}

TEST_P(SearchTest, LooksAtABoundedNumberOfEntriesACall) {
  // One commune's entries behind many that its people do not see.
  File("mine", "1/CV", "Tin", "", "units/xa-1", "2020-01-01");
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    return tx
        .Exec(
            "INSERT INTO search_posting (word, at, entry)"
            " SELECT $1, value, -value FROM @bigints($2) v",
            FoldedWord("tin"),
            [] {
              std::vector<int64_t> numbers;
              for (int64_t i = 1; i <= 9000; ++i) {
                numbers.push_back(1700000000000000 + i);
              }
              return sql::JsonArray(numbers);
            }())
        .status();
  }),
              IsOk());
  const auto page = searches_.Search(Reader("principals/xa"), Query("tín"));
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->hits_size(), 0);
  EXPECT_FALSE(page->next_page_token().empty());
  EXPECT_THAT(Found("tín", "principals/xa"), ElementsAre("documents/mine"));
}

TEST_P(SearchTest, RefusesQueriesWithoutWordsOrWithTooMany) {
  EXPECT_THAT(searches_.Search(Reader(), Query("/ - !")),
              HasReason("SEARCH_QUERY_EMPTY"));
  EXPECT_THAT(
      searches_.Search(Reader(), Query("a b c d e f g h i j k l m n o p q")),
      HasReason("SEARCH_QUERY_TOO_LONG"));
  v1::SearchRequest request = Query("tin");
  request.set_page_token("x");
  EXPECT_THAT(searches_.Search(Reader(), request),
              HasReason("PAGE_TOKEN_INVALID"));
  registry_.GoAway();
  EXPECT_THAT(searches_.Search(Reader(), Query("tin")),
              HasReason("DEPENDENCY_UNAVAILABLE"));
}

}  // namespace
}  // namespace loa::content
