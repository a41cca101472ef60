#include "services/metrics/digest/digest_flags.h"

#include <optional>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/rpc/server_flags.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"

ABSL_FLAG(std::string, digest_url, "",
          "Where the daily digest of waiting work is posted; empty: nowhere");
ABSL_FLAG(std::string, digest_secret_file, "",
          "Secret of 16 characters or more that signs digests");
ABSL_FLAG(std::string, moderation, "",
          "Where moderation is, whose work goes into the digest");
ABSL_FLAG(std::string, digest_at, "07:00",
          "Time of day of the digest, in the organisation's zone");

namespace loa::metrics {
namespace {

constexpr size_t kMinSecret = 16;

}  // namespace

absl::StatusOr<DigestSender::Options> DigestOptionsFromFlags() {
  DigestSender::Options options;
  options.url = absl::GetFlag(FLAGS_digest_url);
  if (options.url.empty()) return options;
  if (!absl::StartsWith(options.url, "https://") &&
      !absl::StartsWith(options.url, "http://")) {
    return FlagInvalid("digest_url", options.url, "an http or https address");
  }
  if (absl::GetFlag(FLAGS_moderation).empty()) {
    return FlagInvalid("moderation", "", "where moderation is, for its work");
  }
  const std::string at = absl::GetFlag(FLAGS_digest_at);
  const std::optional<absl::Duration> time = ParseTimeOfDay(at);
  if (!time) return FlagInvalid("digest_at", at, "a time such as 07:00");
  options.at = *time;
  ASSIGN_OR_RETURN(const std::string secret,
                   rpc::ReadFile(absl::GetFlag(FLAGS_digest_secret_file)));
  options.secret = std::string(absl::StripAsciiWhitespace(secret));
  if (options.secret.size() < kMinSecret) {
    return FlagInvalid("digest_secret_file",
                       absl::GetFlag(FLAGS_digest_secret_file),
                       "a file with 16 characters or more");
  }
  return options;
}

}  // namespace loa::metrics
