// loa-publisher: sends what is due, once each, and settles what is unknown.
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/ascii.h"
#include "libs/base/ids.h"
#include "libs/base/log.h"
#include "libs/clients/service_token.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/webhook/webhook.h"
#include "libs/rpc/server_flags.h"
#include "libs/status/status_macros.h"
#include "services/publisher/shard_lock.h"
#include "services/publisher/worker.h"
#include "services/publisher/worker_flags.h"

ABSL_FLAG(std::string, units, "", "Where units is, such as dns:///units:7000");
ABSL_FLAG(std::string, content, "", "Where content is");
ABSL_FLAG(std::string, service_secret_file, "", "Secret of our principal");
ABSL_FLAG(std::string, facebook_url, "https://graph.facebook.com/v25.0",
          "Graph API, with its version");
ABSL_FLAG(std::string, facebook_app_secret_file, "", "The app's secret");
ABSL_FLAG(bool, webhook_allow_loopback, false, "Sites on 127.0.0.1 too");

namespace loa::publisher {
namespace {

absl::StatusOr<int> Run() {
  const base::Clock& clock = base::SystemClock();
  base::RandomIds ids(clock);
  ASSIGN_OR_RETURN(const auto lock, ShardLockFromFlags());
  ASSIGN_OR_RETURN(const Worker::Options options, WorkerOptionsFromFlags());
  ASSIGN_OR_RETURN(const redis::Options redis, RedisOptionsFromFlags());
  ASSIGN_OR_RETURN(UnitsGateway::Options units_options,
                   UnitsOptionsFromFlags());
  ASSIGN_OR_RETURN(
      units_options.app_secret,
      rpc::ReadFile(absl::GetFlag(FLAGS_facebook_app_secret_file)));
  absl::StripAsciiWhitespace(&units_options.app_secret);
  const auto units_channel = rpc::CreateChannel(
      rpc::ChannelOptionsFromFlags(absl::GetFlag(FLAGS_units)));
  const auto content_channel = rpc::CreateChannel(
      rpc::ChannelOptionsFromFlags(absl::GetFlag(FLAGS_content)));
  clients::ServiceToken tokens(units_channel, "publisher",
                               absl::GetFlag(FLAGS_service_secret_file), clock);
  const auto facebook = platform::facebook::NewFacebook(
      {.base_url = absl::GetFlag(FLAGS_facebook_url)}, clock);
  const auto webhook = platform::webhook::NewWebhook(
      {.allow_loopback = absl::GetFlag(FLAGS_webhook_allow_loopback)}, clock);

  UnitsGateway units(units_options, units_channel, &tokens, clock);
  ContentGateway content(ContentOptionsFromFlags(ids), content_channel, &tokens,
                         clock);
  MediaGateway media(content_channel, &tokens);
  PageCalls pages({*facebook, *webhook}, units, media, clock);
  queue::Owner queue(redis);
  Worker worker(options, {clock, content, units, pages, queue});

  rpc::Executor executor(rpc::ExecutorOptionsFromFlags());
  rpc::CallMetrics metrics;
  worker.AddMetrics(metrics);
  return rpc::Serve(rpc::ServerOptionsFromFlags(),
                    {.services = {},
                     .background = {&worker},
                     .readiness = {{"content", [&] { return worker.Ready(); }}},
                     .executor = executor,
                     .metrics = metrics});
}

}  // namespace
}  // namespace loa::publisher

int main(int argc, char** argv) {
  loa::rpc::ParseServerFlags(argc, argv, "publisher");
  const absl::StatusOr<int> exit_code = loa::publisher::Run();
  if (exit_code.ok()) return *exit_code;
  loa::base::Log(loa::base::Severity::kError, "cannot start",
                 {{"error", exit_code.status().ToString()}});
  return 1;
}
