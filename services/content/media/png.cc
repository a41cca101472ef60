#include "services/content/media/png.h"

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/content/media/exif.h"
#include "services/content/media/media_errors.h"
#include "services/content/media/png_pixels.h"

namespace loa::content {
namespace {

constexpr absl::string_view kSignature("\x89PNG\r\n\x1A\n", 8);

// What belongs to the picture: its colours, transparency and density.
constexpr absl::string_view kKept[] = {"PLTE", "tRNS", "gAMA", "cHRM", "sRGB",
                                       "iCCP", "sBIT", "bKGD", "pHYs"};
constexpr absl::string_view kAnimation[] = {"acTL", "fcTL", "fdAT"};

struct Chunk {
  absl::string_view type;
  absl::string_view data;
  absl::string_view whole;  // with length and checksum
};

uint32_t BigEndian32(absl::string_view bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) {
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return number;
}

void AppendBigEndian32(uint32_t number, std::string& to) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    to.push_back(static_cast<char>(number >> shift & 0xFF));
  }
}

// Over type and data.
uint32_t Checksum(absl::string_view covered) {
  return static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(covered.data()),
            static_cast<uInt>(covered.size())));
}

std::string MakeChunk(absl::string_view type, absl::string_view data) {
  std::string chunk;
  AppendBigEndian32(static_cast<uint32_t>(data.size()), chunk);
  absl::StrAppend(&chunk, type, data);
  AppendBigEndian32(Checksum(absl::string_view(chunk).substr(4)), chunk);
  return chunk;
}

absl::Status Damaged(absl::string_view why) {
  return MediaDamaged(kPngType, why);
}

template <size_t N>
bool IsAmong(absl::string_view type, const absl::string_view (&types)[N]) {
  return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

// Samples of a pixel by colour type; 0: there is no such type or depth.
int BitsPerPixel(int color_type, int depth) {
  const bool small = depth == 1 || depth == 2 || depth == 4;
  switch (color_type) {
    case 0:  // grey
      return small || depth == 8 || depth == 16 ? depth : 0;
    case 2:  // red, green, blue
      return depth == 8 || depth == 16 ? 3 * depth : 0;
    case 3:  // palette
      return small || depth == 8 ? depth : 0;
    case 4:  // grey and opacity
      return depth == 8 || depth == 16 ? 2 * depth : 0;
    case 6:  // red, green, blue and opacity
      return depth == 8 || depth == 16 ? 4 * depth : 0;
    default:
      return 0;
  }
}

// Walks the chunks of a file up to IEND.
class PngWalk {
 public:
  explicit PngWalk(absl::string_view file)
      : file_(file), at_(kSignature.size()) {}

  absl::StatusOr<Picture> Run();

 private:
  absl::StatusOr<Chunk> Next();
  absl::Status Take(const Chunk& chunk);
  absl::Status TakeHeader(absl::string_view data);
  absl::Status TakePixels(const Chunk& chunk);
  absl::Status CheckEnd() const;

  const absl::string_view file_;
  size_t at_;
  PngLayout layout_;
  int color_type_ = 0;
  bool has_palette_ = false;
  bool pixels_ended_ = false;
  std::vector<absl::string_view> pixels_;
  std::string head_;  // IHDR
  std::string kept_;  // all between IHDR and IEND
  Picture picture_;
};

absl::StatusOr<Chunk> PngWalk::Next() {
  constexpr size_t kAround = 12;  // length, type and checksum
  if (file_.size() - at_ < kAround) return MediaTruncated(kPngType);
  const size_t length = BigEndian32(file_, at_);
  const absl::string_view type = file_.substr(at_ + 4, 4);
  if (!std::all_of(type.begin(), type.end(), absl::ascii_isalpha)) {
    return Damaged("a chunk has no name");
  }
  if (file_.size() - at_ - kAround < length) return MediaTruncated(kPngType);
  const Chunk chunk{type, file_.substr(at_ + 8, length),
                    file_.substr(at_, kAround + length)};
  const uint32_t told = BigEndian32(file_, at_ + 8 + length);
  if (Checksum(file_.substr(at_ + 4, 4 + length)) != told) {
    return Damaged(absl::StrCat("chunk ", type, " fails its checksum"));
  }
  at_ += kAround + length;
  return chunk;
}

absl::Status PngWalk::TakeHeader(absl::string_view data) {
  if (data.size() != 13) return Damaged("its header has a wrong length");
  layout_.width = BigEndian32(data, 0);
  layout_.height = BigEndian32(data, 4);
  color_type_ = data[9];
  layout_.bits_per_pixel = BitsPerPixel(color_type_, data[8]);
  layout_.interlaced = data[12] == 1;
  if (layout_.bits_per_pixel == 0 || data[10] != 0 || data[11] != 0 ||
      data[12] < 0 || data[12] > 1) {
    return Damaged("its header names what there is not");
  }
  return CheckDimensions(layout_.width, layout_.height);
}

absl::Status PngWalk::TakePixels(const Chunk& chunk) {
  if (pixels_ended_) return Damaged("its pixels are in two places");
  if (color_type_ == 3 && !has_palette_) return Damaged("it has no palette");
  pixels_.push_back(chunk.data);
  absl::StrAppend(&kept_, chunk.whole);
  return absl::OkStatus();
}

absl::Status PngWalk::Take(const Chunk& chunk) {
  if (chunk.type == "IHDR") return Damaged("it has two headers");
  if (IsAmong(chunk.type, kAnimation)) return MediaAnimated(kPngType);
  if (chunk.type == "IDAT") return TakePixels(chunk);
  pixels_ended_ = !pixels_.empty();
  if (chunk.type == "PLTE") {
    if (has_palette_ || pixels_ended_ || chunk.data.empty() ||
        chunk.data.size() > 768 || chunk.data.size() % 3 != 0) {
      return Damaged("its palette is none");
    }
    has_palette_ = true;
  }
  if (IsAmong(chunk.type, kKept)) {
    absl::StrAppend(&kept_, chunk.whole);
    return absl::OkStatus();
  }
  if (chunk.type == "eXIf") picture_.orientation = OrientationOf(chunk.data);
  // A capital says that who does not know the chunk cannot show the picture.
  if (absl::ascii_isupper(static_cast<unsigned char>(chunk.type[0]))) {
    return Damaged(absl::StrCat("it has a chunk of kind ", chunk.type));
  }
  return absl::OkStatus();
}

absl::Status PngWalk::CheckEnd() const {
  if (pixels_.empty()) return Damaged("it holds no picture");
  return CheckPngPixels(layout_, pixels_);
}

absl::StatusOr<Picture> PngWalk::Run() {
  ASSIGN_OR_RETURN(const Chunk header, Next());
  if (header.type != "IHDR") return Damaged("its header is not in front");
  RETURN_IF_ERROR(TakeHeader(header.data));
  head_ = std::string(header.whole);
  while (true) {
    ASSIGN_OR_RETURN(const Chunk chunk, Next());
    if (chunk.type == "IEND") break;
    RETURN_IF_ERROR(Take(chunk));
  }
  RETURN_IF_ERROR(CheckEnd());
  if (picture_.orientation != 1) {
    head_ += MakeChunk("eXIf", OrientationAlone(picture_.orientation));
  }
  picture_.mime_type = kPngType;
  picture_.width = layout_.width;
  picture_.height = layout_.height;
  picture_.bytes =
      absl::StrCat(kSignature, head_, kept_, MakeChunk("IEND", ""));
  return picture_;
}

}  // namespace

bool IsPng(absl::string_view file) {
  return absl::StartsWith(file, kSignature);
}

absl::StatusOr<Picture> ReadPng(absl::string_view file) {
  return PngWalk(file).Run();
}

}  // namespace loa::content
