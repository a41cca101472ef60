// loa-units: the register of units, pages, plans and roles.
#include <string>

#include "absl/flags/flag.h"
#include "libs/auth/sealing.h"
#include "libs/auth/token.h"
#include "libs/base/ids.h"
#include "libs/base/log.h"
#include "libs/rpc/server_flags.h"
#include "libs/status/status_macros.h"
#include "services/units/access/secrets.h"
#include "services/units/migrations.h"
#include "services/units/platform_flags.h"
#include "services/units/register_service.h"

ABSL_FLAG(std::string, database_url, "", "sqlite:/path or postgresql://...");
ABSL_FLAG(std::string, database_schema, "units", "Schema, on PostgreSQL");
ABSL_FLAG(std::string, signing_key_file, "", "Ed25519 key that signs tokens");
ABSL_FLAG(std::string, sealing_key_file, "", "Keys that seal credentials");
ABSL_FLAG(std::string, bootstrap_secret_file, "",
          "Secret of the first administrator; empty: no bootstrap");
ABSL_FLAG(std::string, service_secrets_dir, "",
          "One file a service principal: its name, with its secret in it");
ABSL_FLAG(std::string, facebook_app_secret_file, "", "The app's secret");

namespace loa::units {
namespace {

absl::StatusOr<int> Run() {
  const base::Clock& clock = base::SystemClock();
  base::RandomIds ids(clock);
  ASSIGN_OR_RETURN(
      MountedSecrets secrets,
      ReadMountedSecrets(absl::GetFlag(FLAGS_bootstrap_secret_file),
                         absl::GetFlag(FLAGS_service_secrets_dir)));
  ASSIGN_OR_RETURN(const std::string signing_key,
                   rpc::ReadFile(absl::GetFlag(FLAGS_signing_key_file)));
  ASSIGN_OR_RETURN(const auto issuer, auth::TokenIssuer::Create(signing_key));
  ASSIGN_OR_RETURN(const auto verifier,
                   rpc::TokenVerifierFromFlags(issuer->PublicKey()));
  ASSIGN_OR_RETURN(
      const auto sealer,
      auth::Sealer::FromFile(absl::GetFlag(FLAGS_sealing_key_file), ids));
  ASSIGN_OR_RETURN(const std::string app_secret,
                   ReadSecret(absl::GetFlag(FLAGS_facebook_app_secret_file)));
  const PlatformAdapters adapters = PlatformsFromFlags(clock);
  ASSIGN_OR_RETURN(
      const auto database,
      sql::Database::Open({.url = absl::GetFlag(FLAGS_database_url),
                           .schema = absl::GetFlag(FLAGS_database_schema)},
                          Migrations()));
  rpc::Executor executor(rpc::ExecutorOptionsFromFlags());
  rpc::CallMetrics metrics;
  RegisterService service({clock, ids, *database, *issuer, *verifier, *sealer,
                           adapters.platforms(), executor, metrics, secrets,
                           app_secret});
  RETURN_IF_ERROR(service.Prepare());
  return rpc::Serve(rpc::ServerOptionsFromFlags(), service.server_parts());
}

}  // namespace
}  // namespace loa::units

int main(int argc, char** argv) {
  loa::rpc::ParseServerFlags(argc, argv, "units");
  const absl::StatusOr<int> exit_code = loa::units::Run();
  if (exit_code.ok()) return *exit_code;
  loa::base::Log(loa::base::Severity::kError, "cannot start",
                 {{"error", exit_code.status().ToString()}});
  return 1;
}
