#ifndef LOA_SERVICES_UNITS_FLEET_DISCOVERY_H_
#define LOA_SERVICES_UNITS_FLEET_DISCOVERY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/auth/sealing.h"
#include "libs/base/ids.h"
#include "libs/platform/page_directory.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/fleet_service.pb.h"
#include "services/units/pages/credential_proof.h"

namespace loa::units {

// Connects a fleet by the credential of a system user.  Contracts and errors:
// fleet_service.proto.
class Discovery {
 public:
  Discovery(sql::Database& database, base::IdSource& ids,
            const auth::Sealer& sealer, const CredentialProof& proof,
            platform::PageDirectory& directory)
      : database_(database),
        ids_(ids),
        sealer_(sealer),
        proof_(proof),
        directory_(directory) {}

  absl::StatusOr<v1::DiscoverPagesResponse> DiscoverPages(
      const rpc::RequestContext& context,
      const v1::DiscoverPagesRequest& request);
  absl::StatusOr<v1::ConfirmDiscoveryResponse> ConfirmDiscovery(
      const rpc::RequestContext& context,
      const v1::ConfirmDiscoveryRequest& request);

 private:
  // A choice with the token that was proven for it, or why it was not.
  struct Proven {
    absl::Status status;
    platform::ListedPage listed;
    std::string new_page_id;
  };

  absl::StatusOr<std::vector<platform::ListedPage>> List(
      const std::string& system_user_token);
  std::vector<Proven> ProveAll(const v1::ConfirmDiscoveryRequest& request,
                               const std::vector<platform::ListedPage>& listed);
  // Connects one page in the transaction that answers all.
  absl::StatusOr<v1::Page> Connect(
      sql::Tx& tx, const rpc::RequestContext& context, absl::string_view field,
      const v1::ConfirmDiscoveryRequest::Choice& choice, const Proven& proven);

  sql::Database& database_;
  base::IdSource& ids_;
  const auth::Sealer& sealer_;
  const CredentialProof& proof_;
  platform::PageDirectory& directory_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_DISCOVERY_H_
