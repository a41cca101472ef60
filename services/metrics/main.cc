// loa-metrics: samples, figures, roll-ups along the tree and counts of posts.
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/ascii.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/base/log.h"
#include "libs/clients/registry_replica.h"
#include "libs/clients/service_token.h"
#include "libs/platform/facebook/insights.h"
#include "libs/rpc/server_flags.h"
#include "libs/status/status_macros.h"
#include "services/metrics/digest/digest_flags.h"
#include "services/metrics/figures/expected_figures.h"
#include "services/metrics/metrics_service.h"
#include "services/metrics/migrations.h"

ABSL_FLAG(std::string, database_url, "", "sqlite:/path or postgresql://...");
ABSL_FLAG(std::string, database_schema, "metrics", "Schema, on PostgreSQL");
ABSL_FLAG(std::string, units, "", "Where units is, such as dns:///units:7000");
ABSL_FLAG(std::string, content, "", "Where content is");
ABSL_FLAG(std::string, service_secret_file, "", "Secret of principals/metrics");
ABSL_FLAG(std::string, facebook_url, "https://graph.facebook.com/v25.0",
          "Graph API, with its version");
ABSL_FLAG(std::string, facebook_app_secret_file, "", "The app's secret");
ABSL_FLAG(absl::Duration, sweep_every, absl::Minutes(1),
          "How often to look for pages whose daily sweep is due");

namespace loa::metrics {
namespace {

std::shared_ptr<grpc::Channel> ChannelTo(const absl::Flag<std::string>& to) {
  return rpc::CreateChannel(rpc::ChannelOptionsFromFlags(absl::GetFlag(to)));
}

absl::StatusOr<int> Run() {
  const base::Clock& clock = base::SystemClock();
  base::RandomIds ids(clock);
  ASSIGN_OR_RETURN(const auto verifier, rpc::TokenVerifierFromFlags());
  const auto units = ChannelTo(FLAGS_units);
  clients::ServiceToken token(units, "metrics",
                              absl::GetFlag(FLAGS_service_secret_file), clock);
  clients::RegistryReplica registry(units, &token, clock);
  ASSIGN_OR_RETURN(
      const auto database,
      sql::Database::Open({.url = absl::GetFlag(FLAGS_database_url),
                           .schema = absl::GetFlag(FLAGS_database_schema)},
                          Migrations()));
  ASSIGN_OR_RETURN(
      std::string app_secret,
      rpc::ReadFile(absl::GetFlag(FLAGS_facebook_app_secret_file)));
  absl::StripAsciiWhitespace(&app_secret);
  const auto insights = platform::facebook::NewFacebookInsights(
      {.base_url = absl::GetFlag(FLAGS_facebook_url)}, clock);
  rpc::Executor executor(rpc::ExecutorOptionsFromFlags());
  rpc::CallMetrics metrics;
  ASSIGN_OR_RETURN(const auto digest, DigestOptionsFromFlags());
  ASSIGN_OR_RETURN(const auto monthly_figures, MonthlyFiguresFromFlags());
  MetricsService service({clock, ids, *database, *verifier, registry, units,
                          ChannelTo(FLAGS_content), ChannelTo(FLAGS_moderation),
                          &token, *insights, app_secret,
                          absl::GetFlag(FLAGS_sweep_every), executor, metrics,
                          digest, monthly_figures});
  RETURN_IF_ERROR(service.Prepare());
  return rpc::Serve(rpc::ServerOptionsFromFlags(), service.server_parts());
}

}  // namespace
}  // namespace loa::metrics

int main(int argc, char** argv) {
  loa::rpc::ParseServerFlags(argc, argv, "metrics");
  const absl::StatusOr<int> exit_code = loa::metrics::Run();
  if (exit_code.ok()) return *exit_code;
  loa::base::Log(loa::base::Severity::kError, "cannot start",
                 {{"error", exit_code.status().ToString()}});
  return 1;
}
