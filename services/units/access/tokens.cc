#include "services/units/access/tokens.h"

#include <optional>
#include <string>

#include "libs/audit/mutation.h"
#include "libs/auth/secret.h"
#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/access/access_store.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

// Stores the first administrator and its role over everything.
absl::Status InsertAdministrator(sql::Tx& tx,
                                 const rpc::RequestContext& context,
                                 const StoredPrincipal& person,
                                 const std::string& role_binding_id) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const bool first, MarkBootstrapped(tx, context.now));
  if (!first) return BootstrapDone();
  StoredBinding binding;
  binding.role_binding_id = role_binding_id;
  binding.principal_id = person.principal_id;
  binding.role = auth::Role::ROLE_ADMIN;
  binding.unit = std::string(auth::kOrganization);
  binding.created_at = context.now;
  ASSIGN_OR_RETURN(binding.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(InsertPrincipal(tx, person));
  RETURN_IF_ERROR(InsertBinding(tx, binding));
  return RecordChange(tx, binding.sequence, kRoleBindingChange,
                      role_binding_id);
}

}  // namespace

absl::StatusOr<v1::PrincipalSecret> Tokens::BootstrapAdministrator(
    const rpc::RequestContext& context,
    const v1::BootstrapAdministratorRequest& request) {
  if (secrets_.bootstrap_sha256.empty() ||
      !auth::SecretMatches(request.bootstrap_secret(),
                           secrets_.bootstrap_sha256)) {
    return BootstrapRefused();
  }
  const std::string secret = auth::NewSecret(ids_);
  const StoredPrincipal person{ids_.NewId(), request.display_name(), false,
                               auth::HashSecret(secret), context.now};
  const std::string role_binding_id = ids_.NewId();
  ASSIGN_OR_RETURN(
      v1::PrincipalSecret response,
      audit::Mutate<v1::PrincipalSecret>(
          database_, context, request,
          [&](sql::Tx& tx,
              audit::Subject& subject) -> absl::StatusOr<v1::PrincipalSecret> {
            subject = {PrincipalName(person.principal_id),
                       std::string(auth::kOrganization)};
            RETURN_IF_ERROR(
                InsertAdministrator(tx, context, person, role_binding_id));
            v1::PrincipalSecret answer;
            *answer.mutable_principal() = PrincipalFrom(person);
            answer.set_secret(secret);
            return answer;
          }));
  // The secret is shown this once, so nothing may come between it and its
  // owner; the index is read again within a second in any case.
  if (const absl::Status status = index_.Refresh(); !status.ok()) {
    base::Log(base::Severity::kWarning, "the index of the register is old",
              {{"error", status.ToString()}});
  }
  return response;
}

absl::StatusOr<auth::Principal> Tokens::Prove(
    const v1::IssueTokenRequest& request) {
  ASSIGN_OR_RETURN(
      const std::string id,
      rpc::ParseId("principal", request.principal(), "principals"));
  const auto service = secrets_.services.find(id);
  if (service != secrets_.services.end()) {
    if (!auth::SecretMatches(request.secret(), service->second)) {
      return CredentialWrong();
    }
    return auth::Principal{PrincipalName(id), auth::Principal::Kind::kService};
  }
  std::optional<StoredPrincipal> person;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(person, FindPrincipal(tx, id));
    return absl::OkStatus();
  }));
  // An unknown principal costs a comparison too, so that time does not tell.
  const std::string hash =
      person.has_value() ? person->secret_sha256 : auth::HashSecret("");
  const bool fits = auth::SecretMatches(request.secret(), hash);
  if (!person.has_value() || !fits) return CredentialWrong();
  if (person->disabled) return PrincipalDisabledForTokens(PrincipalName(id));
  return auth::Principal{PrincipalName(id), auth::Principal::Kind::kPerson};
}

absl::StatusOr<v1::IssueTokenResponse> Tokens::IssueToken(
    const rpc::RequestContext& context, const v1::IssueTokenRequest& request) {
  ASSIGN_OR_RETURN(const auth::Principal principal, Prove(request));
  v1::IssueTokenResponse response;
  response.set_token(issuer_.Issue(principal, context.now, auth::kTokenLife));
  *response.mutable_expire_time() =
      base::TimestampOf(context.now + auth::kTokenLife);
  return response;
}

}  // namespace loa::units
