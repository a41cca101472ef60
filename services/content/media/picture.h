#ifndef LOA_SERVICES_CONTENT_MEDIA_PICTURE_H_
#define LOA_SERVICES_CONTENT_MEDIA_PICTURE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace loa::content {

// What is taken; the contract states the same numbers.
inline constexpr int64_t kMaxPictureBytes = 4'000'000;
inline constexpr int64_t kMinPictureSide = 100;
inline constexpr int64_t kMaxPictureSide = 10'000;
inline constexpr int64_t kMaxPicturePixels = 40'000'000;

inline constexpr absl::string_view kJpegType = "image/jpeg";
inline constexpr absl::string_view kPngType = "image/png";

// A picture that was read whole, with nothing but the picture in its bytes.
struct Picture {
  absl::string_view mime_type;  // kJpegType or kPngType
  int64_t width = 0;            // as stored, before the orientation
  int64_t height = 0;
  int orientation = 1;  // as EXIF counts: 1 to 8
  std::string bytes;
};

// Reads a file, decodes it to its end and leaves out all that is not the
// picture: EXIF but the orientation, XMP, IPTC, comments, texts, times,
// previews, and whatever follows the picture. Pixels, colour profile and
// density stay byte for byte. Sizes are checked before anything is decoded.
// Errors: MEDIA_EMPTY, MEDIA_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED,
// MEDIA_TRUNCATED, MEDIA_DAMAGED, MEDIA_DIMENSIONS_INVALID, MEDIA_ANIMATED.
absl::StatusOr<Picture> ReadPicture(absl::string_view file);

// MEDIA_DIMENSIONS_INVALID.
absl::Status CheckDimensions(int64_t width, int64_t height);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_PICTURE_H_
