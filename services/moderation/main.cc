// loa-moderation: screening policies and reviews.
#include <string>

#include "absl/flags/flag.h"
#include "libs/base/ids.h"
#include "libs/base/log.h"
#include "libs/clients/registry_replica.h"
#include "libs/clients/service_token.h"
#include "libs/rpc/server_flags.h"
#include "libs/status/status_macros.h"
#include "services/moderation/migrations.h"
#include "services/moderation/moderation_service.h"

ABSL_FLAG(std::string, database_url, "", "sqlite:/path or postgresql://...");
ABSL_FLAG(std::string, database_schema, "moderation", "Schema, on PostgreSQL");
ABSL_FLAG(std::string, units, "", "Where units is, such as dns:///units:7000");
ABSL_FLAG(std::string, service_secret_file, "",
          "Secret of principals/moderation");

namespace loa::moderation {
namespace {

// The level of a unit as the register has it now.
std::string LevelOf(const clients::RegistryReplica& registry,
                    absl::string_view unit) {
  const auto view = registry.View();
  const units::v1::Unit* found =
      view == nullptr ? nullptr : view->FindUnit(unit);
  return found == nullptr ? "" : found->level();
}

absl::StatusOr<int> Run() {
  const base::Clock& clock = base::SystemClock();
  base::RandomIds ids(clock);
  ASSIGN_OR_RETURN(const auto verifier, rpc::TokenVerifierFromFlags());
  const auto units = rpc::CreateChannel(
      rpc::ChannelOptionsFromFlags(absl::GetFlag(FLAGS_units)));
  clients::ServiceToken token(units, "moderation",
                              absl::GetFlag(FLAGS_service_secret_file), clock);
  clients::RegistryReplica registry(units, &token, clock);
  ASSIGN_OR_RETURN(
      const auto database,
      sql::Database::Open({.url = absl::GetFlag(FLAGS_database_url),
                           .schema = absl::GetFlag(FLAGS_database_schema)},
                          Migrations()));
  rpc::Executor executor(rpc::ExecutorOptionsFromFlags());
  rpc::CallMetrics metrics;
  ModerationService service({clock, ids, *database, *verifier, registry,
                             executor, metrics,
                             [&registry](absl::string_view unit) {
                               return LevelOf(registry, unit);
                             }});
  RETURN_IF_ERROR(service.Prepare());
  rpc::ServerParts parts = service.server_parts();
  parts.background.push_back(&registry);
  parts.readiness.push_back({"registry", [&] { return registry.Ready(); }});
  return rpc::Serve(rpc::ServerOptionsFromFlags(), parts);
}

}  // namespace
}  // namespace loa::moderation

int main(int argc, char** argv) {
  loa::rpc::ParseServerFlags(argc, argv, "moderation");
  const absl::StatusOr<int> exit_code = loa::moderation::Run();
  if (exit_code.ok()) return *exit_code;
  loa::base::Log(loa::base::Severity::kError, "cannot start",
                 {{"error", exit_code.status().ToString()}});
  return 1;
}
