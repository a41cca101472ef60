#ifndef LOA_SERVICES_UNITS_ACCESS_ROLE_BINDINGS_H_
#define LOA_SERVICES_UNITS_ACCESS_ROLE_BINDINGS_H_

#include "absl/status/statusor.h"
#include "google/protobuf/empty.pb.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/access_service.pb.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

// The roles of people.  Contracts and errors: access_service.proto.
class RoleBindings {
 public:
  RoleBindings(sql::Database& database, base::IdSource& ids,
               RegisterIndex& index)
      : database_(database), ids_(ids), index_(index) {}

  absl::StatusOr<v1::RoleBinding> CreateRoleBinding(
      const rpc::RequestContext& context,
      const v1::CreateRoleBindingRequest& request);
  absl::StatusOr<v1::ListRoleBindingsResponse> ListRoleBindings(
      const rpc::RequestContext& context,
      const v1::ListRoleBindingsRequest& request);
  absl::StatusOr<google::protobuf::Empty> DeleteRoleBinding(
      const rpc::RequestContext& context,
      const v1::DeleteRoleBindingRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_ROLE_BINDINGS_H_
