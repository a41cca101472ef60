#include "services/content/media/exif.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/match.h"

namespace loa::content {
namespace {

constexpr uint32_t kOrientationTag = 0x0112;
constexpr uint32_t kShort = 3;
constexpr size_t kEntryBytes = 12;

// Reads numbers of either byte order; 0 past the end.
class Tiff {
 public:
  explicit Tiff(absl::string_view bytes)
      : bytes_(bytes), big_endian_(absl::StartsWith(bytes, "MM")) {}

  uint32_t Number(size_t at, size_t size) const {
    if (at > bytes_.size() || size > bytes_.size() - at) return 0;
    uint32_t number = 0;
    for (size_t i = 0; i < size; ++i) {
      const size_t from = big_endian_ ? at + i : at + size - 1 - i;
      number = number << 8 | static_cast<unsigned char>(bytes_[from]);
    }
    return number;
  }

 private:
  const absl::string_view bytes_;
  const bool big_endian_;
};

}  // namespace

int OrientationOf(absl::string_view tiff) {
  if (!absl::StartsWith(tiff, "II") && !absl::StartsWith(tiff, "MM")) return 1;
  const Tiff numbers(tiff);
  const size_t directory = numbers.Number(4, 4);
  const uint32_t entries = numbers.Number(directory, 2);
  for (uint32_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + i * kEntryBytes;
    if (entry >= tiff.size()) return 1;
    if (numbers.Number(entry, 2) != kOrientationTag) continue;
    const uint32_t value = numbers.Number(entry + 8, 2);
    const bool valid =
        numbers.Number(entry + 2, 2) == kShort && value >= 1 && value <= 8;
    return valid ? static_cast<int>(value) : 1;
  }
  return 1;
}

std::string OrientationAlone(int orientation) {
  // Header, one entry (tag, SHORT, one of it, the value), no next directory.
  constexpr unsigned char kTiff[] = {'M', 'M',  0,    '*', 0, 0, 0, 8, 0,
                                     1,   0x01, 0x12, 0,   3, 0, 0, 0, 1,
                                     0,   0,    0,    0,   0, 0, 0, 0};
  std::string tiff(reinterpret_cast<const char*>(kTiff), sizeof(kTiff));
  tiff[19] = static_cast<char>(orientation);
  return tiff;
}

}  // namespace loa::content
