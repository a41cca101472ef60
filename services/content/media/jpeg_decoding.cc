#include "services/content/media/jpeg_decoding.h"

#include <turbojpeg.h>

#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "services/content/media/media_errors.h"

namespace loa::content {
namespace {

struct Destroy {
  void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, Destroy>;

// The library warns of what viewers show grey or torn; that is no photo.
absl::Status ErrorOf(tjhandle decoder) {
  const absl::string_view why = tjGetErrorStr2(decoder);
  if (absl::StrContains(absl::AsciiStrToLower(why), "premature end")) {
    return MediaTruncated(kJpegType);
  }
  return MediaDamaged(kJpegType, why);
}

}  // namespace

absl::Status DecodeJpeg(const Picture& picture) {
  const Decoder decoder(tjInitDecompress());
  if (decoder == nullptr) return MediaDamaged(kJpegType, "no decoder");
  const auto* bytes =
      reinterpret_cast<const unsigned char*>(picture.bytes.data());
  const auto size = static_cast<unsigned long>(  // NOLINT: the library's type
      picture.bytes.size());
  int width = 0, height = 0, sampling = 0, colors = 0;
  if (tjDecompressHeader3(decoder.get(), bytes, size, &width, &height,
                          &sampling, &colors) != 0) {
    return ErrorOf(decoder.get());
  }
  // At an eighth of each side all coded data is read, and little is computed.
  constexpr tjscalingfactor kEighth = {1, 8};
  const int small_width = TJSCALED(width, kEighth);
  const int small_height = TJSCALED(height, kEighth);
  const bool four_colors = colors == TJCS_CMYK || colors == TJCS_YCCK;
  const int format = four_colors ? TJPF_CMYK : TJPF_RGB;
  std::vector<unsigned char> pixels(static_cast<size_t>(small_width) *
                                    small_height * tjPixelSize[format]);
  if (tjDecompress2(decoder.get(), bytes, size, pixels.data(), small_width, 0,
                    small_height, format,
                    TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) != 0) {
    return ErrorOf(decoder.get());
  }
  return absl::OkStatus();
}

}  // namespace loa::content
