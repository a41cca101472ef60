// loa-content: posts, their publications, and what publishers need.
#include <string>

#include "absl/flags/flag.h"
#include "libs/base/ids.h"
#include "libs/base/log.h"
#include "libs/clients/registry_replica.h"
#include "libs/clients/service_token.h"
#include "libs/rpc/server_flags.h"
#include "libs/status/status_macros.h"
#include "services/content/content_service.h"
#include "services/content/dispatch/dispatch_flags.h"
#include "services/content/migrations.h"
#include "services/content/submissions/submission_flags.h"

ABSL_FLAG(std::string, database_url, "", "sqlite:/path or postgresql://...");
ABSL_FLAG(std::string, database_schema, "content", "Schema, on PostgreSQL");
ABSL_FLAG(std::string, units, "", "Where units is, such as dns:///units:7000");
ABSL_FLAG(std::string, moderation, "", "Where moderation is");
ABSL_FLAG(std::string, redis, "redis://127.0.0.1:6379",
          "redis://[:password@]host:port or unix:///path");
ABSL_FLAG(std::string, media, "",
          "file:///directory, or s3://bucket/prefix?endpoint=https://host");
ABSL_FLAG(std::string, media_key_file, "",
          "S3: the access key's id and its secret, a line each");
ABSL_FLAG(std::string, service_secret_file, "", "Secret of principals/content");

namespace loa::content {
namespace {

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& target) {
  return rpc::CreateChannel(rpc::ChannelOptionsFromFlags(target));
}

absl::StatusOr<int> Run() {
  const base::Clock& clock = base::SystemClock();
  base::RandomIds ids(clock);
  ASSIGN_OR_RETURN(const auto verifier, rpc::TokenVerifierFromFlags());
  ASSIGN_OR_RETURN(const auto redis,
                   redis::ParseAddress(absl::GetFlag(FLAGS_redis)));
  ASSIGN_OR_RETURN(
      const auto blobs,
      blob::OpenBlobStore(absl::GetFlag(FLAGS_media),
                          absl::GetFlag(FLAGS_media_key_file), clock));
  ASSIGN_OR_RETURN(const DispatchOptions dispatch, DispatchOptionsFromFlags());
  ASSIGN_OR_RETURN(const SubmissionOptions submissions,
                   SubmissionOptionsFromFlags());
  const auto units = ChannelTo(absl::GetFlag(FLAGS_units));
  clients::ServiceToken token(units, "content",
                              absl::GetFlag(FLAGS_service_secret_file), clock);
  clients::RegistryReplica registry(units, &token, clock);
  ASSIGN_OR_RETURN(
      const auto database,
      sql::Database::Open({.url = absl::GetFlag(FLAGS_database_url),
                           .schema = absl::GetFlag(FLAGS_database_schema)},
                          Migrations()));
  rpc::Executor executor(rpc::ExecutorOptionsFromFlags());
  rpc::CallMetrics metrics;
  ContentService service({clock, ids, *database, *verifier, registry,
                          ChannelTo(absl::GetFlag(FLAGS_moderation)), &token,
                          redis, *blobs, dispatch, submissions, executor,
                          metrics});
  RETURN_IF_ERROR(service.Prepare());
  return rpc::Serve(rpc::ServerOptionsFromFlags(), service.server_parts());
}

}  // namespace
}  // namespace loa::content

int main(int argc, char** argv) {
  loa::rpc::ParseServerFlags(argc, argv, "content");
  const absl::StatusOr<int> exit_code = loa::content::Run();
  if (exit_code.ok()) return *exit_code;
  loa::base::Log(loa::base::Severity::kError, "cannot start",
                 {{"error", exit_code.status().ToString()}});
  return 1;
}
