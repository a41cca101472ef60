#include "services/content/testing/pictures.h"

#include <turbojpeg.h>
#include <zlib.h>

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace loa::content {
namespace {

constexpr size_t kPngHead = 8 + 25;  // signature and IHDR

std::string BigEndian32(uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(number >> shift & 0xFF));
  }
  return bytes;
}

int SamplesOf(int color_type) {
  switch (color_type) {
    case 2:
      return 3;
    case 4:
      return 2;
    case 6:
      return 4;
    default:
      return 1;
  }
}

std::string Compressed(const std::string& raw) {
  uLongf size = compressBound(raw.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size,
           reinterpret_cast<const Bytef*>(raw.data()), raw.size());
  out.resize(size);
  return out;
}

}  // namespace

std::string MakeJpeg(const JpegSpec& spec) {
  std::string pixels;
  for (int y = 0; y < spec.height; ++y) {
    for (int x = 0; x < spec.width; ++x) {
      pixels.push_back(static_cast<char>(x * 255 / spec.width));
      pixels.push_back(static_cast<char>(y * 255 / spec.height));
      pixels.push_back(static_cast<char>(spec.shade));
    }
  }
  const tjhandle encoder = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;  // NOLINT: the library's type
  tjCompress2(encoder, reinterpret_cast<const unsigned char*>(pixels.data()),
              spec.width, 0, spec.height, TJPF_RGB, &bytes, &size, TJSAMP_420,
              80, spec.progressive ? TJFLAG_PROGRESSIVE : 0);
  std::string jpeg(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(encoder);
  return jpeg;
}

std::string JpegSegment(unsigned char marker, absl::string_view payload) {
  const size_t length = payload.size() + 2;
  std::string segment = {'\xFF', static_cast<char>(marker),
                         static_cast<char>(length >> 8),
                         static_cast<char>(length & 0xFF)};
  return absl::StrCat(segment, payload);
}

std::string WithSegments(const std::string& jpeg,
                         const std::vector<std::string>& segments) {
  std::string out = jpeg.substr(0, 2);
  for (const std::string& segment : segments) out += segment;
  return out + jpeg.substr(2);
}

std::string ExifOfATelephone(int orientation) {
  // Little endian: header, three entries, no next directory, the maker's
  // name, and a directory of the place with the latitude's letter.
  std::string tiff("II*\0\x08\0\0\0\x03\0", 10);
  tiff += std::string("\x0F\x01\x02\0\x08\0\0\0\x32\0\0\0", 12);
  tiff += std::string("\x12\x01\x03\0\x01\0\0\0", 8);
  tiff += std::string{static_cast<char>(orientation), 0, 0, 0};
  tiff += std::string("\x25\x88\x04\0\x01\0\0\0\x3A\0\0\0", 12);
  tiff += std::string("\0\0\0\0", 4);
  tiff += "Phone X\x01";
  tiff += std::string("\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0", 18);
  tiff += "20.9712N 107.0448E";
  return JpegSegment(0xE1,
                     absl::StrCat(absl::string_view("Exif\0\0", 6), tiff));
}

std::string PixelsOf(const std::string& jpeg) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(jpeg.data());
  const tjhandle decoder = tjInitDecompress();
  int width = 0, height = 0, sampling = 0, colors = 0;
  std::string pixels;
  if (tjDecompressHeader3(decoder, bytes, jpeg.size(), &width, &height,
                          &sampling, &colors) == 0) {
    pixels.resize(static_cast<size_t>(width) * height * 3);
    if (tjDecompress2(decoder, bytes, jpeg.size(),
                      reinterpret_cast<unsigned char*>(pixels.data()), width, 0,
                      height, TJPF_RGB, 0) != 0) {
      pixels.clear();
    }
  }
  tjDestroy(decoder);
  return pixels;
}

std::string PngRows(const PngSpec& spec) {
  const int bits = SamplesOf(spec.color_type) * spec.depth;
  struct Pass {
    int x, y, step_x, step_y;
  };
  const std::vector<Pass> adam7 = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8},
                                   {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2},
                                   {0, 1, 1, 2}};
  const std::vector<Pass> whole = {{0, 0, 1, 1}};
  std::string rows;
  for (const Pass& pass : spec.interlaced ? adam7 : whole) {
    const int columns = (spec.width - pass.x + pass.step_x - 1) / pass.step_x;
    for (int y = pass.y; y < spec.height; y += pass.step_y) {
      rows.push_back('\0');
      rows.append((columns * bits + 7) / 8, static_cast<char>(y));
    }
  }
  return rows;
}

std::string PngChunk(absl::string_view type, absl::string_view data) {
  const std::string covered = absl::StrCat(type, data);
  const auto checksum = static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(covered.data()),
            static_cast<uInt>(covered.size())));
  return absl::StrCat(BigEndian32(static_cast<uint32_t>(data.size())), covered,
                      BigEndian32(checksum));
}

std::string MakePngOf(const PngSpec& spec, const std::string& raw) {
  std::string header = BigEndian32(static_cast<uint32_t>(spec.width)) +
                       BigEndian32(static_cast<uint32_t>(spec.height));
  header += {static_cast<char>(spec.depth), static_cast<char>(spec.color_type),
             0, 0, static_cast<char>(spec.interlaced ? 1 : 0)};
  std::string png("\x89PNG\r\n\x1A\n", 8);
  png += PngChunk("IHDR", header);
  if (spec.color_type == 3) png += PngChunk("PLTE", std::string(768, '\x7F'));
  return png + PngChunk("IDAT", Compressed(raw)) + PngChunk("IEND", "");
}

std::string MakePng(const PngSpec& spec) {
  return MakePngOf(spec, PngRows(spec));
}

std::string WithChunks(const std::string& png,
                       const std::vector<std::string>& chunks) {
  std::string out = png.substr(0, kPngHead);
  for (const std::string& chunk : chunks) out += chunk;
  return out + png.substr(kPngHead);
}

}  // namespace loa::content
