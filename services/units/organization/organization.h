#ifndef LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_H_
#define LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_H_

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/organization_service.pb.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

// What all share.  Contracts and errors: organization_service.proto.
class OrganizationSettings {
 public:
  OrganizationSettings(sql::Database& database, RegisterIndex& index)
      : database_(database), index_(index) {}

  absl::StatusOr<v1::Organization> GetOrganization(
      const rpc::RequestContext& context,
      const v1::GetOrganizationRequest& request);
  absl::StatusOr<v1::Organization> UpdateOrganization(
      const rpc::RequestContext& context,
      const v1::UpdateOrganizationRequest& request);

 private:
  sql::Database& database_;
  RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_H_
