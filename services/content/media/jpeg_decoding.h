#ifndef LOA_SERVICES_CONTENT_MEDIA_JPEG_DECODING_H_
#define LOA_SERVICES_CONTENT_MEDIA_JPEG_DECODING_H_

#include "absl/status/status.h"
#include "services/content/media/picture.h"

namespace loa::content {

// Decodes every coded byte of a JPEG that was walked, for nothing but to see
// that it can be. MEDIA_TRUNCATED, MEDIA_DAMAGED.
absl::Status DecodeJpeg(const Picture& picture);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_JPEG_DECODING_H_
