#ifndef LOA_LIBS_TEXT_OFFSET_MAP_H_
#define LOA_LIBS_TEXT_OFFSET_MAP_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace loa::text {

// Half-open range of bytes.
struct ByteSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool operator==(const ByteSpan&) const = default;
};

// Maps spans of a derived text back to the bytes of the text it was derived
// from, so that a finding in a normalised view still points at what the author
// wrote.
class OffsetMap {
 public:
  // Says that the derived bytes from `derived_begin` up to the next call's
  // come from `original`.  Both must not go backwards.
  void Append(uint32_t derived_begin, ByteSpan original);

  // The smallest original span that covers a non-empty derived span inside the
  // text.  It starts and ends where a character of the original does; what was
  // dropped in between (zero-width characters) is covered too.
  ByteSpan ToOriginal(ByteSpan derived) const;

  bool empty() const { return pieces_.empty(); }

 private:
  struct Piece {
    uint32_t derived_begin;
    ByteSpan original;
  };
  const Piece& PieceAt(uint32_t derived) const;

  std::vector<Piece> pieces_;
};

// A text derived from another, with the way back.
struct View {
  std::string text;
  OffsetMap origin;

  // `span` of `text`, as a piece of it.
  absl::string_view Slice(ByteSpan span) const {
    return absl::string_view(text).substr(span.begin, span.end - span.begin);
  }
};

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_OFFSET_MAP_H_
