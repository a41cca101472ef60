#include "services/content/posts/post_reads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/sql/database.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A database that loses its connection in the middle of every first try.
class FlakyDatabase : public sql::Database {
 public:
  explicit FlakyDatabase(sql::Database& real) : real_(real) {}

  absl::Status Write(absl::FunctionRef<absl::Status(sql::Tx&)> body) override {
    return real_.Write(body);
  }
  absl::Status Read(absl::FunctionRef<absl::Status(sql::Tx&)> body) override {
    RETURN_IF_ERROR(real_.Read(body));
    return real_.Read(body);
  }
  sql::Engine engine() const override { return real_.engine(); }
  sql::Stats stats() const override { return real_.stats(); }
  int AddCommitListener(std::function<void()> listener) override {
    return real_.AddCommitListener(std::move(listener));
  }
  void RemoveCommitListener(int token) override {
    real_.RemoveCommitListener(token);
  }

 private:
  sql::Database& real_;
};

class PostReadsTest : public PostWorld {
 protected:
  rpc::RequestContext Reader(absl::string_view who = "principals/lan") const {
    return Context(who, options::v1::PERMISSION_READ_POSTS);
  }
  std::string Add(const std::string& name, const std::string& unit) {
    v1::Post post = Draft();
    post.set_name("posts/" + name);
    post.set_unit(unit);
    clock_.Advance(absl::Seconds(1));
    return Create(post).name();
  }
  std::vector<std::string> List(const v1::ListPostsRequest& first,
                                absl::string_view who = "principals/lan") {
    std::vector<std::string> names;
    v1::ListPostsRequest request = first;
    do {
      const auto page = reads_.ListPosts(Reader(who), request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      for (const auto& post : page->posts()) names.push_back(post.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PostReadsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(PostReadsTest, ListNewestFirstPageByPage) {
  Add("a", "units/tinh");
  Add("b", "units/xa-1");
  Add("c", "units/xa-2");
  v1::ListPostsRequest request;
  request.set_page_size(2);
  EXPECT_THAT(List(request), ElementsAre("posts/c", "posts/b", "posts/a"));
}

TEST_P(PostReadsTest, ListOnlyWhatTheCallerMaySee) {
  Add("a", "units/tinh");
  Add("b", "units/xa-1");
  Add("c", "units/xa-2");
  EXPECT_THAT(List({}, "principals/xa"), ElementsAre("posts/b"));
  EXPECT_THAT(List({}, "principals/nobody"), IsEmpty());
}

TEST_P(PostReadsTest, AnswerOnceThoughTheDatabaseReadTwice) {
  const std::string name = Add("a", "units/tinh");
  FlakyDatabase flaky(*db_);
  PostReads reads(flaky, registry_);
  const auto posts = reads.ListPosts(Reader(), {});
  ASSERT_THAT(posts, IsOk());
  EXPECT_EQ(posts->posts_size(), 1);
  v1::ListRevisionsRequest request;
  request.set_parent(name);
  const auto revisions = reads.ListRevisions(Reader(), request);
  ASSERT_THAT(revisions, IsOk());
  EXPECT_EQ(revisions->revisions_size(), 1);
}

TEST_P(PostReadsTest, EndAPageBeforeItIsTooLargeForAMessage) {
  v1::Post post = Draft();
  post.set_body(std::string(2 << 20, 'a'));
  for (const char* name : {"posts/a", "posts/b"}) {
    post.set_name(name);
    clock_.Advance(absl::Seconds(1));
    Create(post);
  }
  const auto page = reads_.ListPosts(Reader(), {});
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->posts_size(), 1);
  EXPECT_THAT(List({}), ElementsAre("posts/b", "posts/a"));
  ASSERT_THAT(SetTitle("posts/a", "Khác"), IsOk());
  v1::ListRevisionsRequest request;
  request.set_parent("posts/a");
  auto revisions = reads_.ListRevisions(Reader(), request);
  ASSERT_THAT(revisions, IsOk());
  ASSERT_EQ(revisions->revisions_size(), 1);
  EXPECT_EQ(revisions->revisions(0).title(), "Khác");
  request.set_page_token(revisions->next_page_token());
  revisions = reads_.ListRevisions(Reader(), request);
  ASSERT_THAT(revisions, IsOk());
  EXPECT_EQ(revisions->revisions_size(), 1);
  EXPECT_EQ(revisions->next_page_token(), "");
}

TEST_P(PostReadsTest, ListWithinAUnitAndInAState) {
  Add("a", "units/tinh");
  Add("b", "units/xa-1");
  v1::ListPostsRequest request;
  request.set_within("units/huyen");
  EXPECT_THAT(List(request), ElementsAre("posts/b"));
  request.set_state(v1::Post::IN_REVIEW);
  EXPECT_THAT(List(request), IsEmpty());
  request.set_state(v1::Post::DRAFT);
  EXPECT_THAT(List(request), ElementsAre("posts/b"));
  request.set_within("units/x");
  EXPECT_THAT(reads_.ListPosts(Reader(), request), HasReason("UNIT_UNKNOWN"));
}

TEST_P(PostReadsTest, RefuseATokenOfAnotherList) {
  Add("a", "units/tinh");
  Add("b", "units/xa-1");
  v1::ListPostsRequest request;
  request.set_page_size(1);
  const auto page = reads_.ListPosts(Reader(), request);
  ASSERT_THAT(page, IsOk());
  request.set_page_token(page->next_page_token());
  request.set_state(v1::Post::DRAFT);
  EXPECT_THAT(reads_.ListPosts(Reader(), request),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(PostReadsTest, RefuseWhatIsNotThereOrNotTheCallers) {
  v1::GetPostRequest get;
  get.set_name("posts/x");
  EXPECT_THAT(reads_.GetPost(Reader(), get), HasReason("POST_NOT_FOUND"));
  get.set_name(Add("a", "units/tinh"));
  EXPECT_THAT(reads_.GetPost(Reader("principals/xa"), get),
              StatusIs(absl::StatusCode::kPermissionDenied));
  v1::ListRevisionsRequest revisions;
  revisions.set_parent("posts/x");
  EXPECT_THAT(reads_.ListRevisions(Reader(), revisions),
              HasReason("POST_NOT_FOUND"));
  v1::PreviewCascadeRequest preview;
  preview.set_post("posts/x");
  EXPECT_THAT(reads_.PreviewCascade(Reader(), preview),
              HasReason("POST_NOT_FOUND"));
}

TEST_P(PostReadsTest, PageThroughRevisions) {
  const std::string post = Add("a", "units/tinh");
  ASSERT_THAT(SetTitle(post, "Hai"), IsOk());
  ASSERT_THAT(SetTitle(post, "Ba"), IsOk());
  v1::ListRevisionsRequest request;
  request.set_parent(post);
  request.set_page_size(2);
  const auto first = reads_.ListRevisions(Reader(), request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->revisions_size(), 2);
  EXPECT_EQ(first->revisions(0).title(), "Ba");
  request.set_page_token(first->next_page_token());
  const auto second = reads_.ListRevisions(Reader(), request);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->revisions_size(), 1);
  EXPECT_EQ(second->revisions(0).name(), post + "/revisions/1");
  EXPECT_THAT(second->next_page_token(), IsEmpty());
}

TEST_P(PostReadsTest, PreviewWhoIsReachedWhenAndWhoIsNot) {
  registry_.AddPage("pages/p0", "units/xa-1", "PAGE_NOT_CONNECTED");
  v1::Post draft = Draft();
  draft.mutable_audience()->mutable_spread()->set_seconds(60);
  v1::PreviewCascadeRequest request;
  request.set_post(Create(draft).name());
  const auto preview = reads_.PreviewCascade(Reader(), request);
  ASSERT_THAT(preview, IsOk());
  EXPECT_EQ(preview->page_count(), 2);
  ASSERT_EQ(preview->reached_size(), 2);
  EXPECT_EQ(preview->reached(1).page(), "pages/p2");
  EXPECT_EQ(base::TimeOf(preview->reached(1).due_time()),
            base::TimeOf(draft.audience().due_time()) + absl::Seconds(30));
  EXPECT_EQ(preview->left_out_count(), 1);
  ASSERT_EQ(preview->left_out_size(), 1);
  EXPECT_EQ(preview->left_out(0).cause(), "PAGE_NOT_CONNECTED");
  EXPECT_EQ(base::TimeOf(preview->first_due_time()),
            base::TimeOf(draft.audience().due_time()));
  EXPECT_EQ(preview->registry_sequence(), registry_.sequence());
}

TEST_P(PostReadsTest, PreviewHowManyPagesArePutUpByHand) {
  registry_.AddPageByHand("pages/p3", "units/xa-1");
  v1::PreviewCascadeRequest request;
  request.set_post(Create().name());
  const auto preview = reads_.PreviewCascade(Reader(), request);
  ASSERT_THAT(preview, IsOk());
  EXPECT_EQ(preview->page_count(), 3);
  EXPECT_EQ(preview->by_hand_count(), 1);
  ASSERT_EQ(preview->reached_size(), 3);
  EXPECT_FALSE(preview->reached(0).by_hand());
  EXPECT_TRUE(preview->reached(1).by_hand());
}

TEST_P(PostReadsTest, PreviewOnlyWithAnAudience) {
  v1::Post draft = Draft();
  draft.clear_audience();
  v1::PreviewCascadeRequest request;
  request.set_post(Create(draft).name());
  EXPECT_THAT(reads_.PreviewCascade(Reader(), request),
              HasReason("AUDIENCE_MISSING"));
  registry_.GoAway();
  EXPECT_THAT(reads_.PreviewCascade(Reader(), request),
              HasReason("DEPENDENCY_UNAVAILABLE"));
}

}  // namespace
}  // namespace loa::content
