#include "services/content/audience/replica_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/clients/registry_draft.h"
#include "loa/units/v1/registry_service.pb.h"

namespace loa::content {
namespace {

using ::testing::ElementsAre;
using units::v1::Organization;
using units::v1::Page;
using units::v1::WatchRegistryResponse;

class ReplicaRegistryTest : public ::testing::Test {
 protected:
  ReplicaRegistryTest() {
    draft_.Begin(nullptr);
    AddUnit("units/tinh", "province", "");
    AddUnit("units/xa-1", "commune", "units/tinh");
    AddUnit("units/xa-2", "commune", "units/tinh");
  }

  void AddUnit(const std::string& name, const std::string& level,
               const std::string& parent) {
    WatchRegistryResponse item;
    item.mutable_unit()->set_name(name);
    item.mutable_unit()->set_level(level);
    item.mutable_unit()->set_parent(parent);
    item.mutable_unit()->set_code(
        absl::StrCat("0", name.size(), name.substr(name.size() - 1)));
    draft_.Take(item);
  }
  void AddPage(const std::string& name, Page::State state,
               Page::Connection connection, bool profile = false) {
    WatchRegistryResponse item;
    Page& page = *item.mutable_page();
    page.set_name(name);
    page.set_unit("units/xa-1");
    page.set_platform(units::v1::PLATFORM_FACEBOOK);
    page.set_platform_page_id(name.substr(6));
    page.set_state(state);
    page.set_connection(connection);
    page.set_personal_profile(profile);
    draft_.Take(item);
  }
  std::shared_ptr<const RegistryView> View() {
    WatchRegistryResponse item;
    item.mutable_bookmark()->set_sequence(7);
    item.mutable_bookmark()->set_snapshot_complete(true);
    return ViewOf(draft_.Take(item));
  }

  clients::RegistryDraft draft_;
};

TEST_F(ReplicaRegistryTest, SaysWhyAPageCannotBeReached) {
  AddPage("pages/ok", Page::ACTIVE, Page::CONNECTED);
  AddPage("pages/new", Page::REGISTERED, Page::CONNECTED);
  AddPage("pages/planned", Page::PLANNED, Page::NONE);
  AddPage("pages/retired", Page::RETIRED, Page::CONNECTED);
  AddPage("pages/none", Page::ACTIVE, Page::NONE);
  AddPage("pages/broken", Page::ACTIVE, Page::BROKEN);
  AddPage("pages/profile", Page::ACTIVE, Page::NONE, true);
  const auto view = View();
  const auto why = [&](absl::string_view page) {
    return view->FindPage(page)->unreachable;
  };
  EXPECT_EQ(why("pages/ok"), "");
  EXPECT_EQ(why("pages/new"), "");
  EXPECT_EQ(why("pages/planned"), "PAGE_PLANNED");
  EXPECT_EQ(why("pages/retired"), "PAGE_RETIRED");
  EXPECT_EQ(why("pages/none"), "");
  EXPECT_EQ(why("pages/broken"), "PAGE_NOT_CONNECTED");
  EXPECT_EQ(why("pages/profile"), "PERSONAL_PROFILE");
  EXPECT_FALSE(view->FindPage("pages/x").has_value());
  EXPECT_TRUE(IsByHand(*view, "pages/none"));
  for (const char* page : {"pages/ok", "pages/broken", "pages/planned",
                           "pages/profile", "pages/x"}) {
    EXPECT_FALSE(IsByHand(*view, page)) << page;
  }
}

TEST_F(ReplicaRegistryTest, FindsByNameAndAlias) {
  AddPage("pages/ok", Page::ACTIVE, Page::CONNECTED);
  const auto view = View();
  EXPECT_EQ(view->sequence(), 7);
  EXPECT_EQ(view->FindPage("pages/facebook:ok")->name, "pages/ok");
  EXPECT_EQ(view->FindUnit("units/code:0101"), "units/xa-1");
  EXPECT_EQ(view->FindUnit("units/x"), std::nullopt);
  EXPECT_EQ(view->LevelOf("units/xa-1"), "commune");
  EXPECT_EQ(view->LevelOf("units/x"), "");
  EXPECT_TRUE(view->IsWithin("units/xa-1", "units/tinh"));
  EXPECT_FALSE(view->IsWithin("units/tinh", "units/xa-1"));
  EXPECT_THAT(view->PathToRoot("units/xa-1"),
              ElementsAre("units/xa-1", "units/tinh"));
}

TEST_F(ReplicaRegistryTest, VisitsUnitsOfTheLevelsInOrderOfName) {
  AddPage("pages/b", Page::ACTIVE, Page::CONNECTED);
  AddPage("pages/a", Page::ACTIVE, Page::CONNECTED);
  const auto view = View();
  std::vector<std::string> seen;
  const auto visit = [&](absl::string_view unit,
                         const std::vector<RegistryPage>& pages) {
    seen.emplace_back(unit);
    for (const RegistryPage& page : pages) seen.push_back(page.name);
  };
  view->ForEachUnit("units/tinh", {"commune"}, visit);
  EXPECT_THAT(seen,
              ElementsAre("units/xa-1", "pages/a", "pages/b", "units/xa-2"));
  seen.clear();
  view->ForEachUnit("units/tinh", {}, visit);
  EXPECT_THAT(seen, ElementsAre("units/tinh", "units/xa-1", "pages/a",
                                "pages/b", "units/xa-2"));
}

TEST_F(ReplicaRegistryTest, ResendsOnlyWhenTheOrganisationSaysSo) {
  EXPECT_FALSE(View()->ResendsOnceAfterUnknown());
  draft_.Begin(nullptr);
  WatchRegistryResponse item;
  item.mutable_organization()->set_resend_after_unknown(Organization::ONCE);
  draft_.Take(item);
  EXPECT_TRUE(View()->ResendsOnceAfterUnknown());
}

}  // namespace
}  // namespace loa::content
