#ifndef LOA_SERVICES_UNITS_UNITS_IMPORT_PLAN_H_
#define LOA_SERVICES_UNITS_UNITS_IMPORT_PLAN_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "loa/units/v1/unit_service.pb.h"
#include "services/units/units/unit_tree.h"

namespace loa::units {

// One unit that the rows of an import touch.
struct ImportedUnit {
  std::string unit_id;
  Timeline before;  // empty: the unit is new
  Timeline after;
};

// What `rows` make of `tree`, which is changed to it.  Pure: new ids come from
// `new_id`.  Errors: IMPORT_ROWS_INVALID with every fault of every row; then
// `tree` is of no use any more.
absl::StatusOr<std::vector<ImportedUnit>> PlanImport(
    const std::vector<v1::ImportUnitsRequest>& rows, UnitTree& tree,
    absl::FunctionRef<std::string()> new_id);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_IMPORT_PLAN_H_
