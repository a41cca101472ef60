#ifndef LOA_SERVICES_METRICS_DIGEST_DIGEST_SENDER_H_
#define LOA_SERVICES_METRICS_DIGEST_DIGEST_SENDER_H_

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/base/clock.h"
#include "libs/platform/http/client.h"
#include "libs/sql/database.h"
#include "loa/work/v1/work_service.pb.h"
#include "services/metrics/digest/digest.h"

namespace loa::metrics {

// Sends the digest of every unit with waiting work once a day: one signed POST
// a unit (digest.h).  What a receiver has taken (2xx) is remembered; all else
// is tried again with a growing pause until the day ends, with the same
// X-Loa-Idempotency-Key and what waits by then.  A receiver's 4xx, but 408 and
// 429, is its last word for the day and is logged.
class DigestSender {
 public:
  struct Options {
    std::string url;
    std::string secret;
    absl::Duration at = absl::Hours(7);  // time of day in the zone
  };
  // What it asks of others.
  struct Sources {
    // All work of the suite.
    std::function<absl::StatusOr<std::vector<work::v1::WorkItem>>()> all_work;
    std::function<absl::StatusOr<absl::TimeZone>()> time_zone;
    // A unit's name for people, "" when it has none.
    std::function<std::string(const std::string& unit)> unit_name;
  };

  // `database`, `http` and `clock` outlive it.
  DigestSender(Options options, Sources sources, sql::Database& database,
               platform::http::Client& http, const base::Clock& clock);

  // Sends what is due, unless the pause after a failure is not over.  Called
  // once a minute and more often; never on two threads at once.
  absl::Status SendDue(std::stop_token stop);

 private:
  enum class Answer { kTaken, kRefused, kLater };

  absl::StatusOr<bool> SendAll(base::Days day, std::stop_token stop);
  Answer Send(const UnitDigest& digest, base::Days day);

  const Options options_;
  const Sources sources_;
  sql::Database& database_;
  platform::http::Client& http_;
  const base::Clock& clock_;
  // After a failure: how long to wait, and until when (SinceBoot).
  absl::Duration pause_ = absl::ZeroDuration();
  absl::Duration not_before_ = absl::ZeroDuration();
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DIGEST_DIGEST_SENDER_H_
