#include "services/units/organization/organization.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::loa::testing::StatusIs;

class OrganizationTest : public testing::RegisterTest {
 protected:
  v1::Organization Get() {
    return *organization.GetOrganization(
        Admin(options::v1::PERMISSION_READ_REGISTER), {});
  }
  absl::StatusOr<v1::Organization> Update(const v1::Organization& value,
                                          const std::string& path) {
    v1::UpdateOrganizationRequest request;
    *request.mutable_organization() = value;
    request.mutable_update_mask()->add_paths(path);
    return organization.UpdateOrganization(
        Admin(options::v1::PERMISSION_MANAGE_UNITS), request);
  }
};

TEST_P(OrganizationTest, HasItsDefaults) {
  const v1::Organization value = Get();
  EXPECT_EQ(value.name(), "organization");
  EXPECT_EQ(value.time_zone(), "Asia/Ho_Chi_Minh");
  EXPECT_EQ(value.resend_after_unknown(), v1::Organization::NEVER);
  ASSERT_EQ(value.levels_size(), 4);
  EXPECT_EQ(value.levels(3).id(), "commune");
}

TEST_P(OrganizationTest, KeepsWhatIsChanged) {
  v1::Organization value = Get();
  value.set_display_name("Mặt trận Tổ quốc Việt Nam tỉnh Quảng Ninh");
  value.add_topics()->set_id("phong-trao/thi-dua");
  value.set_resend_after_unknown(v1::Organization::ONCE);
  v1::UpdateOrganizationRequest request;
  *request.mutable_organization() = value;
  const auto updated = organization.UpdateOrganization(
      Admin(options::v1::PERMISSION_MANAGE_UNITS), request);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->topics(0).id(), "phong-trao/thi-dua");
  EXPECT_NE(updated->etag(), value.etag());
  EXPECT_THAT(Get(), EqualsProto(*updated));
  EXPECT_THAT(Update(value, "display_name"), HasReason("ETAG_MISMATCH"));
  EXPECT_THAT(Update(*updated, "zone"), HasReason("MASK_PATH_UNKNOWN"));
}

TEST_P(OrganizationTest, RefusesAZoneThatThereIsNot) {
  v1::Organization value;
  for (const char* zone :
       {"", "Asia/Hanoi", "localtime", "/usr/share/zoneinfo/Asia/Tokyo",
        "../zoneinfo/Asia/Tokyo", "Asia/../Asia/Tokyo", "file:Asia/Tokyo",
        "libc:Asia/Tokyo", "Asia//Tokyo", "Asia/"}) {
    value.set_time_zone(zone);
    EXPECT_THAT(Update(value, "time_zone"), HasReason("TIME_ZONE_UNKNOWN"))
        << zone;
  }
  for (const char* zone :
       {"Asia/Tokyo", "Etc/GMT-7", "UTC", "America/Argentina/Buenos_Aires"}) {
    value.set_time_zone(zone);
    EXPECT_THAT(Update(value, "time_zone"), IsOk()) << zone;
  }
}

TEST_P(OrganizationTest, ALevelWithUnitsStaysButCanEnd) {
  AddSmallTree();
  v1::Organization value;
  for (const char* id : {"province", "commune"}) value.add_levels()->set_id(id);
  EXPECT_THAT(Update(value, "levels"), HasReason("LEVEL_IN_USE"));
  value = Get();
  value.mutable_levels(2)->set_valid_until("2025-07-01");
  ASSERT_THAT(Update(value, "levels"), IsOk());
  v1::CreateUnitRequest late;
  late.mutable_unit()->set_level("district");
  late.mutable_unit()->set_parent("units/quang-ninh");
  late.mutable_unit()->set_valid_from("2025-07-01");
  EXPECT_THAT(
      units.CreateUnit(Admin(options::v1::PERMISSION_MANAGE_UNITS), late),
      HasReason("LEVEL_UNKNOWN"));
  value = Get();
  value.mutable_levels()->Clear();
  EXPECT_THAT(Update(value, "levels"), HasReason("FIELD_INVALID"));
}

TEST_P(OrganizationTest, LevelsKeepWhatUnitsRestOn) {
  AddSmallTree();  // from 1990-01-01
  v1::Organization value = Get();
  value.mutable_levels()->SwapElements(1, 2);
  const auto turned = Update(value, "levels");
  EXPECT_THAT(turned, HasReason("FIELD_INVALID"));
  EXPECT_THAT(turned, NamesField("organization.levels"));
  value = Get();
  value.mutable_levels(2)->set_valid_until("1990-01-01");
  EXPECT_THAT(Update(value, "levels"), HasReason("LEVEL_IN_USE"));
  value.mutable_levels(2)->set_valid_until("1990-01-02");
  EXPECT_THAT(Update(value, "levels"), IsOk());
  value = Get();
  value.add_levels()->set_id("village");
  value.mutable_levels()->SwapElements(0, 4);  // nobody has "central"
  EXPECT_THAT(Update(value, "levels"), IsOk());
}

TEST_P(OrganizationTest, WhoReadsNoUnitDoesNotReadItEither) {
  EXPECT_THAT(
      organization.GetOrganization(
          Person("principals/nobody", options::v1::PERMISSION_READ_REGISTER),
          {}),
      StatusIs(absl::StatusCode::kPermissionDenied));
}

INSTANTIATE_TEST_SUITE_P(Engines, OrganizationTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
