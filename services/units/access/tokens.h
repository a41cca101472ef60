#ifndef LOA_SERVICES_UNITS_ACCESS_TOKENS_H_
#define LOA_SERVICES_UNITS_ACCESS_TOKENS_H_

#include "absl/status/statusor.h"
#include "libs/auth/token.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/access_service.pb.h"
#include "services/units/access/secrets.h"
#include "services/units/registry/register_index.h"

namespace loa::units {

// What a caller without a token can do: prove a secret.  Contracts and errors:
// access_service.proto.
class Tokens {
 public:
  Tokens(sql::Database& database, base::IdSource& ids,
         const auth::TokenIssuer& issuer, MountedSecrets secrets,
         RegisterIndex& index)
      : database_(database),
        ids_(ids),
        issuer_(issuer),
        secrets_(std::move(secrets)),
        index_(index) {}

  absl::StatusOr<v1::PrincipalSecret> BootstrapAdministrator(
      const rpc::RequestContext& context,
      const v1::BootstrapAdministratorRequest& request);
  absl::StatusOr<v1::IssueTokenResponse> IssueToken(
      const rpc::RequestContext& context, const v1::IssueTokenRequest& request);

 private:
  // Who the secret belongs to.  Errors: CREDENTIAL_WRONG, PRINCIPAL_DISABLED.
  absl::StatusOr<auth::Principal> Prove(const v1::IssueTokenRequest& request);

  sql::Database& database_;
  base::IdSource& ids_;
  const auth::TokenIssuer& issuer_;
  const MountedSecrets secrets_;
  RegisterIndex& index_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_TOKENS_H_
