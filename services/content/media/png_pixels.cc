#include "services/content/media/png_pixels.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "libs/status/status_macros.h"
#include "services/content/media/media_errors.h"
#include "services/content/media/picture.h"

namespace loa::content {
namespace {

constexpr unsigned char kLastFilter = 4;

// Rows of one length.
struct Band {
  int64_t row_bytes = 0;  // with the byte that names the filter
  int64_t rows = 0;
};

// Adam7: first column and row of each pass, and the steps to the next.
struct Pass {
  int x, y, step_x, step_y;
};
constexpr Pass kWhole[] = {{0, 0, 1, 1}};
constexpr Pass kAdam7[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8},
                           {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2},
                           {0, 1, 1, 2}};

int64_t Count(int64_t size, int first, int step) {
  return size <= first ? 0 : (size - first + step - 1) / step;
}

template <size_t N>
std::vector<Band> BandsOf(const PngLayout& layout, const Pass (&passes)[N]) {
  std::vector<Band> bands;
  for (const Pass& pass : passes) {
    const int64_t columns = Count(layout.width, pass.x, pass.step_x);
    const int64_t rows = Count(layout.height, pass.y, pass.step_y);
    if (columns == 0 || rows == 0) continue;
    bands.push_back({1 + (columns * layout.bits_per_pixel + 7) / 8, rows});
  }
  return bands;
}

absl::Status Damaged(absl::string_view why) {
  return MediaDamaged(kPngType, why);
}

// Follows the rows through unpacked bytes.
class RowCheck {
 public:
  explicit RowCheck(std::vector<Band> bands) : bands_(std::move(bands)) {}

  absl::Status Take(const unsigned char* bytes, size_t count) {
    while (count > 0) {
      if (whole()) return Damaged("it holds more pixels than it says");
      if (in_row_ == 0 && *bytes > kLastFilter) {
        return Damaged("a row has no valid filter");
      }
      const int64_t step = std::min<int64_t>(static_cast<int64_t>(count),
                                             bands_[band_].row_bytes - in_row_);
      bytes += step;
      count -= static_cast<size_t>(step);
      Advance(step);
    }
    return absl::OkStatus();
  }

  bool whole() const { return band_ == bands_.size(); }

 private:
  void Advance(int64_t step) {
    in_row_ += step;
    if (in_row_ < bands_[band_].row_bytes) return;
    in_row_ = 0;
    if (++row_ < bands_[band_].rows) return;
    row_ = 0;
    ++band_;
  }

  const std::vector<Band> bands_;
  size_t band_ = 0;
  int64_t row_ = 0;
  int64_t in_row_ = 0;
};

// zlib's stream, ended with it.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit(&stream_) == Z_OK; }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Unpacks one piece.
  absl::Status Take(absl::string_view piece, RowCheck& rows) {
    if (!ready_) return Damaged("no memory to unpack it");
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    stream_.avail_in = static_cast<uInt>(piece.size());
    do {
      if (ended_) return Damaged("something follows its pixels");
      stream_.next_out = window_.data();
      stream_.avail_out = static_cast<uInt>(window_.size());
      const int result = inflate(&stream_, Z_NO_FLUSH);
      RETURN_IF_ERROR(
          rows.Take(window_.data(), window_.size() - stream_.avail_out));
      if (result == Z_BUF_ERROR) break;  // all of the piece is used up
      ended_ = result == Z_STREAM_END;
      if (!ended_ && result != Z_OK) return Damaged("its pixels do not unpack");
    } while (stream_.avail_in > 0 || (!ended_ && stream_.avail_out == 0));
    return absl::OkStatus();
  }

  bool ended() const { return ended_; }

 private:
  z_stream stream_ = {};
  std::array<unsigned char, 1 << 16> window_;
  bool ready_ = false;
  bool ended_ = false;
};

}  // namespace

absl::Status CheckPngPixels(const PngLayout& layout,
                            const std::vector<absl::string_view>& data) {
  RowCheck rows(layout.interlaced ? BandsOf(layout, kAdam7)
                                  : BandsOf(layout, kWhole));
  Inflater inflater;
  for (const absl::string_view piece : data) {
    RETURN_IF_ERROR(inflater.Take(piece, rows));
  }
  if (!inflater.ended()) return MediaTruncated(kPngType);
  if (!rows.whole()) return Damaged("it holds fewer pixels than it says");
  return absl::OkStatus();
}

}  // namespace loa::content
