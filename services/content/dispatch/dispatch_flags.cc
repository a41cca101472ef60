#include "services/content/dispatch/dispatch_flags.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

ABSL_FLAG(int, partitions, 64,
          "Partitions of pages; the publishers must be told the same");
ABSL_FLAG(absl::Duration, lease, absl::Seconds(10),
          "How long a publisher holds a partition without renewing it");
ABSL_FLAG(absl::Duration, attempt_deadline, absl::Seconds(20),
          "How long the visible call of an attempt may take");
ABSL_FLAG(absl::Duration, quiescence, absl::Seconds(60),
          "q: what the platform accepted is visible this long after the "
          "attempt's deadline, or never");
ABSL_FLAG(absl::Duration, sweep_after, absl::Seconds(5),
          "A hint that nobody acted on this long is put on the queue again");
ABSL_FLAG(absl::Duration, sweep_every, absl::Hours(24),
          "How often each connected page is read for posts made outside Loa");
ABSL_FLAG(std::string, unsafe_control, "",
          "UNSAFE, for tests only: no_compare_and_set lets two publishers "
          "begin the same attempt. Needs LOA_ALLOW_UNSAFE_CONTROLS=1");

namespace loa::content {
namespace {

constexpr int kMostPartitions = 4096;  // the contract's limit

absl::Status CheckRanges(const DispatchOptions& options) {
  if (options.partitions < 1 || options.partitions > kMostPartitions) {
    return FlagInvalid("partitions", absl::StrCat(options.partitions),
                       absl::StrCat("1 to ", kMostPartitions));
  }
  for (const auto& [flag, duration] :
       {std::pair<const char*, absl::Duration>("lease", options.lease),
        {"attempt_deadline", options.attempt_deadline},
        {"quiescence", options.quiet},
        {"sweep_after", options.sweep_after},
        {"sweep_every", options.sweep_every}}) {
    if (duration <= absl::ZeroDuration() || duration > absl::Hours(24)) {
      return FlagInvalid(flag, absl::FormatDuration(duration),
                         "above 0 and a day at most");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DispatchOptions> DispatchOptionsFromFlags() {
  DispatchOptions options{
      .partitions = absl::GetFlag(FLAGS_partitions),
      .lease = absl::GetFlag(FLAGS_lease),
      .attempt_deadline = absl::GetFlag(FLAGS_attempt_deadline),
      .quiet = absl::GetFlag(FLAGS_quiescence),
      .sweep_after = absl::GetFlag(FLAGS_sweep_after),
      .sweep_every = absl::GetFlag(FLAGS_sweep_every)};
  RETURN_IF_ERROR(CheckRanges(options));
  const std::string control = absl::GetFlag(FLAGS_unsafe_control);
  if (control.empty()) return options;
  const char* allowed = std::getenv("LOA_ALLOW_UNSAFE_CONTROLS");
  if (allowed == nullptr || absl::string_view(allowed) != "1" ||
      control != "no_compare_and_set") {
    return UnsafeControlRefused(control);
  }
  options.no_compare_and_set = true;
  return options;
}

}  // namespace loa::content
