#include "services/units/access/role_bindings.h"

#include <optional>
#include <string>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/access/access_store.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// "organization", or the name of a unit that there is.
absl::StatusOr<std::string> ResolveScope(sql::Tx& tx,
                                         const rpc::RequestContext& context,
                                         const std::string& unit) {
  if (unit == auth::kOrganization) return unit;
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveUnit(tx, "role_binding.unit", unit, today));
  ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, unit_id));
  if (!known) return UnitNotFound("role_binding.unit", unit, today.day);
  return UnitName(unit_id);
}

absl::StatusOr<v1::RoleBinding> Create(sql::Tx& tx,
                                       const rpc::RequestContext& context,
                                       const v1::RoleBinding& wanted,
                                       const std::string& role_binding_id,
                                       audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  StoredBinding binding;
  binding.role_binding_id = role_binding_id;
  binding.role = wanted.role();
  binding.created_at = context.now;
  ASSIGN_OR_RETURN(binding.unit, ResolveScope(tx, context, wanted.unit()));
  RETURN_IF_ERROR(context.access.Check(binding.unit));
  ASSIGN_OR_RETURN(
      binding.principal_id,
      rpc::ParseId("role_binding.principal", wanted.principal(), "principals"));
  ASSIGN_OR_RETURN(const std::optional<StoredPrincipal> person,
                   FindPrincipal(tx, binding.principal_id));
  if (!person.has_value()) {
    return PrincipalNotFound("role_binding.principal", wanted.principal());
  }
  ASSIGN_OR_RETURN(const std::optional<StoredBinding> same,
                   FindSameBinding(tx, binding));
  if (same.has_value()) {
    return RoleBindingAlreadyExists(RoleBindingName(same->role_binding_id));
  }
  subject = {RoleBindingName(role_binding_id), binding.unit};
  ASSIGN_OR_RETURN(binding.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(InsertBinding(tx, binding));
  RETURN_IF_ERROR(
      RecordChange(tx, binding.sequence, kRoleBindingChange, role_binding_id));
  return RoleBindingFrom(binding);
}

absl::StatusOr<google::protobuf::Empty> Delete(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::DeleteRoleBindingRequest& request, audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const std::string id,
                   rpc::ParseId("name", request.name(), "roleBindings"));
  ASSIGN_OR_RETURN(const std::optional<StoredBinding> binding,
                   FindBinding(tx, id));
  if (!binding.has_value()) return RoleBindingNotFound(request.name());
  RETURN_IF_ERROR(context.access.Check(binding->unit));
  subject = {RoleBindingName(id), binding->unit};
  RETURN_IF_ERROR(DeleteBinding(tx, id));
  ASSIGN_OR_RETURN(const bool administered, HasAdministrator(tx));
  if (!administered) return LastAdministrator();
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(RecordChange(tx, sequence, kRoleBindingChange, id));
  return google::protobuf::Empty();
}

}  // namespace

absl::StatusOr<v1::RoleBinding> RoleBindings::CreateRoleBinding(
    const rpc::RequestContext& context,
    const v1::CreateRoleBindingRequest& request) {
  const std::string role_binding_id = ids_.NewId();
  ASSIGN_OR_RETURN(v1::RoleBinding response,
                   audit::Mutate<v1::RoleBinding>(
                       database_, context, request,
                       [&](sql::Tx& tx, audit::Subject& subject) {
                         return Create(tx, context, request.role_binding(),
                                       role_binding_id, subject);
                       }));
  RETURN_IF_ERROR(index_.Refresh());
  return response;
}

absl::StatusOr<v1::ListRoleBindingsResponse> RoleBindings::ListRoleBindings(
    const rpc::RequestContext& context,
    const v1::ListRoleBindingsRequest& request) {
  ASSIGN_OR_RETURN(CreationCursor after, ReadCreationCursor(request));
  std::string principal_id;
  if (!request.principal().empty()) {
    ASSIGN_OR_RETURN(
        principal_id,
        rpc::ParseId("principal", request.principal(), "principals"));
  }
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListRoleBindingsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const std::vector<StoredBinding> bindings,
        ListStoredBindings(tx, principal_id, after, page_size + 1));
    response.Clear();
    int seen = 0;
    for (const StoredBinding& binding : bindings) {
      if (++seen > page_size) break;
      after = {absl::ToUnixMicros(binding.created_at), binding.role_binding_id};
      // What the caller may not see is left out; a page may be short.
      if (!context.access.Allows(binding.unit)) continue;
      *response.add_role_bindings() = RoleBindingFrom(binding);
    }
    if (seen > page_size) {
      response.set_next_page_token(TokenAfter(request, after));
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<google::protobuf::Empty> RoleBindings::DeleteRoleBinding(
    const rpc::RequestContext& context,
    const v1::DeleteRoleBindingRequest& request) {
  ASSIGN_OR_RETURN(google::protobuf::Empty response,
                   audit::Mutate<google::protobuf::Empty>(
                       database_, context, request,
                       [&](sql::Tx& tx, audit::Subject& subject) {
                         return Delete(tx, context, request, subject);
                       }));
  RETURN_IF_ERROR(index_.Refresh());
  return response;
}

}  // namespace loa::units
