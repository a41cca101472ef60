#include "services/content/visible/visible_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "libs/rpc/contract_check.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "loa/content/v1/history_service.pb.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/testing/dispatch_world.h"
#include "services/content/testing/search_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// All that watchers are told, by name.
std::map<std::string, v1::VisiblePost> AllVisible(sql::Database& database) {
  std::map<std::string, v1::VisiblePost> posts;
  const absl::Status read = database.Read([&](sql::Tx& tx) -> absl::Status {
    const auto changes = ChangesAfter(tx, {}, 100);
    if (!changes.ok()) return changes.status();
    auto visible = ReadVisible(tx, *changes, absl::FixedTimeZone(7 * 60 * 60));
    if (!visible.ok()) return visible.status();
    posts = *std::move(visible);
    return absl::OkStatus();
  });
  EXPECT_THAT(read, IsOk());
  return posts;
}

class VisibleChangesTest : public DispatchWorld {
 protected:
  std::map<std::string, v1::VisiblePost> Read() { return AllVisible(*db_); }
};

TEST_P(VisibleChangesTest, APublicationIsNewsOnceItIsPublished) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Read(), IsEmpty());
  EXPECT_EQ(Begin("publications/a"), "");
  EXPECT_THAT(Read(), IsEmpty());
  EXPECT_EQ(
      Finish("publications/a", v1::FinishAttemptsRequest::ACCEPTED, 1, "1_1"),
      "PUBLISHED");
  const auto posts = Read();
  ASSERT_EQ(posts.count("publications/a"), 1u);
  const v1::VisiblePost& post = posts.at("publications/a");
  EXPECT_EQ(post.origin(), "LOA");
  EXPECT_EQ(post.page(), "pages/1");
  EXPECT_EQ(post.state(), "PUBLISHED");
  EXPECT_EQ(post.published_on(), "2022-06-01");
  EXPECT_GT(post.sequence(), 0);
}

TEST_P(VisibleChangesTest, WhatTheReadingOfThePageFoundIsNewsToo) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_THAT(Read(), IsEmpty());
  EXPECT_EQ(
      Settle("publications/a", v1::SettleAttemptsRequest::FOUND, 1, {"1_1"}),
      "PUBLISHED");
  EXPECT_EQ(Read().size(), 1u);
}

TEST(VisibleChanges, StatesThatPagesNeverShowedAreNoNews) {
  std::vector<std::string> never;
  const auto* states = v1::Publication::State_descriptor();
  for (int i = 0; i < states->value_count(); ++i) {
    const auto state =
        static_cast<PublicationState>(states->value(i)->number());
    if (!WasEverVisible(state)) never.push_back(states->value(i)->name());
  }
  EXPECT_THAT(never, ::testing::IsSupersetOf({"SCHEDULED", "SENDING", "UNKNOWN",
                                              "FAILED", "CANCELLED",
                                              "NEEDS_ATTENTION"}));
  EXPECT_TRUE(WasEverVisible(v1::Publication::PUBLISHED));
}

TEST(VisibleChanges, TheContractOfWatchAndHistoryIsWhole) {
  for (const auto* file : {v1::WatchPublicationsRequest::descriptor()->file(),
                           v1::ImportHistoryRequest::descriptor()->file()}) {
    EXPECT_THAT(rpc::ContractViolations(*file), IsEmpty()) << file->name();
  }
}

class VisibleTextTest : public SearchWorld {};

TEST_P(VisibleTextTest, WhatLoaPublishedTellsItsTopicsAndBodies) {
  v1::Post draft = Draft();
  draft.add_topics("thi-dua");
  draft.add_subject_bodies("FRONT");
  draft.add_subject_bodies("GOVERNMENT");
  Show(Create(draft));
  ASSERT_THAT(db_->Write([](sql::Tx& tx) {
    return NoteVisibleChange(tx, "publications/1");
  }),
              IsOk());
  const v1::VisiblePost post = AllVisible(*db_)["publications/1"];
  EXPECT_THAT(post.topics(), ElementsAre("thi-dua"));
  EXPECT_THAT(post.subject_bodies(), ElementsAre("FRONT", "GOVERNMENT"));
}

TEST_P(VisibleTextTest, WhatTheSweepFoundIsOfNoKnownKindOrSource) {
  // As an earlier release kept it.
  const PastPostRow found{.name = "pastPosts/1",
                          .page = "pages/p1",
                          .unit = "units/xa-1",
                          .platform_post_id = "1_9",
                          .kind = "NEWS_BRIEF",
                          .shared = true,
                          .origin = "OUTSIDE",
                          .published_at = clock_.Now()};
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(SavePastPost(tx, found));
    return NoteVisibleChange(tx, found.name);
  }),
              IsOk());
  const v1::VisiblePost post = AllVisible(*db_)[found.name];
  EXPECT_EQ(post.kind(), "UNKNOWN");
  EXPECT_EQ(post.source_kind(), "UNKNOWN");
}

INSTANTIATE_TEST_SUITE_P(Engines, VisibleTextTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

INSTANTIATE_TEST_SUITE_P(Engines, VisibleChangesTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::content
