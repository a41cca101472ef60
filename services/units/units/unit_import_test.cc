#include "services/units/units/unit_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Rows = std::vector<v1::ImportUnitsRequest>;

v1::ImportUnitsRequest Row(const std::string& code, const std::string& parent,
                           const std::string& level) {
  v1::ImportUnitsRequest row;
  row.set_code(code);
  row.set_parent_code(parent);
  row.set_level(level);
  row.set_official_name("Đơn vị " + code);
  return row;
}

Rows Province() {
  return {Row("06706", "193", "commune"), Row("193", "22", "district"),
          Row("22", "", "province")};
}

class UnitImportTest : public testing::RegisterTest {
 protected:
  absl::StatusOr<v1::ImportUnitsResponse> Import(const Rows& rows) {
    return unit_import.ImportUnits(Admin(options::v1::PERMISSION_MANAGE_UNITS),
                                   rows);
  }
  // The first fault of `rows`, "rows[1].code CODE_MISSING".
  std::string FaultOf(const Rows& rows) {
    const auto answer = Import(rows);
    EXPECT_THAT(answer, HasReason("IMPORT_ROWS_INVALID"));
    const auto payload =
        answer.status().GetPayload("type.googleapis.com/google.rpc.BadRequest");
    google::rpc::BadRequest faults;
    if (!payload || !faults.ParseFromString(std::string(*payload))) return "";
    const auto& first = faults.field_violations(0);
    return absl::StrCat(
        first.field(), " ",
        first.description().substr(0, first.description().find(':')));
  }
};

TEST_P(UnitImportTest, TakesRowsInAnyOrder) {
  const auto answer = Import(Province());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->created(), 3);
  EXPECT_EQ(answer->registry_sequence(), Sequence());
  v1::GetUnitRequest request;
  request.set_name("units/code:06706");
  const auto unit =
      units.GetUnit(Admin(options::v1::PERMISSION_READ_REGISTER), request);
  ASSERT_THAT(unit, IsOk());
  EXPECT_EQ(unit->display_name(), "Đơn vị 06706");
  EXPECT_EQ(unit->valid_from(), "1900-01-01");
}

TEST_P(UnitImportTest, ARepeatChangesNothing) {
  ASSERT_THAT(Import(Province()), IsOk());
  const int64_t before = Sequence();
  const auto again = Import(Province());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->unchanged(), 3);
  EXPECT_EQ(again->created() + again->changed(), 0);
  EXPECT_EQ(Sequence(), before);
}

TEST_P(UnitImportTest, ALaterRowOfACodeIsAFurtherVersionOfItsUnit) {
  ASSERT_THAT(Import(Province()), IsOk());
  v1::ImportUnitsRequest row = Row("06706", "193", "commune");
  row.set_official_name("Phường Ka Long");
  row.set_valid_from("2022-01-01");
  const auto answer = Import({row});
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->changed(), 1);
  v1::GetUnitRequest request;
  request.set_name("units/code:06706");
  request.set_as_of("2021-12-31");
  const auto context = Admin(options::v1::PERMISSION_READ_REGISTER);
  const auto before = units.GetUnit(context, request);
  request.set_as_of("2022-01-01");
  const auto after = units.GetUnit(context, request);
  EXPECT_EQ(before->name(), after->name());
  EXPECT_EQ(before->display_name(), "Đơn vị 06706");
  EXPECT_EQ(after->display_name(), "Phường Ka Long");
}

TEST_P(UnitImportTest, NamesEveryBadRowAndImportsNothing) {
  Rows rows = Province();
  rows.push_back(Row("", "193", "commune"));
  rows.push_back(Row("06709", "193", "county"));
  rows.push_back(Row("06712", "193", "commune"));
  rows.back().set_valid_from("31/05/2022");
  const auto answer = Import(rows);
  EXPECT_THAT(answer, HasReason("IMPORT_ROWS_INVALID"));
  EXPECT_THAT(answer, HasMetadata("bad_rows", "3"));
  EXPECT_THAT(
      status::FieldsOf(answer.status()),
      ElementsAre("rows[4].code", "rows[5].level", "rows[6].valid_from"));
  EXPECT_THAT(Import(Province())->created(), 3);
}

TEST_P(UnitImportTest, NamesFaultsOfEveryKindAtOnce) {
  Rows rows = Province();
  rows.push_back(Row("06709", "193", "county"));
  rows.back().clear_official_name();
  rows.push_back(Row("06712", "999", "commune"));
  rows.push_back(Row("06706", "193", "commune"));
  const auto answer = Import(rows);
  EXPECT_THAT(answer, HasMetadata("bad_rows", "3"));
  EXPECT_THAT(status::FieldsOf(answer.status()),
              ElementsAre("rows[4].display_name", "rows[4].level",
                          "rows[6].valid_from", "rows[5].parent_code"));
}

TEST_P(UnitImportTest, NamesTheVersionThatBreaksARule) {
  Rows rows = Province();
  rows[0].set_valid_until("2022-01-01");
  rows.push_back(Row("06706", "22", "district"));
  rows.back().set_valid_from("2022-01-01");
  rows.push_back(Row("06709", "06706", "commune"));
  rows.back().set_valid_from("2010-01-01");
  rows.back().set_valid_until("2022-01-01");
  EXPECT_EQ(FaultOf(rows), "rows[5].parent_code PARENT_LEVEL_WRONG");
  rows.pop_back();
  rows[3].set_level("province");
  EXPECT_EQ(FaultOf(rows), "rows[4].parent_code PARENT_LEVEL_WRONG");
}

// The file of a country whose column of parents is empty, and one where a
// column is the same throughout: an answer within seconds and of a bounded
// size.
TEST_P(UnitImportTest, AnswersSoonWhateverIsWrongWithALargeFile) {
  Rows without_parents;
  Rows one_code;
  for (int i = 0; i < kMaxImportRows; ++i) {
    without_parents.push_back(Row(absl::StrCat(i), "", "province"));
    one_code.push_back(Row("22", "", "province"));
  }
  EXPECT_THAT(Import(without_parents), HasMetadata("bad_rows", "20000"));
  EXPECT_THAT(Import(one_code), HasMetadata("bad_rows", "19999"));
}

TEST_P(UnitImportTest, NamesWhatIsWrongWithARow) {
  Rows rows = Province();
  rows[0].clear_official_name();
  EXPECT_EQ(FaultOf(rows), "rows[1].display_name NAME_MISSING");
  rows = Province();
  rows[0].set_parent_code("999");
  EXPECT_EQ(FaultOf(rows), "rows[1].parent_code PARENT_UNKNOWN");
  rows = Province();
  rows[0].set_valid_from("2022-01-01");
  rows[0].set_valid_until("2022-01-01");
  EXPECT_EQ(FaultOf(rows), "rows[1].valid_until VALIDITY_INVALID");
  rows = Province();
  rows.push_back(rows[0]);
  EXPECT_EQ(FaultOf(rows), "rows[4].valid_from VALIDITY_OVERLAPS");
  rows = Province();
  rows[0].set_unit_id("X");
  EXPECT_EQ(FaultOf(rows), "rows[1].unit_id UNIT_ID_INVALID");
  rows = Province();
  rows[0].set_unit_id("same-id");
  rows[1].set_unit_id("same-id");
  EXPECT_EQ(FaultOf(rows), "rows[2].unit_id UNIT_ID_TAKEN");
}

TEST_P(UnitImportTest, SaysInVietnameseWhatIsWrongWithARow) {
  const auto said = [&](const Rows& rows) {
    return status::VietnameseOf(Import(rows).status());
  };
  Rows rows = Province();
  rows[0].clear_official_name();
  EXPECT_EQ(said(rows),
            "Có 1 lỗi ở 1 dòng; chưa nhập dòng nào. Dòng 1, trường "
            "display_name: phải có display_name hoặc official_name. Hãy sửa "
            "các dòng được nêu rồi nhập lại.");
  rows = Province();
  rows.push_back(Row("", "193", "commune"));
  EXPECT_THAT(said(rows), HasSubstr("code: phải có mã để biết dòng này là đơn "
                                    "vị nào."));
  rows = Province();
  rows[0].set_parent_code("999");
  EXPECT_THAT(said(rows), HasSubstr("parent_code: không dòng nào và không đơn "
                                    "vị nào vào ngày đó có mã 999."));
  rows = Province();
  rows[0].set_level("county");
  EXPECT_THAT(said(rows), HasSubstr("level: phải là một trong các cấp có vào "
                                    "ngày đó: "));
  rows = Province();
  rows[0].set_valid_from("2022-01-01");
  rows[0].set_valid_until("2022-01-01");
  EXPECT_THAT(said(rows), HasSubstr("valid_until: phải sau valid_from."));
  rows[0].set_valid_from("31/05/2022");
  rows[0].clear_valid_until();
  EXPECT_THAT(said(rows),
              HasSubstr("valid_from: phải là ngày dạng 2022-05-31"));
  rows = Province();
  rows.push_back(rows[0]);
  EXPECT_THAT(said(rows),
              HasSubstr("valid_from: trùng mã và thời gian với dòng 1."));
  rows = Province();
  rows[0].set_unit_id("X");
  EXPECT_THAT(said(rows), HasSubstr("unit_id: phải gồm 3 đến 63 ký tự"));
  rows = Province();
  rows[0].set_unit_id("same-id");
  rows[1].set_unit_id("same-id");
  EXPECT_THAT(said(rows), HasSubstr("unit_id: đơn vị khác đã có mã định danh "
                                    "này; mã không được dùng lại."));
  rows = Province();
  rows[1].set_parent_code("06706");  // a rule of the tree, in its own words
  EXPECT_THAT(said(rows), HasSubstr("Dòng 1, trường parent_code: "));
  EXPECT_THAT(said(rows), Not(HasSubstr(": (")));
}

TEST_P(UnitImportTest, NamesCellsThatAreTooLong) {
  Rows rows = Province();
  rows[0].set_official_name(std::string(201, 'x'));
  rows[2].set_kind(std::string("a\0b", 3));
  const auto answer = Import(rows);
  EXPECT_THAT(status::FieldsOf(answer.status()),
              ElementsAre("rows[1].official_name", "rows[3].kind"));
  EXPECT_EQ(FaultOf(rows), "rows[1].official_name CELL_INVALID");
}

TEST_P(UnitImportTest, KeepsTheRulesOfTheTree) {
  Rows cycle = Province();
  cycle[1].set_parent_code("06706");
  EXPECT_EQ(FaultOf(cycle), "rows[1].parent_code PARENT_CYCLE");
  Rows levels = Province();
  levels[1].set_level("commune");
  EXPECT_EQ(FaultOf(levels), "rows[1].parent_code PARENT_LEVEL_WRONG");
  Rows roots = Province();
  roots.push_back(Row("23", "", "province"));
  EXPECT_EQ(FaultOf(roots), "rows[3].parent_code ROOT_ALREADY_EXISTS");
}

TEST_P(UnitImportTest, TakesTheRowsOfAProvinceInOneGo) {
  Rows rows = {Row("22", "", "province")};
  for (int district = 0; district < 13; ++district) {
    rows.push_back(Row(absl::StrCat("d", district), "22", "district"));
  }
  for (int commune = 0; commune < 177; ++commune) {
    rows.push_back(Row(absl::StrCat("c", commune),
                       absl::StrCat("d", commune % 13), "commune"));
  }
  const auto answer = Import(rows);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->created(), 191);
}

TEST_P(UnitImportTest, RefusesMoreRowsThanItTakes) {
  EXPECT_THAT(Import(Rows(kMaxImportRows + 1, Row("1", "", "province"))),
              HasReason("IMPORT_TOO_LARGE"));
}

INSTANTIATE_TEST_SUITE_P(Engines, UnitImportTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
