#include "services/publisher/worker_flags.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/publisher/errors.h"

ABSL_FLAG(std::string, redis, "redis://127.0.0.1:6379",
          "redis://[:password@]host:port or unix:///path");
ABSL_FLAG(int, partitions, 64, "Partitions of pages, as content counts them");
ABSL_FLAG(int, want_partitions, 0,
          "Partitions to hold at once; 0: all that are free");
ABSL_FLAG(std::string, shard, "0",
          "Which of several publishers on this host; two of one shard never "
          "run at once");
ABSL_FLAG(std::string, run_dir, "/run/loa", "Where the shard's lock lies");
ABSL_FLAG(absl::Duration, takeover_patience, absl::Seconds(5),
          "How long a former owner of the shard may take to end before it is "
          "killed");
ABSL_FLAG(int, max_calls, 64, "Visible calls at once");
ABSL_FLAG(absl::Duration, page_interval, absl::Seconds(1),
          "Time between posts on one page in the long run");
ABSL_FLAG(int, page_burst, 5, "Posts on one page at once");
ABSL_FLAG(absl::Duration, app_interval, absl::Milliseconds(10),
          "Time between posts of the app in the long run");
ABSL_FLAG(int, app_burst, 100, "Posts of the app at once");
ABSL_FLAG(absl::Duration, reconcile_interval, absl::Milliseconds(500),
          "How often content is asked what is unsettled");
ABSL_FLAG(absl::Duration, clock_skew, absl::Seconds(120),
          "Most that the platform's clock and content's differ");
ABSL_FLAG(absl::Duration, drain_limit, absl::Seconds(15),
          "Longest drain; what is left then is reconciled by the next owner");
ABSL_FLAG(std::string, time_zone, "Asia/Ho_Chi_Minh",
          "The organisation's zone, for the dates of first posts");
ABSL_FLAG(std::string, unsafe_control, "",
          "UNSAFE, for tests only: resend_on_timeout sends again what may be "
          "visible. Needs LOA_ALLOW_UNSAFE_CONTROLS=1");

namespace loa::publisher {
namespace {

constexpr int kMost = 4096;  // partitions by the contract, calls by threads

absl::Status CheckNumbers() {
  struct Rule {
    const char* flag;
    int value, least;
  };
  for (const auto& [flag, value, least] :
       {Rule{"partitions", absl::GetFlag(FLAGS_partitions), 1},
        Rule{"want_partitions", absl::GetFlag(FLAGS_want_partitions), 0},
        Rule{"max_calls", absl::GetFlag(FLAGS_max_calls), 1},
        Rule{"page_burst", absl::GetFlag(FLAGS_page_burst), 1},
        Rule{"app_burst", absl::GetFlag(FLAGS_app_burst), 1}}) {
    if (value < least || value > kMost) {
      return FlagInvalid(flag, absl::StrCat(value),
                         absl::StrCat(least, " to ", kMost));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDurations() {
  struct Rule {
    const char* flag;
    absl::Duration value;
    absl::Duration least = absl::ZeroDuration();
  };
  constexpr absl::Duration kTick = absl::Milliseconds(1);
  for (const auto& [flag, value, least] :
       {Rule{"page_interval", absl::GetFlag(FLAGS_page_interval)},
        Rule{"app_interval", absl::GetFlag(FLAGS_app_interval)},
        Rule{"reconcile_interval", absl::GetFlag(FLAGS_reconcile_interval),
             kTick},
        Rule{"clock_skew", absl::GetFlag(FLAGS_clock_skew)},
        Rule{"drain_limit", absl::GetFlag(FLAGS_drain_limit), kTick}}) {
    if (value < least || value > absl::Hours(24)) {
      return FlagInvalid(
          flag, absl::FormatDuration(value),
          absl::StrCat(absl::FormatDuration(least), " to a day"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<ShardLock>> ShardLockFromFlags() {
  return ShardLock::Take(absl::GetFlag(FLAGS_run_dir),
                         absl::GetFlag(FLAGS_shard),
                         absl::GetFlag(FLAGS_takeover_patience));
}

absl::StatusOr<Worker::Options> WorkerOptionsFromFlags() {
  RETURN_IF_ERROR(CheckNumbers());
  RETURN_IF_ERROR(CheckDurations());
  Worker::Options options;
  options.drain_limit = absl::GetFlag(FLAGS_drain_limit);
  CoreConfig& core = options.core;
  core.max_calls = absl::GetFlag(FLAGS_max_calls);
  core.page_rate = {absl::GetFlag(FLAGS_page_interval),
                    absl::GetFlag(FLAGS_page_burst)};
  core.app_rate = {absl::GetFlag(FLAGS_app_interval),
                   absl::GetFlag(FLAGS_app_burst)};
  core.reconcile.interval = absl::GetFlag(FLAGS_reconcile_interval);
  core.reconcile.skew = absl::GetFlag(FLAGS_clock_skew);
  core.reconcile.partitions = absl::GetFlag(FLAGS_partitions);
  core.amend.interval = core.reconcile.interval;
  core.amend.partitions = core.reconcile.partitions;
  core.sweep.interval = core.reconcile.interval * 10;
  core.sweep.partitions = core.reconcile.partitions;
  const std::string control = absl::GetFlag(FLAGS_unsafe_control);
  if (control.empty()) return options;
  const char* allowed = std::getenv("LOA_ALLOW_UNSAFE_CONTROLS");
  if (allowed == nullptr || absl::string_view(allowed) != "1" ||
      control != "resend_on_timeout") {
    return UnsafeControlRefused(control);
  }
  core.unsafe_resend_on_timeout = true;
  return options;
}

absl::StatusOr<redis::Options> RedisOptionsFromFlags() {
  return redis::ParseAddress(absl::GetFlag(FLAGS_redis));
}

ContentGateway::Options ContentOptionsFromFlags(base::IdSource& ids) {
  ContentGateway::Options options;
  options.owner = ids.NewId();
  options.partitions = absl::GetFlag(FLAGS_partitions);
  const int want = absl::GetFlag(FLAGS_want_partitions);
  options.want = want > 0 ? want : options.partitions;
  return options;
}

absl::StatusOr<UnitsGateway::Options> UnitsOptionsFromFlags() {
  UnitsGateway::Options options;
  const std::string zone = absl::GetFlag(FLAGS_time_zone);
  if (!absl::LoadTimeZone(zone, &options.zone)) return TimeZoneUnknown(zone);
  return options;
}

}  // namespace loa::publisher
