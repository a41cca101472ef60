#ifndef LOA_SERVICES_UNITS_UNITS_IMPORT_ROW_H_
#define LOA_SERVICES_UNITS_UNITS_IMPORT_ROW_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/rpc/errors.h"
#include "loa/units/v1/unit_service.pb.h"
#include "services/units/organization/levels.h"
#include "services/units/units/unit_version.h"

namespace loa::units {

// A fault of the row with index `row` (counted from 0; people count from 1);
// `vietnamese` is as in rpc::FieldViolation.
rpc::FieldViolation FaultOf(int row, absl::string_view column,
                            absl::string_view reason,
                            absl::string_view description,
                            absl::string_view vietnamese);

// The version that a row states, without its parent; appends to `faults` what
// is wrong with the row by itself.
UnitVersion ReadImportRow(int row, const v1::ImportUnitsRequest& request,
                          const Levels& levels,
                          std::vector<rpc::FieldViolation>& faults);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_IMPORT_ROW_H_
