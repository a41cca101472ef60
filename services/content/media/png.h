#ifndef LOA_SERVICES_CONTENT_MEDIA_PNG_H_
#define LOA_SERVICES_CONTENT_MEDIA_PNG_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/content/media/picture.h"

namespace loa::content {

bool IsPng(absl::string_view file);

// ReadPicture() for PNG. Every checksum is checked, those of what is left out
// too.
absl::StatusOr<Picture> ReadPng(absl::string_view file);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_PNG_H_
