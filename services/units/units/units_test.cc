#include "services/units/units/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UnitsTest : public testing::RegisterTest {
 protected:
  absl::StatusOr<v1::Unit> Get(const std::string& name,
                               const std::string& as_of = "",
                               int64_t at_sequence = 0) {
    v1::GetUnitRequest request;
    request.set_name(name);
    request.set_as_of(as_of);
    request.set_at_sequence(at_sequence);
    return units.GetUnit(Admin(options::v1::PERMISSION_READ_REGISTER), request);
  }
  absl::StatusOr<v1::Unit> Create(const v1::CreateUnitRequest& request) {
    return units.CreateUnit(Admin(options::v1::PERMISSION_MANAGE_UNITS),
                            request);
  }
  v1::CreateUnitRequest NewUnit(const std::string& id, const std::string& level,
                                const std::string& parent,
                                const std::string& code = "") {
    v1::CreateUnitRequest request;
    request.set_unit_id(id);
    request.mutable_unit()->set_level(level);
    request.mutable_unit()->set_display_name(id);
    request.mutable_unit()->set_parent(parent);
    request.mutable_unit()->set_code(code);
    request.mutable_unit()->set_valid_from("2000-01-01");
    return request;
  }
  absl::StatusOr<v1::Unit> Update(const v1::UpdateUnitRequest& request) {
    return units.UpdateUnit(Admin(options::v1::PERMISSION_MANAGE_UNITS),
                            request);
  }
  v1::UpdateUnitRequest Change(const std::string& name, const std::string& path,
                               const std::string& effective_on) {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(name);
    request.mutable_update_mask()->add_paths(path);
    request.set_effective_on(effective_on);
    return request;
  }
  std::vector<std::string> List(const v1::ListUnitsRequest& request) {
    const auto listed =
        units.ListUnits(Admin(options::v1::PERMISSION_READ_REGISTER), request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const v1::Unit& unit : listed->units()) names.push_back(unit.name());
    return names;
  }
};

TEST_P(UnitsTest, FindsAUnitByIdAndByCode) {
  AddSmallTree();
  const auto by_id = Get("units/ka-long");
  ASSERT_THAT(by_id, IsOk());
  EXPECT_EQ(by_id->parent(), "units/mong-cai");
  EXPECT_EQ(by_id->registry_sequence(), Sequence());
  const auto by_code = Get("units/code:06706");
  ASSERT_THAT(by_code, IsOk());
  EXPECT_THAT(*by_code, EqualsProto(*by_id));
}

TEST_P(UnitsTest, AnUnknownUnitIsNotFoundWithTheDayAskedFor) {
  AddSmallTree();
  for (const char* name : {"units/nowhere", "units/code:99999"}) {
    const auto unit = Get(name, "2022-05-31");
    EXPECT_THAT(unit, HasReason("UNIT_NOT_FOUND"));
    EXPECT_THAT(unit, HasMetadata("as_of", "2022-05-31"));
  }
  EXPECT_THAT(Get("units/ka-long", "1989-12-31"), HasReason("UNIT_NOT_FOUND"));
}

TEST_P(UnitsTest, AChangeIsSeenFromItsDayOn) {
  AddSmallTree();
  auto change = Change("units/ha-phong", "display_name", "2022-05-01");
  change.mutable_unit()->set_display_name("Ủy ban MTTQ phường Hà Phong");
  ASSERT_THAT(Update(change), IsOk());
  EXPECT_EQ(Get("units/ha-phong", "2022-04-30")->display_name(),
            "Ủy ban MTTQ ha-phong");
  EXPECT_EQ(Get("units/ha-phong", "2022-05-01")->display_name(),
            "Ủy ban MTTQ phường Hà Phong");
  EXPECT_EQ(Get("units/ha-phong", "2022-05-01")->valid_from(), "2022-05-01");
  EXPECT_EQ(Get("units/ha-phong", "2022-04-30")->valid_until(), "2022-05-01");
}

TEST_P(UnitsTest, ACorrectionWasNeverOtherwiseButIsKnownOnlyNow) {
  AddSmallTree();
  const int64_t before = Sequence();
  auto correction = Change("units/ha-phong", "display_name", "2022-05-01");
  correction.mutable_unit()->set_display_name("Hà Phong");
  correction.set_correction(true);
  ASSERT_THAT(Update(correction), IsOk());
  EXPECT_EQ(Get("units/ha-phong", "1990-01-01")->display_name(), "Hà Phong");
  EXPECT_EQ(Get("units/ha-phong", "1990-01-01", before)->display_name(),
            "Ủy ban MTTQ ha-phong");
}

TEST_P(UnitsTest, DayAndSequenceNameTheSameAnswerForEver) {
  AddSmallTree();
  const auto first = Get("units/ha-phong", "2022-05-15", Sequence());
  ASSERT_THAT(first, IsOk());
  auto change = Change("units/ha-phong", "parent", "2022-05-01");
  change.mutable_unit()->set_parent("units/mong-cai");
  ASSERT_THAT(Update(change), IsOk());
  clock.Advance(absl::Hours(24 * 365));
  const auto again =
      Get("units/ha-phong", "2022-05-15", first->registry_sequence());
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(*again, EqualsProto(*first));
  EXPECT_EQ(Get("units/ha-phong", "2022-05-15")->parent(), "units/mong-cai");
}

TEST_P(UnitsTest, RefusesASequenceThatHasNotBeenYet) {
  AddSmallTree();
  EXPECT_THAT(Get("units/ha-long", "", Sequence() + 1),
              HasReason("SEQUENCE_UNKNOWN"));
  EXPECT_THAT(Get("units/ha-long", "", -1), HasReason("SEQUENCE_UNKNOWN"));
}

TEST_P(UnitsTest, AnIdIsNeverGivenTwice) {
  AddSmallTree();
  EXPECT_THAT(Create(NewUnit("ha-long", "district", "units/quang-ninh")),
              HasReason("UNIT_ALREADY_EXISTS"));
}

TEST_P(UnitsTest, ACodeHasOneHolderOnEveryDay) {
  AddSmallTree();
  const auto taken =
      Create(NewUnit("other", "district", "units/quang-ninh", "193"));
  EXPECT_THAT(taken, HasReason("UNIT_CODE_TAKEN"));
  EXPECT_THAT(taken, HasMetadata("unit", "units/ha-long"));
  auto close = Change("units/ka-long", "valid_until", "2022-05-01");
  close.mutable_unit()->set_valid_until("2022-06-01");
  ASSERT_THAT(Update(close), IsOk());
  auto heir = NewUnit("heir", "commune", "units/mong-cai", "06706");
  heir.mutable_unit()->set_valid_from("2022-06-01");
  EXPECT_THAT(Create(heir), IsOk());
  EXPECT_EQ(Get("units/code:06706", "2022-05-31")->name(), "units/ka-long");
  EXPECT_EQ(Get("units/code:06706", "2022-06-01")->name(), "units/heir");
}

TEST_P(UnitsTest, RefusesALevelThatTheOrganisationHasNot) {
  AddSmallTree();
  const auto made = Create(NewUnit("ward", "county", "units/quang-ninh"));
  EXPECT_THAT(made, HasReason("LEVEL_UNKNOWN"));
  EXPECT_THAT(made,
              HasMetadata("levels", "central, province, district, commune"));
}

TEST_P(UnitsTest, AParentIsOfAHigherLevelAndThereAtAllTimes) {
  AddSmallTree();
  EXPECT_THAT(Create(NewUnit("odd", "district", "units/ka-long")),
              HasReason("PARENT_LEVEL_WRONG"));
  EXPECT_THAT(Create(NewUnit("lost", "district", "units/nowhere")),
              HasReason("UNIT_NOT_FOUND"));
  auto early = NewUnit("early", "district", "units/quang-ninh");
  early.mutable_unit()->set_valid_from("1980-01-01");
  EXPECT_THAT(Create(early), HasReason("UNIT_NOT_FOUND"));
}

TEST_P(UnitsTest, NobodyIsAboveHimself) {
  AddSmallTree();
  auto change = Change("units/ha-long", "parent", "2022-05-01");
  change.mutable_unit()->set_parent("units/ha-khanh");
  EXPECT_THAT(Update(change), HasReason("PARENT_CYCLE"));
}

TEST_P(UnitsTest, ThereIsOneRoot) {
  AddSmallTree();
  EXPECT_THAT(Create(NewUnit("second", "central", "")),
              HasReason("ROOT_ALREADY_EXISTS"));
}

TEST_P(UnitsTest, AUnitWithUnitsBelowItCannotEnd) {
  AddSmallTree();
  auto close = Change("units/ha-long", "valid_until", "2022-05-01");
  close.mutable_unit()->set_valid_until("2022-06-01");
  EXPECT_THAT(Update(close), HasReason("VALIDITY_INVALID"));
}

TEST_P(UnitsTest, AStaleEtagAndAnUnknownPathAreRefused) {
  AddSmallTree();
  auto change = Change("units/ha-long", "display_name", "2022-05-01");
  change.mutable_unit()->set_display_name("Hạ Long");
  change.mutable_unit()->set_etag("\"0\"");
  EXPECT_THAT(Update(change), HasReason("ETAG_MISMATCH"));
  change.mutable_unit()->set_etag(Get("units/ha-long")->etag());
  EXPECT_THAT(Update(change), IsOk());
  EXPECT_THAT(Update(Change("units/ha-long", "sequence", "")), IsOk());
  EXPECT_THAT(Update(Change("units/ha-long", "titel", "")),
              HasReason("MASK_PATH_UNKNOWN"));
}

TEST_P(UnitsTest, AnUpdateThatChangesNothingRecordsNothing) {
  AddSmallTree();
  const int64_t before = Sequence();
  auto change = Change("units/ha-long", "code", "2022-05-01");
  change.mutable_unit()->set_code("193");
  ASSERT_THAT(Update(change), IsOk());
  EXPECT_EQ(Sequence(), before);
}

TEST_P(UnitsTest, ListsBySubtreeLevelAndName) {
  AddSmallTree();
  v1::ListUnitsRequest request;
  EXPECT_THAT(List(request),
              ElementsAre("units/quang-ninh", "units/ha-long", "units/mong-cai",
                          "units/ha-khanh", "units/ha-phong", "units/ka-long"));
  request.set_within("units/code:193");
  request.set_level("commune");
  EXPECT_THAT(List(request), ElementsAre("units/ha-khanh", "units/ha-phong"));
  request.Clear();
  request.set_query("HA LONG");
  EXPECT_THAT(List(request), ElementsAre("units/ha-long"));
  request.set_query("%");
  EXPECT_THAT(List(request), ::testing::SizeIs(6));
  request.Clear();
  request.set_within("units/nowhere");
  EXPECT_THAT(
      units.ListUnits(Admin(options::v1::PERMISSION_READ_REGISTER), request),
      HasReason("UNIT_NOT_FOUND"));
}

TEST_P(UnitsTest, LaterPagesAnswerTheSameQuestion) {
  AddSmallTree();
  v1::ListUnitsRequest request;
  request.set_page_size(4);
  const auto context = Admin(options::v1::PERMISSION_READ_REGISTER);
  const auto first = units.ListUnits(context, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->total_size(), 6);
  AddUnit("van-don", "district", "quang-ninh", "203");
  request.set_page_token(first->next_page_token());
  const auto second = units.ListUnits(context, request);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->units_size(), 2);
  EXPECT_EQ(second->total_size(), 6);
  EXPECT_EQ(second->registry_sequence(), first->registry_sequence());
  EXPECT_THAT(second->next_page_token(), IsEmpty());
  request.set_level("commune");
  EXPECT_THAT(units.ListUnits(context, request),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(UnitsTest, ListsWhatIsAboveTheNearestFirst) {
  AddSmallTree();
  v1::ListAncestorsRequest request;
  request.set_name("units/ka-long");
  const auto context = Admin(options::v1::PERMISSION_READ_REGISTER);
  const auto above = units.ListAncestors(context, request);
  ASSERT_THAT(above, IsOk());
  ASSERT_EQ(above->units_size(), 2);
  EXPECT_EQ(above->units(0).name(), "units/mong-cai");
  EXPECT_EQ(above->units(1).name(), "units/quang-ninh");
}

TEST_P(UnitsTest, ARepeatedRequestIdGetsTheFirstAnswer) {
  AddSmallTree();
  auto request = NewUnit("van-don", "district", "units/quang-ninh", "203");
  request.set_request_id("0d6a3f0e-6a3d-4f0b-9a35-0a4a6bd3c101");
  const auto first = Create(request);
  ASSERT_THAT(first, IsOk());
  const auto second = Create(request);
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(*second, EqualsProto(*first));
  request.mutable_unit()->set_code("204");
  EXPECT_THAT(Create(request), HasReason("REQUEST_ID_REUSED"));
}

INSTANTIATE_TEST_SUITE_P(Engines, UnitsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
