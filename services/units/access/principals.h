#ifndef LOA_SERVICES_UNITS_ACCESS_PRINCIPALS_H_
#define LOA_SERVICES_UNITS_ACCESS_PRINCIPALS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/access_service.pb.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

// The people who call.  Contracts and errors: access_service.proto.
class Principals {
 public:
  // `services`: ids of the service principals, which people cannot take.
  Principals(sql::Database& database, base::IdSource& ids,
             std::vector<std::string> services, RegisterIndex& index)
      : database_(database),
        ids_(ids),
        services_(std::move(services)),
        index_(index) {}

  absl::StatusOr<v1::PrincipalSecret> CreatePrincipal(
      const rpc::RequestContext& context,
      const v1::CreatePrincipalRequest& request);
  absl::StatusOr<v1::Principal> GetPrincipal(
      const rpc::RequestContext& context,
      const v1::GetPrincipalRequest& request);
  absl::StatusOr<v1::ListPrincipalsResponse> ListPrincipals(
      const rpc::RequestContext& context,
      const v1::ListPrincipalsRequest& request);
  absl::StatusOr<v1::Principal> DisablePrincipal(
      const rpc::RequestContext& context,
      const v1::DisablePrincipalRequest& request);
  absl::StatusOr<v1::PrincipalSecret> RotateSecret(
      const rpc::RequestContext& context,
      const v1::RotateSecretRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const std::vector<std::string> services_;
  RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_PRINCIPALS_H_
