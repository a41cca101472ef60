#include "services/content/media/picture.h"

#include "absl/strings/match.h"
#include "services/content/media/jpeg.h"
#include "services/content/media/media_errors.h"
#include "services/content/media/png.h"

namespace loa::content {
namespace {

// Does `text` stand at `at` in the file?
bool Has(absl::string_view file, size_t at, absl::string_view text) {
  return file.size() >= at && absl::StartsWith(file.substr(at), text);
}

// The brands of the container that telephones and films use.
absl::string_view NameOfBrand(absl::string_view file) {
  constexpr size_t kBrand = 8;
  if (Has(file, kBrand, "avi")) return "AVIF";
  for (const char* brand : {"hei", "hev", "mif1", "msf1"}) {
    if (Has(file, kBrand, brand)) return "HEIC";
  }
  return "a video";
}

// The name of what people take for a photo and pages do not.
absl::string_view NameOfOther(absl::string_view file) {
  if (Has(file, 0, "GIF8")) return "GIF";
  if (Has(file, 0, "RIFF") && Has(file, 8, "WEBP")) return "WebP";
  if (Has(file, 0, "%PDF")) return "PDF";
  if (Has(file, 0, "BM")) return "BMP";
  if (Has(file, 0, "II*") || Has(file, 0, absl::string_view("MM\0*", 4))) {
    return "TIFF";
  }
  if (Has(file, 0, "PK\x03\x04")) return "a ZIP or office document";
  if (Has(file, 0, "<")) return "SVG or another text";
  if (Has(file, 4, "ftyp")) return NameOfBrand(file);
  return "no picture that is known";
}

}  // namespace

absl::Status CheckDimensions(int64_t width, int64_t height) {
  const auto fits = [](int64_t side) {
    return side >= kMinPictureSide && side <= kMaxPictureSide;
  };
  if (fits(width) && fits(height) && width * height <= kMaxPicturePixels) {
    return absl::OkStatus();
  }
  return MediaDimensionsInvalid(width, height);
}

absl::StatusOr<Picture> ReadPicture(absl::string_view file) {
  if (file.empty()) return MediaEmpty();
  if (static_cast<int64_t>(file.size()) > kMaxPictureBytes) {
    return MediaTooLarge(kMaxPictureBytes);
  }
  if (IsJpeg(file)) return ReadJpeg(file);
  if (IsPng(file)) return ReadPng(file);
  return MediaTypeUnsupported(NameOfOther(file));
}

}  // namespace loa::content
