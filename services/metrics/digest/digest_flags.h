#ifndef LOA_SERVICES_METRICS_DIGEST_DIGEST_FLAGS_H_
#define LOA_SERVICES_METRICS_DIGEST_DIGEST_FLAGS_H_

#include <string>

#include "absl/flags/declare.h"
#include "absl/status/statusor.h"
#include "services/metrics/digest/digest_sender.h"

ABSL_DECLARE_FLAG(std::string, moderation);

namespace loa::metrics {

// --digest_url, --digest_secret_file, --digest_at and --moderation; an empty
// url: no digest is sent.  Errors: FLAG_INVALID, FILE_UNREADABLE.
absl::StatusOr<DigestSender::Options> DigestOptionsFromFlags();

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DIGEST_DIGEST_FLAGS_H_
