#ifndef LOA_SERVICES_UNITS_UNITS_UNITS_H_
#define LOA_SERVICES_UNITS_UNITS_UNITS_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/unit_service.pb.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

// The units over time.  Contracts and errors: unit_service.proto.
class Units {
 public:
  Units(sql::Database& database, base::IdSource& ids, RegisterIndex& index)
      : database_(database), ids_(ids), index_(index) {}

  absl::StatusOr<v1::Unit> GetUnit(const rpc::RequestContext& context,
                                   const v1::GetUnitRequest& request);
  absl::StatusOr<v1::ListUnitsResponse> ListUnits(
      const rpc::RequestContext& context, const v1::ListUnitsRequest& request);
  absl::StatusOr<v1::ListAncestorsResponse> ListAncestors(
      const rpc::RequestContext& context,
      const v1::ListAncestorsRequest& request);
  absl::StatusOr<v1::Unit> CreateUnit(const rpc::RequestContext& context,
                                      const v1::CreateUnitRequest& request);
  absl::StatusOr<v1::Unit> UpdateUnit(const rpc::RequestContext& context,
                                      const v1::UpdateUnitRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNITS_H_
