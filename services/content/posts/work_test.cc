// What of content waits for people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/testing/status_matchers.h"
#include "services/content/posts/post_work.h"
#include "services/content/publications/publication_work.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ContentWorkTest : public PostWorld {
 protected:
  std::vector<std::string> Titles(work::WorkSource& source,
                                  const work::Duty& duty) {
    const auto items = source.Waiting(duty, clock_.Now());
    EXPECT_THAT(items, IsOk());
    std::vector<std::string> titles;
    for (const auto& item : *items) titles.push_back(item.title());
    return titles;
  }
  work::Duty Of(const std::string& who) {
    return work::Duty::Of(tree_, "principals/" + who);
  }

  // All of a post's publications wait for a person.
  void Stop(const std::string& post) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      return tx
          .Exec(
              "UPDATE publication SET state = 7 WHERE post = $1"
              " AND page = 'pages/p1'",
              post)
          .status();
    }),
                IsOk());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ContentWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ContentWorkTest, OfAPostThatWasSentBackIsItsAuthors) {
  const std::string post = Create().name();
  EXPECT_THAT(Submit(post), IsOk());
  PostWork source(*db_);
  EXPECT_THAT(Titles(source, Of("lan")), IsEmpty());
  Decide(post, moderation::v1::Review::CHANGES_REQUESTED);
  EXPECT_THAT(Titles(source, Of("lan")),
              ElementsAre("Sửa bài bị trả lại: Người tốt việc tốt"));
  EXPECT_THAT(Titles(source, Of("minh")), IsEmpty());
  EXPECT_THAT(Titles(source, work::Duty::OfEverybody(tree_)).size(), 1u);
}

TEST_P(ContentWorkTest, OfAStoppedPublicationIsTheNearestManagers) {
  const std::string post = Approved().name();
  EXPECT_THAT(expander_.Expand(post), IsOk());
  PublicationWork source(*db_, registry_);
  EXPECT_THAT(Titles(source, Of("minh")), IsEmpty());
  Stop(post);
  EXPECT_THAT(Titles(source, Of("minh")),
              ElementsAre("Xử lý bài chưa rõ đã đăng trên pages/p1: Người tốt "
                          "việc tốt"));
  tree_->Bind("principals/xa", options::v1::ROLE_MANAGER, "units/xa-1");
  EXPECT_THAT(Titles(source, Of("minh")), IsEmpty());
  EXPECT_EQ(Titles(source, Of("xa")).size(), 1u);
}

}  // namespace
}  // namespace loa::content
