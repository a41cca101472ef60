#ifndef LOA_SERVICES_CONTENT_TESTING_PICTURES_H_
#define LOA_SERVICES_CONTENT_TESTING_PICTURES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

// Pictures made on the spot, and what is put into them to be found again.
namespace loa::content {

struct JpegSpec {
  int width = 160;
  int height = 120;
  bool progressive = false;
  int shade = 0;  // other shades are other pictures
};

// A JPEG as an encoder writes it: JFIF and the picture.
std::string MakeJpeg(const JpegSpec& spec = {});

// A segment of a JPEG: 0xFF, marker, length, payload.
std::string JpegSegment(unsigned char marker, absl::string_view payload);
// `jpeg` with segments after its first two bytes.
std::string WithSegments(const std::string& jpeg,
                         const std::vector<std::string>& segments);
// An EXIF segment as a telephone writes it: maker, orientation, a place.
std::string ExifOfATelephone(int orientation);
// The pixels, row by row; "" where it cannot be decoded.
std::string PixelsOf(const std::string& jpeg);

struct PngSpec {
  int width = 160;
  int height = 120;
  int color_type = 2;  // as in IHDR
  int depth = 8;
  bool interlaced = false;
};

// A PNG: header, palette where it needs one, pixels, end.
std::string MakePng(const PngSpec& spec = {});
// The same with `raw` rows in place of the right ones.
std::string MakePngOf(const PngSpec& spec, const std::string& raw);
// A chunk with its length and checksum.
std::string PngChunk(absl::string_view type, absl::string_view data);
// `png` with chunks after its header.
std::string WithChunks(const std::string& png,
                       const std::vector<std::string>& chunks);
// Bytes of all rows with their filters.
std::string PngRows(const PngSpec& spec);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_PICTURES_H_
