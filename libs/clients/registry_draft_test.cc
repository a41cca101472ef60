#include "libs/clients/registry_draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace loa::clients {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using units::v1::WatchRegistryResponse;
using ViewPtr = std::shared_ptr<const RegistryView>;

WatchRegistryResponse UnitItem(const std::string& name,
                               const std::string& parent,
                               const std::string& code = "") {
  WatchRegistryResponse item;
  item.mutable_unit()->set_name(name);
  item.mutable_unit()->set_parent(parent);
  item.mutable_unit()->set_code(code);
  return item;
}

WatchRegistryResponse PageItem(const std::string& name, const std::string& unit,
                               const std::string& platform_page_id) {
  WatchRegistryResponse item;
  item.mutable_page()->set_name(name);
  item.mutable_page()->set_unit(unit);
  item.mutable_page()->set_platform(units::v1::PLATFORM_FACEBOOK);
  item.mutable_page()->set_platform_page_id(platform_page_id);
  return item;
}

WatchRegistryResponse BindingItem(const std::string& name,
                                  const std::string& unit) {
  WatchRegistryResponse item;
  item.mutable_role_binding()->set_name(name);
  item.mutable_role_binding()->set_principal("principals/a");
  item.mutable_role_binding()->set_role(options::v1::ROLE_AUTHOR);
  item.mutable_role_binding()->set_unit(unit);
  return item;
}

WatchRegistryResponse Removed(const std::string& name) {
  WatchRegistryResponse item;
  item.set_removed(name);
  return item;
}

WatchRegistryResponse Bookmark(int64_t sequence, bool complete = false) {
  WatchRegistryResponse item;
  item.mutable_bookmark()->set_sequence(sequence);
  item.mutable_bookmark()->set_history_id("h");
  item.mutable_bookmark()->set_snapshot_complete(complete);
  return item;
}

std::vector<std::string> NamesOf(const std::vector<PagePtr>& pages) {
  std::vector<std::string> names;
  for (const PagePtr& page : pages) names.push_back(page->name());
  return names;
}

// A province, two districts, a commune, a page and an author.
class RegistryDraftTest : public ::testing::Test {
 protected:
  RegistryDraftTest() {
    draft_.Begin(nullptr);
    draft_.Take(UnitItem("units/p", ""));
    draft_.Take(UnitItem("units/d1", "units/p"));
    draft_.Take(UnitItem("units/d2", "units/p"));
    draft_.Take(UnitItem("units/c", "units/d1", "06706"));
    draft_.Take(PageItem("pages/x", "units/c", "1234"));
    draft_.Take(BindingItem("roleBindings/b", "units/d1"));
    snapshot_ = draft_.Take(Bookmark(7, true));
  }

  ViewPtr Change(const WatchRegistryResponse& item) {
    EXPECT_EQ(draft_.Take(item), nullptr);
    return draft_.Take(Bookmark(++sequence_));
  }

  RegistryDraft draft_;
  ViewPtr snapshot_;
  int64_t sequence_ = 7;
};

TEST_F(RegistryDraftTest, TheSnapshotHoldsWhatWasSent) {
  ASSERT_NE(snapshot_, nullptr);
  EXPECT_EQ(snapshot_->sequence(), 7);
  EXPECT_EQ(snapshot_->history_id(), "h");
  EXPECT_EQ(snapshot_->RootUnit(), "units/p");
  EXPECT_EQ(snapshot_->unit_count(), 4u);
  EXPECT_THAT(snapshot_->ChildrenOf("units/p"),
              ElementsAre("units/d1", "units/d2"));
  EXPECT_THAT(snapshot_->PathToRoot("units/c"),
              ElementsAre("units/c", "units/d1", "units/p"));
  EXPECT_THAT(snapshot_->Subtree("units/d1"),
              ElementsAre("units/c", "units/d1"));
  EXPECT_THAT(NamesOf(snapshot_->PagesOf("units/c")), ElementsAre("pages/x"));
  EXPECT_TRUE(snapshot_->IsWithin("units/c", "units/p"));
  EXPECT_FALSE(snapshot_->IsWithin("units/c", "units/d2"));
  EXPECT_TRUE(auth::Decide(*snapshot_, "principals/a",
                           options::v1::PERMISSION_WRITE_POSTS, "units/c"));
}

TEST_F(RegistryDraftTest, FindsResourcesByAlias) {
  ASSERT_NE(snapshot_->FindUnit("units/code:06706"), nullptr);
  EXPECT_EQ(snapshot_->FindUnit("units/code:06706")->name(), "units/c");
  ASSERT_NE(snapshot_->FindPage("pages/facebook:1234"), nullptr);
  EXPECT_EQ(snapshot_->FindPage("pages/facebook:1234")->name(), "pages/x");
  EXPECT_EQ(snapshot_->FindUnit("units/code:1"), nullptr);
  EXPECT_EQ(snapshot_->FindPage("pages/none"), nullptr);
  EXPECT_THAT(snapshot_->PathToRoot("units/none"), IsEmpty());
  EXPECT_THAT(snapshot_->Subtree("units/none"), IsEmpty());
}

TEST_F(RegistryDraftTest, AnUnfinishedSnapshotIsNoView) {
  RegistryDraft draft;
  draft.Begin(nullptr);
  draft.Take(UnitItem("units/p", ""));
  EXPECT_EQ(draft.Take(Bookmark(1)), nullptr);
  EXPECT_NE(draft.Take(Bookmark(1, true)), nullptr);
}

TEST_F(RegistryDraftTest, AChangeGivesANewViewAndLeavesTheOldOne) {
  const ViewPtr moved = Change(UnitItem("units/c", "units/d2", "06707"));
  ASSERT_NE(moved, nullptr);
  EXPECT_EQ(moved->sequence(), 8);
  EXPECT_TRUE(moved->IsWithin("units/c", "units/d2"));
  EXPECT_THAT(moved->ChildrenOf("units/d1"), IsEmpty());
  EXPECT_EQ(moved->FindUnit("units/code:06706"), nullptr);
  EXPECT_NE(moved->FindUnit("units/code:06707"), nullptr);
  EXPECT_FALSE(auth::Decide(*moved, "principals/a",
                            options::v1::PERMISSION_WRITE_POSTS, "units/c"));

  EXPECT_TRUE(snapshot_->IsWithin("units/c", "units/d1"));
  EXPECT_NE(snapshot_->FindUnit("units/code:06706"), nullptr);
}

TEST_F(RegistryDraftTest, APageThatMovesHangsAtItsNewUnitOnly) {
  const ViewPtr moved = Change(PageItem("pages/x", "units/d2", "1234"));
  EXPECT_THAT(moved->PagesOf("units/c"), IsEmpty());
  EXPECT_THAT(NamesOf(moved->PagesOf("units/d2")), ElementsAre("pages/x"));
}

TEST_F(RegistryDraftTest, WhatIsRemovedIsGone) {
  EXPECT_EQ(Change(Removed("roleBindings/b"))->FindUnit("units/c")->name(),
            "units/c");
  const ViewPtr closed = Change(Removed("units/c"));
  EXPECT_EQ(closed->FindUnit("units/c"), nullptr);
  EXPECT_EQ(closed->FindUnit("units/code:06706"), nullptr);
  EXPECT_FALSE(closed->IsWithin("units/c", "units/p"));
  EXPECT_FALSE(auth::Decide(*closed, "principals/a",
                            options::v1::PERMISSION_WRITE_POSTS, "units/d1"));
  EXPECT_EQ(Change(Removed("pages/x"))->FindPage("pages/x"), nullptr);
  EXPECT_NE(Change(Removed("pages/never-there")), nullptr);
}

TEST_F(RegistryDraftTest, ACodeMayMoveToAnotherUnitInOneBatch) {
  draft_.Take(UnitItem("units/d2", "units/p", "06706"));
  draft_.Take(UnitItem("units/c", "units/d1"));
  const ViewPtr view = draft_.Take(Bookmark(8));
  ASSERT_NE(view->FindUnit("units/code:06706"), nullptr);
  EXPECT_EQ(view->FindUnit("units/code:06706")->name(), "units/d2");
}

TEST_F(RegistryDraftTest, ABookmarkWithoutChangesGivesTheSameView) {
  EXPECT_EQ(draft_.Take(Bookmark(7)), snapshot_);
}

TEST_F(RegistryDraftTest, ATreeThatHangsOnItselfEndsEveryWalk) {
  draft_.Take(UnitItem("units/d1", "units/c"));
  const ViewPtr view = draft_.Take(Bookmark(8));
  EXPECT_FALSE(view->IsWithin("units/c", "units/p"));
  EXPECT_LE(view->PathToRoot("units/c").size(), 64u);
  EXPECT_LE(view->Subtree("units/c").size(), 8u);
}

TEST_F(RegistryDraftTest, WhatCameAfterTheLastBookmarkIsForgotten) {
  draft_.Take(Removed("units/c"));
  draft_.Begin(snapshot_);
  const ViewPtr view = draft_.Take(Bookmark(8));
  EXPECT_NE(view->FindUnit("units/c"), nullptr);
}

}  // namespace
}  // namespace loa::clients
