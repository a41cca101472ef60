#include "libs/clients/registry_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace loa::clients {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using units::v1::WatchRegistryResponse;

WatchRegistryResponse Unit(const std::string& name, const std::string& parent,
                           const std::string& code) {
  WatchRegistryResponse item;
  item.mutable_unit()->set_name(name);
  item.mutable_unit()->set_parent(parent);
  item.mutable_unit()->set_code(code);
  return item;
}

WatchRegistryResponse Page(const std::string& name, const std::string& unit,
                           const std::string& platform_page_id) {
  WatchRegistryResponse item;
  item.mutable_page()->set_name(name);
  item.mutable_page()->set_unit(unit);
  item.mutable_page()->set_platform(units::v1::PLATFORM_FACEBOOK);
  item.mutable_page()->set_platform_page_id(platform_page_id);
  return item;
}

WatchRegistryResponse Removed(const std::string& name) {
  WatchRegistryResponse item;
  item.set_removed(name);
  return item;
}

RegistryView ViewOf(const std::vector<WatchRegistryResponse>& items) {
  RegistryView view;
  for (const auto& item : items) view.Apply(item);
  view.Index();
  return view;
}

RegistryView ThreeLevels() {
  return ViewOf({Unit("units/p", "", "22"), Unit("units/d", "units/p", "193"),
                 Unit("units/c", "units/d", "06706"),
                 Page("pages/c", "units/c", "1234"),
                 Page("pages/p", "units/p", "")});
}

TEST(RegistryView, FindsUnitsByNameAndByCode) {
  const RegistryView view = ThreeLevels();

  EXPECT_EQ(view.FindUnit("units/code:06706")->name(), "units/c");
  EXPECT_EQ(view.FindUnit("units/c")->code(), "06706");
  EXPECT_EQ(view.FindUnit("units/code:99999"), nullptr);
  EXPECT_EQ(view.FindUnit("units/x"), nullptr);
  EXPECT_EQ(view.RootUnit(), "units/p");
}

TEST(RegistryView, FindsPagesByNameAndByThePlatformsId) {
  const RegistryView view = ThreeLevels();

  EXPECT_EQ(view.FindPage("pages/facebook:1234")->name(), "pages/c");
  EXPECT_EQ(view.FindPage("pages/facebook:"), nullptr);
  EXPECT_EQ(view.FindPage("pages/p")->unit(), "units/p");
  EXPECT_EQ(view.PagesOf("units/c").size(), 1u);
  EXPECT_THAT(view.PagesOf("units/d"), IsEmpty());
}

TEST(RegistryView, WalksTheTreeUpAndDown) {
  const RegistryView view = ThreeLevels();

  EXPECT_THAT(view.PathToRoot("units/c"),
              ElementsAre("units/c", "units/d", "units/p"));
  EXPECT_THAT(view.Subtree("units/d"), ElementsAre("units/c", "units/d"));
  EXPECT_TRUE(view.IsWithin("units/c", "units/p"));
  EXPECT_FALSE(view.IsWithin("units/p", "units/c"));
  EXPECT_THAT(view.PathToRoot("units/x"), IsEmpty());
}

TEST(RegistryView, EndsOnADamagedTreeThatHangsOnItself) {
  const RegistryView view = ViewOf(
      {Unit("units/a", "units/b", "1"), Unit("units/b", "units/a", "2")});

  EXPECT_LE(view.PathToRoot("units/a").size(), 32u);
  EXPECT_FALSE(view.IsWithin("units/a", "units/c"));
  EXPECT_LE(view.Subtree("units/a").size(), 4u);
}

TEST(RegistryView, ForgetsWhatWasRemoved) {
  RegistryView view = ThreeLevels();
  view.Apply(Removed("pages/c"));
  view.Apply(Removed("units/c"));
  view.Index();

  EXPECT_EQ(view.FindPage("pages/facebook:1234"), nullptr);
  EXPECT_EQ(view.FindUnit("units/code:06706"), nullptr);
  EXPECT_THAT(view.Subtree("units/d"), ElementsAre("units/d"));
}

TEST(RegistryView, GivesTheGrantsOfAPrincipal) {
  WatchRegistryResponse item;
  item.mutable_role_binding()->set_name("roleBindings/1");
  item.mutable_role_binding()->set_principal("principals/lan");
  item.mutable_role_binding()->set_role(options::v1::ROLE_EDITOR);
  item.mutable_role_binding()->set_unit("units/d");
  const RegistryView view = ViewOf({item});

  std::vector<std::string> units;
  view.ForEachGrant("principals/lan", [&](const auth::Grant& grant) {
    EXPECT_EQ(grant.role, options::v1::ROLE_EDITOR);
    units.push_back(grant.unit);
  });
  view.ForEachGrant("principals/minh",
                    [](const auth::Grant&) { FAIL() << "has no role"; });

  EXPECT_THAT(units, ElementsAre("units/d"));
}

}  // namespace
}  // namespace loa::clients
