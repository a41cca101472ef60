#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "services/content/media/picture.h"

// Files come from telephones, from the web, and from whoever wants to see what
// happens. What is taken is a picture that is read the same again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using loa::content::Picture;
  const absl::string_view file(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Picture> picture = loa::content::ReadPicture(file);
  if (!picture.ok()) return 0;
  if (picture->orientation < 1 || picture->orientation > 8) std::abort();
  const absl::StatusOr<Picture> again =
      loa::content::ReadPicture(picture->bytes);
  if (!again.ok() || again->bytes != picture->bytes ||
      again->orientation != picture->orientation ||
      again->width != picture->width || again->height != picture->height) {
    std::abort();
  }
  return 0;
}
