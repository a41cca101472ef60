#include "services/units/units/import_row.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/rpc/validate.h"
#include "re2/re2.h"

namespace loa::units {
namespace {

// A unit whose beginning nobody knows better was always there.
constexpr absl::string_view kUnknownBeginning = "1900-01-01";

base::Days ReadDate(int row, absl::string_view column, const std::string& text,
                    base::Days otherwise,
                    std::vector<rpc::FieldViolation>& faults) {
  if (text.empty()) return otherwise;
  const std::optional<base::Days> date = base::ParseDate(text);
  if (!date.has_value()) {
    faults.push_back(FaultOf(row, column, "VALIDITY_INVALID",
                             "must be a date such as 2022-05-31",
                             "phải là ngày dạng 2022-05-31"));
  }
  return date.value_or(otherwise);
}

// What the contract says of each cell by itself.
void CheckCells(int row, const v1::ImportUnitsRequest& request,
                std::vector<rpc::FieldViolation>& faults) {
  std::vector<rpc::FieldViolation> violations;
  rpc::CollectViolations(request, "", violations);
  for (const rpc::FieldViolation& violation : violations) {
    faults.push_back(FaultOf(row, violation.path, "CELL_INVALID",
                             violation.description, violation.vietnamese));
  }
}

void CheckId(int row, const std::string& unit_id,
             std::vector<rpc::FieldViolation>& faults) {
  static const auto& pattern = *new re2::RE2("([a-z][a-z0-9-]{2,62})?");
  if (re2::RE2::FullMatch(unit_id, pattern)) return;
  faults.push_back(FaultOf(
      row, "unit_id", "UNIT_ID_INVALID",
      "must be 3 to 63 of [a-z0-9-], a letter first",
      "phải gồm 3 đến 63 ký tự a-z, 0-9 hoặc dấu -, bắt đầu bằng chữ cái"));
}

}  // namespace

rpc::FieldViolation FaultOf(int row, absl::string_view column,
                            absl::string_view reason,
                            absl::string_view description,
                            absl::string_view vietnamese) {
  return {absl::StrCat("rows[", row + 1, "].", column),
          absl::StrCat(reason, ": ", description), std::string(vietnamese)};
}

UnitVersion ReadImportRow(int row, const v1::ImportUnitsRequest& request,
                          const Levels& levels,
                          std::vector<rpc::FieldViolation>& faults) {
  CheckCells(row, request, faults);
  if (request.code().empty()) {
    faults.push_back(FaultOf(row, "code", "CODE_MISSING",
                             "a row is known by its code",
                             "phải có mã để biết dòng này là đơn vị nào"));
  }
  if (request.display_name().empty() && request.official_name().empty()) {
    faults.push_back(FaultOf(row, "display_name", "NAME_MISSING",
                             "display_name or official_name is wanted",
                             "phải có display_name hoặc official_name"));
  }
  CheckId(row, request.unit_id(), faults);

  UnitVersion version;
  version.attributes.level = request.level();
  version.attributes.kind = request.kind();
  version.attributes.display_name = request.display_name().empty()
                                        ? request.official_name()
                                        : request.display_name();
  version.attributes.official_name = request.official_name();
  version.attributes.code = request.code();
  version.valid_from = ReadDate(row, "valid_from", request.valid_from(),
                                *base::ParseDate(kUnknownBeginning), faults);
  version.valid_until = ReadDate(row, "valid_until", request.valid_until(),
                                 base::kForever, faults);
  if (version.valid_until <= version.valid_from) {
    faults.push_back(FaultOf(row, "valid_until", "VALIDITY_INVALID",
                             "must be after valid_from",
                             "phải sau valid_from"));
  }
  if (!levels.HasOn(request.level(), version.valid_from)) {
    faults.push_back(
        FaultOf(row, "level", "LEVEL_UNKNOWN",
                absl::StrCat("must be one of ",
                             absl::StrJoin(levels.Ids(), ", "), " then"),
                absl::StrCat("phải là một trong các cấp có vào ngày đó: ",
                             absl::StrJoin(levels.Ids(), ", "))));
  }
  return version;
}

}  // namespace loa::units
