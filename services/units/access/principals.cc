#include "services/units/access/principals.h"

#include <optional>

#include "absl/algorithm/container.h"
#include "libs/audit/mutation.h"
#include "libs/auth/secret.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/access/access_store.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

absl::StatusOr<StoredPrincipal> ResolvePrincipal(sql::Tx& tx,
                                                 const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   rpc::ParseId("name", name, "principals"));
  ASSIGN_OR_RETURN(const std::optional<StoredPrincipal> person,
                   FindPrincipal(tx, id));
  if (!person.has_value()) return PrincipalNotFound("name", name);
  return *person;
}

audit::Subject SubjectOf(const StoredPrincipal& person) {
  return {PrincipalName(person.principal_id), std::string(auth::kOrganization)};
}

// Tells watchers that the person's roles ended.
absl::Status RecordEndOfRoles(sql::Tx& tx, const std::string& principal_id) {
  ASSIGN_OR_RETURN(const std::vector<StoredBinding> bindings,
                   ListStoredBindings(tx, principal_id, {}, 1'000'000));
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  for (const StoredBinding& binding : bindings) {
    RETURN_IF_ERROR(RecordChange(tx, sequence, kRoleBindingChange,
                                 binding.role_binding_id));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Principal> Disable(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::DisablePrincipalRequest& request, audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  RETURN_IF_ERROR(context.access.Check(auth::kOrganization));
  ASSIGN_OR_RETURN(StoredPrincipal person,
                   ResolvePrincipal(tx, request.name()));
  subject = SubjectOf(person);
  person.disabled = true;
  RETURN_IF_ERROR(UpdatePrincipal(tx, person));
  ASSIGN_OR_RETURN(const bool administered, HasAdministrator(tx));
  if (!administered) return LastAdministrator();
  RETURN_IF_ERROR(RecordEndOfRoles(tx, person.principal_id));
  return PrincipalFrom(person);
}

}  // namespace

absl::StatusOr<v1::PrincipalSecret> Principals::CreatePrincipal(
    const rpc::RequestContext& context,
    const v1::CreatePrincipalRequest& request) {
  const std::string secret = auth::NewSecret(ids_);
  const StoredPrincipal person{
      request.principal_id().empty() ? ids_.NewId() : request.principal_id(),
      request.principal().display_name(), false, auth::HashSecret(secret),
      context.now};
  return audit::Mutate<v1::PrincipalSecret>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::PrincipalSecret> {
        RETURN_IF_ERROR(LockRegister(tx));
        RETURN_IF_ERROR(context.access.Check(auth::kOrganization));
        subject = SubjectOf(person);
        ASSIGN_OR_RETURN(const std::optional<StoredPrincipal> other,
                         FindPrincipal(tx, person.principal_id));
        if (other.has_value() ||
            absl::c_linear_search(services_, person.principal_id)) {
          return PrincipalAlreadyExists(subject.resource);
        }
        RETURN_IF_ERROR(InsertPrincipal(tx, person));
        v1::PrincipalSecret response;
        *response.mutable_principal() = PrincipalFrom(person);
        response.set_secret(secret);
        return response;
      });
}

absl::StatusOr<v1::Principal> Principals::GetPrincipal(
    const rpc::RequestContext& context,
    const v1::GetPrincipalRequest& request) {
  v1::Principal response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const StoredPrincipal person,
                     ResolvePrincipal(tx, request.name()));
    response = PrincipalFrom(person);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListPrincipalsResponse> Principals::ListPrincipals(
    const rpc::RequestContext& context,
    const v1::ListPrincipalsRequest& request) {
  ASSIGN_OR_RETURN(const CreationCursor after, ReadCreationCursor(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListPrincipalsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<StoredPrincipal> people,
                     ListStoredPrincipals(tx, after, page_size + 1));
    response.Clear();
    for (const StoredPrincipal& person : people) {
      if (response.principals_size() == page_size) {
        const StoredPrincipal& last = people[page_size - 1];
        response.set_next_page_token(TokenAfter(
            request, {absl::ToUnixMicros(last.created_at), last.principal_id}));
        break;
      }
      *response.add_principals() = PrincipalFrom(person);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Principal> Principals::DisablePrincipal(
    const rpc::RequestContext& context,
    const v1::DisablePrincipalRequest& request) {
  ASSIGN_OR_RETURN(v1::Principal response,
                   audit::Mutate<v1::Principal>(
                       database_, context, request,
                       [&](sql::Tx& tx, audit::Subject& subject) {
                         return Disable(tx, context, request, subject);
                       }));
  RETURN_IF_ERROR(index_.Refresh());
  return response;
}

absl::StatusOr<v1::PrincipalSecret> Principals::RotateSecret(
    const rpc::RequestContext& context,
    const v1::RotateSecretRequest& request) {
  const std::string secret = auth::NewSecret(ids_);
  return audit::Mutate<v1::PrincipalSecret>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::PrincipalSecret> {
        RETURN_IF_ERROR(LockRegister(tx));
        RETURN_IF_ERROR(context.access.Check(auth::kOrganization));
        ASSIGN_OR_RETURN(StoredPrincipal person,
                         ResolvePrincipal(tx, request.name()));
        subject = SubjectOf(person);
        if (person.disabled) return PrincipalDisabled(subject.resource);
        person.secret_sha256 = auth::HashSecret(secret);
        RETURN_IF_ERROR(UpdatePrincipal(tx, person));
        v1::PrincipalSecret response;
        *response.mutable_principal() = PrincipalFrom(person);
        response.set_secret(secret);
        return response;
      });
}

}  // namespace loa::units
