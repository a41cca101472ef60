#ifndef LOA_SERVICES_UNITS_PAGES_CONNECTIONS_H_
#define LOA_SERVICES_UNITS_PAGES_CONNECTIONS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/sealing.h"
#include "libs/platform/platform.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/page_service.pb.h"

namespace loa::units {

// The connections of pages to their platforms: proves credentials by read-only
// calls and keeps them sealed.  Contracts and errors: page_service.proto.
class Connections {
 public:
  // `app_secret` is that of the app that the page tokens belong to.
  Connections(sql::Database& database, const auth::Sealer& sealer,
              platform::PagePlatform& facebook, std::string app_secret)
      : database_(database),
        sealer_(sealer),
        facebook_(facebook),
        app_secret_(std::move(app_secret)) {}

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
  // Whether the token is that of the platform's page, and not of a person.
  bool IsPage(const std::string& platform_page_id,
              const std::string& access_token);
  absl::Status Prove(const std::string& page, v1::Platform platform,
                     const std::string& platform_page_id,
                     const std::string& access_token);

  sql::Database& database_;
  const auth::Sealer& sealer_;
  platform::PagePlatform& facebook_;
  const std::string app_secret_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_CONNECTIONS_H_
