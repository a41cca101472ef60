#include "services/units/registry/registry_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/status_matchers.h"
#include "services/units/registry/new_day.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// "unit units/a", "removed roleBindings/b", "bookmark", ...
std::string Describe(const v1::WatchRegistryResponse& item) {
  switch (item.item_case()) {
    case v1::WatchRegistryResponse::kOrganization:
      return "organization";
    case v1::WatchRegistryResponse::kUnit:
      return absl::StrCat("unit ", item.unit().name());
    case v1::WatchRegistryResponse::kPage:
      return absl::StrCat("page ", item.page().platform_page_id(), " ",
                          v1::Page::State_Name(item.page().state()));
    case v1::WatchRegistryResponse::kRoleBinding:
      return absl::StrCat("role_binding ", item.role_binding().principal());
    case v1::WatchRegistryResponse::kRemoved:
      return absl::StrCat("removed ", item.removed());
    default:
      return item.bookmark().snapshot_complete() ? "snapshot" : "bookmark";
  }
}

class RegistryWatchTest : public testing::RegisterTest {
 protected:
  RegistryWatchTest() { AddSmallTree(); }

  absl::StatusOr<std::unique_ptr<RegistryWatch::Source>> Watch(
      int64_t after = 0, const std::string& history_id = "") {
    v1::WatchRegistryRequest request;
    request.set_after_sequence(after);
    request.set_history_id(history_id);
    return registry.WatchRegistry(Service("content"), request);
  }
  // The next batch in words; its bookmark is kept.
  std::vector<std::string> Next(RegistryWatch::Source& source) {
    const auto items = source.Next();
    EXPECT_THAT(items, IsOk());
    std::vector<std::string> described;
    for (const auto& item : *items) {
      described.push_back(Describe(item));
      if (item.has_bookmark()) bookmark_ = item.bookmark();
    }
    return described;
  }

  v1::WatchRegistryResponse::Bookmark bookmark_;
};

TEST_P(RegistryWatchTest, StartsWithASnapshot) {
  AddPage("ha-khanh", "1001", "2022-05-20");
  auto source = Watch();
  ASSERT_THAT(source, IsOk());
  EXPECT_THAT(Next(**source),
              ElementsAre("organization", "unit units/quang-ninh",
                          "unit units/ha-long", "unit units/mong-cai",
                          "unit units/ha-khanh", "unit units/ha-phong",
                          "unit units/ka-long", "page 1001 REGISTERED",
                          StartsWith("role_binding principals/"), "snapshot"));
  EXPECT_EQ(bookmark_.sequence(), Sequence());
  EXPECT_THAT(Next(**source), IsEmpty());
}

TEST_P(RegistryWatchTest, GoesOnFromABookmark) {
  auto source = Watch();
  Next(**source);
  const auto before = bookmark_;
  AddPage("ha-khanh", "1001", "2022-05-20");
  EXPECT_THAT(Next(**source), ElementsAre("page 1001 REGISTERED", "bookmark"));
  auto resumed = Watch(before.sequence(), before.history_id());
  ASSERT_THAT(resumed, IsOk());
  EXPECT_THAT(Next(**resumed), ElementsAre("page 1001 REGISTERED", "bookmark"));
  EXPECT_EQ(bookmark_.sequence(), Sequence());
}

TEST_P(RegistryWatchTest, RefusesACursorOfAnotherHistoryOrOfTheFuture) {
  auto source = Watch();
  Next(**source);
  EXPECT_THAT(Watch(bookmark_.sequence(), "another"), HasReason("CURSOR_GONE"));
  EXPECT_THAT(Watch(bookmark_.sequence() + 1, bookmark_.history_id()),
              HasReason("CURSOR_GONE"));
  EXPECT_THAT(Watch(-1, bookmark_.history_id()), HasReason("CURSOR_GONE"));
}

TEST_P(RegistryWatchTest, ABookmarkComesWhenNothingHappens) {
  auto source = Watch();
  Next(**source);
  clock.Advance(absl::Seconds(3));
  EXPECT_THAT(Next(**source), IsEmpty());
  clock.Advance(absl::Seconds(1));
  EXPECT_THAT(Next(**source), ElementsAre("bookmark"));
}

TEST_P(RegistryWatchTest, RolesOfADisabledPersonAreRemoved) {
  v1::CreatePrincipalRequest hire;
  hire.set_principal_id("lan");
  hire.mutable_principal()->set_display_name("Lan");
  const auto manage = Admin(options::v1::PERMISSION_MANAGE_ACCESS);
  ASSERT_THAT(principals.CreatePrincipal(manage, hire), IsOk());
  v1::CreateRoleBindingRequest bind;
  bind.mutable_role_binding()->set_principal("principals/lan");
  bind.mutable_role_binding()->set_role(options::v1::ROLE_EDITOR);
  bind.mutable_role_binding()->set_unit("units/ha-long");
  const auto binding = role_bindings.CreateRoleBinding(manage, bind);
  auto source = Watch();
  EXPECT_THAT(Next(**source), Contains("role_binding principals/lan"));
  v1::DisablePrincipalRequest disable;
  disable.set_name("principals/lan");
  ASSERT_THAT(principals.DisablePrincipal(manage, disable), IsOk());
  EXPECT_THAT(Next(**source),
              ElementsAre("removed " + binding->name(), "bookmark"));
}

TEST_P(RegistryWatchTest, ANewDayIsNews) {
  const v1::Page page = AddPage("ka-long", "1001", "2022-05-20");
  v1::RetirePageRequest retire;
  retire.set_name(page.name());
  retire.set_effective_on("2022-06-15");
  ASSERT_THAT(
      pages.RetirePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), retire),
      IsOk());
  v1::UpdateUnitRequest close;
  close.mutable_unit()->set_name("units/ka-long");
  close.mutable_unit()->set_valid_until("2022-06-15");
  close.mutable_update_mask()->add_paths("valid_until");
  ASSERT_THAT(
      units.UpdateUnit(Admin(options::v1::PERMISSION_MANAGE_UNITS), close),
      IsOk());
  ASSERT_THAT(TurnDay(*database, clock.Now()), IsOk());
  auto source = Watch();
  Next(**source);
  SetToday("2022-06-14");
  ASSERT_THAT(TurnDay(*database, clock.Now()), IsOk());
  EXPECT_THAT(Next(**source), IsEmpty());
  SetToday("2022-06-15");
  ASSERT_THAT(TurnDay(*database, clock.Now()), IsOk());
  ASSERT_THAT(TurnDay(*database, clock.Now()), IsOk());
  EXPECT_THAT(Next(**source), ElementsAre("page 1001 RETIRED",
                                          "removed units/ka-long", "bookmark"));
  EXPECT_THAT(Next(**source), IsEmpty());
}

TEST_P(RegistryWatchTest, ManyChangesComeWholeAndInBatches) {
  auto source = Watch();
  Next(**source);
  std::vector<v1::ImportUnitsRequest> rows;
  for (int i = 0; i < 700; ++i) {
    auto& row = rows.emplace_back();
    row.set_code(absl::StrCat("x", i));
    row.set_parent_code("193");
    row.set_level("commune");
    row.set_official_name("Xã");
    row.set_valid_from("2000-01-01");
  }
  ASSERT_THAT(unit_import.ImportUnits(
                  Admin(options::v1::PERMISSION_MANAGE_UNITS), rows),
              IsOk());
  AddPage("ha-long", "1001");
  size_t items = 0;
  for (auto batch = Next(**source); !batch.empty(); batch = Next(**source)) {
    items += batch.size() - 1;
  }
  EXPECT_EQ(items, 701u);
  EXPECT_EQ(bookmark_.sequence(), Sequence());
}

INSTANTIATE_TEST_SUITE_P(Engines, RegistryWatchTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
