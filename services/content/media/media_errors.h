#ifndef LOA_SERVICES_CONTENT_MEDIA_MEDIA_ERRORS_H_
#define LOA_SERVICES_CONTENT_MEDIA_MEDIA_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// What content says of photos, domain "content.loa"; the reasons are those of
// loa/content/v1/error_reason.proto. `type` is a MIME type.
namespace loa::content {

absl::Status MediaNotFound(absl::string_view media);
absl::Status MediaUploadMalformed(int64_t message);
absl::Status MediaEmpty();
absl::Status MediaTooLarge(int64_t max_bytes);
absl::Status MediaTypeUnsupported(absl::string_view found);
absl::Status MediaTypeMismatch(absl::string_view declared,
                               absl::string_view found);
absl::Status MediaHashMismatch(absl::string_view declared,
                               absl::string_view found);
absl::Status MediaTruncated(absl::string_view type);
absl::Status MediaDamaged(absl::string_view type, absl::string_view why);
absl::Status MediaDimensionsInvalid(int64_t width, int64_t height);
absl::Status MediaAnimated(absl::string_view type);
absl::Status MediaInUse(absl::string_view media, absl::string_view by);
absl::Status MediaLost(absl::string_view media);
absl::Status PhotoMissing(absl::string_view post);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_MEDIA_ERRORS_H_
