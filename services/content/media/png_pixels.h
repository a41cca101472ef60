#ifndef LOA_SERVICES_CONTENT_MEDIA_PNG_PIXELS_H_
#define LOA_SERVICES_CONTENT_MEDIA_PNG_PIXELS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace loa::content {

// How the pixels of a PNG are laid out.
struct PngLayout {
  int64_t width = 0;
  int64_t height = 0;
  int bits_per_pixel = 0;
  bool interlaced = false;
};

// Unpacks the data of all IDAT chunks as far as the layout says and not one
// byte further, a window at a time, and keeps nothing of it: that it has the
// right length, rows with valid filters and its own checksum makes every pixel
// one. MEDIA_TRUNCATED, MEDIA_DAMAGED.
absl::Status CheckPngPixels(const PngLayout& layout,
                            const std::vector<absl::string_view>& data);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_PNG_PIXELS_H_
