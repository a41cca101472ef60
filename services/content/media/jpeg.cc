#include "services/content/media/jpeg.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/content/media/exif.h"
#include "services/content/media/jpeg_decoding.h"
#include "services/content/media/media_errors.h"

namespace loa::content {
namespace {

enum Marker : unsigned char {
  kSof0 = 0xC0,
  kSof2 = 0xC2,
  kDht = 0xC4,
  kSof15 = 0xCF,
  kRst0 = 0xD0,
  kSoi = 0xD8,
  kEoi = 0xD9,
  kSos = 0xDA,
  kDqt = 0xDB,
  kDri = 0xDD,
  kApp0 = 0xE0,
  kApp1 = 0xE1,
  kApp2 = 0xE2,
  kApp14 = 0xEE,
  kApp15 = 0xEF,
  kCom = 0xFE,
};

// Progressive pictures have ten or so; each costs a pass over all pixels.
constexpr int kMaxScans = 64;

constexpr absl::string_view kExif("Exif\0\0", 6);
constexpr absl::string_view kJfif("JFIF\0", 5);
constexpr absl::string_view kIcc("ICC_PROFILE\0", 12);
constexpr absl::string_view kAdobe("Adobe", 5);

uint32_t BigEndian16(absl::string_view bytes, size_t at) {
  return static_cast<unsigned char>(bytes[at]) << 8 |
         static_cast<unsigned char>(bytes[at + 1]);
}

std::string Segment(unsigned char marker, absl::string_view payload) {
  const size_t length = payload.size() + 2;
  const std::string segment = {'\xFF', static_cast<char>(marker),
                               static_cast<char>(length >> 8),
                               static_cast<char>(length & 0xFF)};
  return absl::StrCat(segment, payload);
}

absl::Status Damaged(absl::string_view why) {
  return MediaDamaged(kJpegType, why);
}

// Walks the segments of a file up to the end of its picture.
class JpegWalk {
 public:
  explicit JpegWalk(absl::string_view file) : file_(file), at_(2) {}

  absl::StatusOr<Picture> Run();

 private:
  // The next marker; what stands before it must be filling.
  absl::StatusOr<unsigned char> NextMarker();
  // The payload of the segment at hand.
  absl::StatusOr<absl::string_view> NextPayload();
  absl::Status Take(unsigned char marker, absl::string_view payload);
  absl::Status TakeFrame(unsigned char marker, absl::string_view payload);
  // Copies coded data up to the next marker that is not part of it.
  absl::Status TakeScan();

  const absl::string_view file_;
  size_t at_;
  int scans_ = 0;
  std::string jfif_;  // must come first
  std::string kept_;
  Picture picture_;
};

absl::StatusOr<unsigned char> JpegWalk::NextMarker() {
  if (at_ >= file_.size()) return MediaTruncated(kJpegType);
  if (file_[at_] != '\xFF') return Damaged("no marker where one must be");
  while (at_ < file_.size() && file_[at_] == '\xFF') ++at_;
  if (at_ >= file_.size()) return MediaTruncated(kJpegType);
  return static_cast<unsigned char>(file_[at_++]);
}

absl::StatusOr<absl::string_view> JpegWalk::NextPayload() {
  if (file_.size() - at_ < 2) return MediaTruncated(kJpegType);
  const size_t length = BigEndian16(file_, at_);
  if (length < 2) return Damaged("a segment is shorter than its length");
  if (file_.size() - at_ < length) return MediaTruncated(kJpegType);
  const absl::string_view payload = file_.substr(at_ + 2, length - 2);
  at_ += length;
  return payload;
}

absl::Status JpegWalk::TakeFrame(unsigned char marker,
                                 absl::string_view payload) {
  if (marker > kSof2) {
    return Damaged("its coding is neither baseline nor progressive");
  }
  if (picture_.width != 0) return Damaged("it says twice how large it is");
  if (payload.size() < 6) return Damaged("its frame header is too short");
  picture_.height = BigEndian16(payload, 1);
  picture_.width = BigEndian16(payload, 3);
  return CheckDimensions(picture_.width, picture_.height);
}

absl::Status JpegWalk::TakeScan() {
  if (picture_.width == 0) return Damaged("pixels come before their number");
  if (++scans_ > kMaxScans) return Damaged("it has too many scans");
  const size_t begin = at_;
  while (true) {
    at_ = file_.find('\xFF', at_);
    if (at_ == file_.npos || at_ + 1 >= file_.size()) {
      return MediaTruncated(kJpegType);
    }
    const auto next = static_cast<unsigned char>(file_[at_ + 1]);
    const bool within = next == 0 || (next >= kRst0 && next < kSoi);
    // A filling byte may stand before the marker.
    if (!within && next != 0xFF) break;
    at_ += next == 0xFF ? 1 : 2;
  }
  absl::StrAppend(&kept_, file_.substr(begin, at_ - begin));
  return absl::OkStatus();
}

absl::Status JpegWalk::Take(unsigned char marker, absl::string_view payload) {
  switch (marker) {
    case kApp0:
      // Version and density; what follows is a preview.
      if (absl::StartsWith(payload, kJfif) && payload.size() >= 14 &&
          jfif_.empty()) {
        jfif_ = Segment(kApp0, absl::StrCat(payload.substr(0, 12),
                                            absl::string_view("\0\0", 2)));
      }
      return absl::OkStatus();
    case kApp1:
      if (absl::StartsWith(payload, kExif) && picture_.orientation == 1) {
        picture_.orientation = OrientationOf(payload.substr(kExif.size()));
      }
      return absl::OkStatus();
    case kApp2:
      if (absl::StartsWith(payload, kIcc)) kept_ += Segment(marker, payload);
      return absl::OkStatus();
    case kApp14:
      // Says how the colours are coded.
      if (absl::StartsWith(payload, kAdobe)) {
        kept_ += Segment(marker, payload.substr(0, 12));
      }
      return absl::OkStatus();
    case kDqt:
    case kDht:
    case kDri:
      kept_ += Segment(marker, payload);
      return absl::OkStatus();
    case kSos:
      kept_ += Segment(marker, payload);
      return TakeScan();
    default:
      break;
  }
  if (marker >= kSof0 && marker <= kSof15) {
    RETURN_IF_ERROR(TakeFrame(marker, payload));
    kept_ += Segment(marker, payload);
    return absl::OkStatus();
  }
  const bool left_out = (marker >= kApp0 && marker <= kApp15) || marker == kCom;
  if (left_out) return absl::OkStatus();
  return Damaged(absl::StrCat("it has a segment of kind ", int{marker}));
}

absl::StatusOr<Picture> JpegWalk::Run() {
  while (true) {
    ASSIGN_OR_RETURN(const unsigned char marker, NextMarker());
    if (marker == kEoi) break;
    if (marker < kSof0 || (marker >= kRst0 && marker <= kSoi)) {
      return Damaged("a marker stands where none may");
    }
    ASSIGN_OR_RETURN(const absl::string_view payload, NextPayload());
    RETURN_IF_ERROR(Take(marker, payload));
  }
  if (scans_ == 0) return Damaged("it holds no picture");
  picture_.mime_type = kJpegType;
  std::string exif;
  if (picture_.orientation != 1) {
    exif = Segment(kApp1,
                   absl::StrCat(kExif, OrientationAlone(picture_.orientation)));
  }
  picture_.bytes = absl::StrCat("\xFF\xD8", jfif_, exif, kept_, "\xFF\xD9");
  return picture_;
}

}  // namespace

bool IsJpeg(absl::string_view file) {
  return absl::StartsWith(file, "\xFF\xD8\xFF");
}

absl::StatusOr<Picture> ReadJpeg(absl::string_view file) {
  ASSIGN_OR_RETURN(Picture picture, JpegWalk(file).Run());
  RETURN_IF_ERROR(DecodeJpeg(picture));
  return picture;
}

}  // namespace loa::content
