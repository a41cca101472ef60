#include "services/units/units/import_plan.h"

#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/error.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/units/import_row.h"
#include "services/units/units/unit_rules.h"

namespace loa::units {
namespace {

using Rows = std::vector<v1::ImportUnitsRequest>;

// The rows of one code: versions of one unit.
struct RowsOfUnit {
  std::string unit_id;
  std::vector<int> rows;
};

// In order of code, so that a run of the same rows goes the same way.
using ByCode = std::map<std::string, RowsOfUnit>;

class Planner {
 public:
  Planner(const Rows& rows, UnitTree& tree,
          absl::FunctionRef<std::string()> new_id)
      : rows_(rows), tree_(tree), new_id_(new_id) {}

  absl::StatusOr<std::vector<ImportedUnit>> Plan() {
    ReadRows();
    NameUnits();
    FindParents();
    if (!faults_.empty()) return ImportRowsInvalid(faults_);
    std::vector<ImportedUnit> units = LayRows();
    CheckRows();
    if (faults_.empty()) CheckRest();
    if (!faults_.empty()) return ImportRowsInvalid(faults_);
    return units;
  }

 private:
  void Fault(int row, absl::string_view column, absl::string_view reason,
             absl::string_view description, absl::string_view vietnamese) {
    faults_.push_back(FaultOf(row, column, reason, description, vietnamese));
  }

  void ReadRows() {
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
      const size_t faults = faults_.size();
      versions_.push_back(
          ReadImportRow(row, rows_[row], tree_.levels(), faults_));
      if (!rows_[row].code().empty()) AddToUnit(row);
      sound_.push_back(faults_.size() == faults);
    }
  }

  void AddToUnit(int row) {
    RowsOfUnit& unit = by_code_[rows_[row].code()];
    for (const int other : unit.rows) {
      if (!versions_[other].Overlaps(versions_[row])) continue;
      Fault(row, "valid_from", "VALIDITY_OVERLAPS",
            absl::StrCat("row ", other + 1,
                         " says something of the same code and days"),
            absl::StrCat("trùng mã và thời gian với dòng ", other + 1));
      break;  // a file with one code throughout has a fault a row, not a pair
    }
    unit.rows.push_back(row);
  }

  // A code names the unit that has or had it; else a new one.
  void NameUnits() {
    for (auto& [code, unit] : by_code_) {
      unit.unit_id =
          tree_.HolderOf(code, versions_[unit.rows.front()].valid_from);
      const UnitTree::Ids& holders = tree_.WithCode(code);
      if (unit.unit_id.empty() && !holders.empty()) {
        unit.unit_id = *holders.begin();
      }
      if (!unit.unit_id.empty()) continue;
      unit.unit_id = rows_[unit.rows.front()].unit_id();
      if (unit.unit_id.empty()) {
        unit.unit_id = new_id_();
      } else if (!tree_.Of(unit.unit_id).empty() ||
                 !given_.try_emplace(unit.unit_id, code).second) {
        Fault(unit.rows.front(), "unit_id", "UNIT_ID_TAKEN",
              "another unit has the id; ids are never used again",
              "đơn vị khác đã có mã định danh này; mã không được dùng lại");
      }
    }
  }

  void FindParents() {
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
      const std::string& parent_code = rows_[row].parent_code();
      // A row with a fault of its own may have no day to look on.
      if (parent_code.empty() || !sound_[row]) continue;
      const auto imported = by_code_.find(parent_code);
      std::string parent_id =
          imported != by_code_.end()
              ? imported->second.unit_id
              : tree_.HolderOf(parent_code, versions_[row].valid_from);
      if (parent_id.empty()) {
        Fault(row, "parent_code", "PARENT_UNKNOWN",
              absl::StrCat("no row and no unit of that day has the code ",
                           parent_code),
              absl::StrCat(
                  "không dòng nào và không đơn vị nào vào ngày đó có mã ",
                  parent_code));
      }
      versions_[row].attributes.parent_id = std::move(parent_id);
    }
  }

  std::vector<ImportedUnit> LayRows() {
    std::vector<ImportedUnit> units;
    for (const auto& [code, unit] : by_code_) {
      ImportedUnit imported{unit.unit_id, tree_.Of(unit.unit_id), {}};
      imported.after = imported.before;
      for (const int row : unit.rows) {
        imported.after = Overlaid(imported.after, versions_[row]);
      }
      tree_.Set(unit.unit_id, imported.after);
      units.push_back(std::move(imported));
    }
    return units;
  }

  void CheckRows() {
    for (const auto& [code, unit] : by_code_) {
      for (const int row : unit.rows) {
        const absl::Status status =
            CheckVersion(tree_, unit.unit_id, versions_[row]);
        if (!status.ok()) FaultFrom(row, status);
      }
    }
  }

  // What no row says: versions that stay, and units below.
  void CheckRest() {
    for (const auto& [code, unit] : by_code_) {
      const absl::Status status = CheckUnit(tree_, unit.unit_id);
      if (!status.ok()) FaultFrom(unit.rows.front(), status);
    }
  }

  // The rules of the tree in the words of an import.
  void FaultFrom(int row, const absl::Status& status) {
    std::string reason = status::ReasonOf(status);
    absl::string_view column = "parent_code";
    if (reason == "UNIT_NOT_FOUND") {
      reason = "PARENT_UNKNOWN";
    } else if (reason == "VALIDITY_INVALID") {
      column = "valid_until";
    } else if (reason == "UNIT_CODE_TAKEN") {
      reason = "VALIDITY_OVERLAPS";
      column = "code";
    } else if (reason == "LEVEL_UNKNOWN") {
      column = "level";
    }
    const std::string vietnamese = status::VietnameseOf(status);
    Fault(row, column, reason, status.message(),
          absl::StripSuffix(vietnamese, "."));
  }

  const Rows& rows_;
  UnitTree& tree_;
  absl::FunctionRef<std::string()> new_id_;
  std::vector<UnitVersion> versions_;  // one a row
  std::vector<bool> sound_;            // no fault of its own; one a row
  ByCode by_code_;
  absl::flat_hash_map<std::string, std::string> given_;  // id -> code
  std::vector<rpc::FieldViolation> faults_;
};

}  // namespace

absl::StatusOr<std::vector<ImportedUnit>> PlanImport(
    const Rows& rows, UnitTree& tree, absl::FunctionRef<std::string()> new_id) {
  return Planner(rows, tree, new_id).Plan();
}

}  // namespace loa::units
