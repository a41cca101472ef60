#ifndef LOA_SERVICES_UNITS_EVALUATION_EVALUATION_BASIS_H_
#define LOA_SERVICES_UNITS_EVALUATION_EVALUATION_BASIS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/auth/access.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/evaluation_basis_service.pb.h"
#include "services/units/governance/directions.h"
#include "services/units/governance/obstacles.h"

namespace loa::units {

// What an evaluation reads of the register.  Contracts and errors:
// evaluation_basis_service.proto.
class EvaluationReads {
 public:
  // All outlive it.
  EvaluationReads(sql::Database& database, const auth::AccessSource& access,
                  Obstacles& obstacles, Directions& directions)
      : database_(database),
        access_(access),
        obstacles_(obstacles),
        directions_(directions) {}

  absl::StatusOr<v1::EvaluationBasis> ReadEvaluationBasis(
      const rpc::RequestContext& context,
      const v1::ReadEvaluationBasisRequest& request);

 private:
  absl::Status ReadObstacles(const rpc::RequestContext& context,
                             const v1::ReadEvaluationBasisRequest& request,
                             v1::EvaluationBasis& basis);
  absl::Status ReadDirections(const rpc::RequestContext& context,
                              const v1::ReadEvaluationBasisRequest& request,
                              v1::EvaluationBasis& basis);

  sql::Database& database_;
  const auth::AccessSource& access_;
  Obstacles& obstacles_;
  Directions& directions_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_EVALUATION_EVALUATION_BASIS_H_
