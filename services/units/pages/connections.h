#ifndef LOA_SERVICES_UNITS_PAGES_CONNECTIONS_H_
#define LOA_SERVICES_UNITS_PAGES_CONNECTIONS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/sealing.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/page_service.pb.h"
#include "services/units/pages/credential_proof.h"

namespace loa::units {

// The connections of pages to their platforms: proves credentials by read-only
// calls and keeps them sealed.  Contracts and errors: page_service.proto.
class Connections {
 public:
  Connections(sql::Database& database, const auth::Sealer& sealer,
              const CredentialProof& proof)
      : database_(database), sealer_(sealer), proof_(proof) {}

  absl::StatusOr<v1::Page> ConnectPage(const rpc::RequestContext& context,
                                       const v1::ConnectPageRequest& request);
  absl::StatusOr<v1::Page> DisconnectPage(
      const rpc::RequestContext& context,
      const v1::DisconnectPageRequest& request);
  absl::StatusOr<v1::OpenPageCredentialResponse> OpenPageCredential(
      const rpc::RequestContext& context,
      const v1::OpenPageCredentialRequest& request);

  // Seals every credential that an older key sealed with the one that seals
  // today, so that the older can be taken out of the key file: run at start.
  // What does not open stays as it is, with a line in the log.
  absl::Status SealAnew(absl::Time now);

 private:
  absl::Status SealOneAnew(sql::Tx& tx, const std::string& page_id,
                           const std::string& sealed, absl::Time now);
  sql::Database& database_;
  const auth::Sealer& sealer_;
  const CredentialProof& proof_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_CONNECTIONS_H_
