#include "services/metrics/digest/digest_sender.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "libs/base/log.h"
#include "libs/platform/webhook/signature.h"
#include "libs/status/status_macros.h"
#include "services/metrics/digest/digest_store.h"

namespace loa::metrics {
namespace {

namespace webhook = platform::webhook;

constexpr absl::string_view kIdempotencyHeader = "X-Loa-Idempotency-Key";
constexpr absl::Duration kFirstPause = absl::Seconds(5);
constexpr absl::Duration kLongestPause = absl::Minutes(10);
constexpr absl::Duration kCallTimeout = absl::Seconds(30);

}  // namespace

DigestSender::DigestSender(Options options, Sources sources,
                           sql::Database& database,
                           platform::http::Client& http,
                           const base::Clock& clock)
    : options_(std::move(options)),
      sources_(std::move(sources)),
      database_(database),
      http_(http),
      clock_(clock) {}

absl::Status DigestSender::SendDue(std::stop_token stop) {
  if (clock_.SinceBoot() < not_before_) return absl::OkStatus();
  ASSIGN_OR_RETURN(const absl::TimeZone zone, sources_.time_zone());
  const std::optional<base::Days> day =
      DigestDay(clock_.Now(), zone, options_.at);
  if (!day) return absl::OkStatus();
  const absl::StatusOr<bool> done = SendAll(*day, stop);
  if (done.ok() && *done) {
    pause_ = absl::ZeroDuration();
    return absl::OkStatus();
  }
  pause_ = std::min(kLongestPause, std::max(kFirstPause, pause_ * 2));
  not_before_ = clock_.SinceBoot() + pause_;
  return done.status();
}

// False: something is to be tried again.
absl::StatusOr<bool> DigestSender::SendAll(base::Days day,
                                           std::stop_token stop) {
  bool is_done = false;
  absl::flat_hash_set<std::string> sent;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(is_done, DayIsDone(tx, day));
    ASSIGN_OR_RETURN(sent, UnitsSent(tx, day));
    return absl::OkStatus();
  }));
  if (is_done) return true;
  ASSIGN_OR_RETURN(const std::vector<work::v1::WorkItem> items,
                   sources_.all_work());
  bool all = true;
  for (const UnitDigest& digest : ByUnit(items)) {
    if (stop.stop_requested()) return false;
    if (sent.contains(digest.unit)) continue;
    if (Send(digest, day) == Answer::kLater) {
      all = false;
      continue;
    }
    RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) {
      return MarkSent(tx, day, digest.unit, clock_.Now());
    }));
  }
  if (!all) return false;
  RETURN_IF_ERROR(database_.Write(
      [&](sql::Tx& tx) { return MarkDayDone(tx, day, clock_.Now()); }));
  return true;
}

DigestSender::Answer DigestSender::Send(const UnitDigest& digest,
                                        base::Days day) {
  const absl::Time now = clock_.Now();
  platform::http::Request request;
  request.method = "POST";
  request.url = options_.url;
  request.content_type = "application/json";
  request.form = DigestJson(digest, sources_.unit_name(digest.unit), day);
  request.headers = {
      {std::string(kIdempotencyHeader), DigestKey(day, digest.unit)},
      {std::string(webhook::kTimestampHeader), webhook::Timestamp(now)},
      {std::string(webhook::kSignatureHeader),
       webhook::Signature(options_.secret, now, request.form)}};
  request.deadline = clock_.SinceBoot() + kCallTimeout;
  const platform::http::Response response = http_.Call(request);
  const bool answered =
      response.kind == platform::http::Response::Kind::kAnswered;
  if (answered && response.status / 100 == 2) return Answer::kTaken;
  const bool last_word = answered && response.status / 100 == 4 &&
                         response.status != 408 && response.status != 429;
  base::Log(base::Severity::kWarning, "a digest was not taken",
            {{"unit", digest.unit},
             {"status", response.status},
             {"why", response.why},
             {"again", last_word ? "no" : "yes"}});
  return last_word ? Answer::kRefused : Answer::kLater;
}

}  // namespace loa::metrics
