#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_IMPORT_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_IMPORT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/unit_service.pb.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

inline constexpr int kMaxImportRows = 20'000;

// Imports of units.  Contract and errors: unit_service.proto, ImportUnits.
class UnitImport {
 public:
  UnitImport(sql::Database& database, base::IdSource& ids, RegisterIndex& index)
      : database_(database), ids_(ids), index_(index) {}

  absl::StatusOr<v1::ImportUnitsResponse> ImportUnits(
      const rpc::RequestContext& context,
      const std::vector<v1::ImportUnitsRequest>& rows);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_IMPORT_H_
