#ifndef LOA_SERVICES_CONTENT_MEDIA_JPEG_H_
#define LOA_SERVICES_CONTENT_MEDIA_JPEG_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/content/media/picture.h"

namespace loa::content {

bool IsJpeg(absl::string_view file);

// ReadPicture() for JPEG: baseline, extended and progressive, Huffman coded.
absl::StatusOr<Picture> ReadJpeg(absl::string_view file);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_JPEG_H_
