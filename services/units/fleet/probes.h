#ifndef LOA_SERVICES_UNITS_FLEET_PROBES_H_
#define LOA_SERVICES_UNITS_FLEET_PROBES_H_

#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/sealing.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/fleet_service.pb.h"
#include "services/units/pages/credential_proof.h"

namespace loa::units {

// Asks the platforms day by day whether the credentials of pages are still
// good.  Contract and errors of ProbePage: fleet_service.proto.
class Probes {
 public:
  Probes(sql::Database& database, const auth::Sealer& sealer,
         const CredentialProof& proof)
      : database_(database), sealer_(sealer), proof_(proof) {}

  absl::StatusOr<v1::PageHealth> ProbePage(const rpc::RequestContext& context,
                                           const v1::ProbePageRequest& request);

  // Probes every page whose credential was proven or asked about a day ago;
  // those whose platform did not answer, an hour ago.  One that the platform
  // refuses becomes BROKEN, one that it takes again CONNECTED; no answer
  // changes nothing.  Ends early when `stop` is set.
  absl::Status ProbeDue(absl::Time now, std::stop_token stop);

 private:
  struct Finding;

  absl::StatusOr<Finding> Ask(const std::string& page_id);
  // Records what the platform said, unless the page got another credential
  // meanwhile.  Answers the unit ("units/abc") of a page whose connection that
  // changed, else "".
  absl::StatusOr<std::string> Record(sql::Tx& tx, const Finding& finding,
                                     absl::Time now);

  sql::Database& database_;
  const auth::Sealer& sealer_;
  const CredentialProof& proof_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PROBES_H_
