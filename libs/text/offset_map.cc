#include "libs/text/offset_map.h"

#include <algorithm>
#include <iterator>

namespace loa::text {

void OffsetMap::Append(uint32_t derived_begin, ByteSpan original) {
  pieces_.push_back({derived_begin, original});
}

const OffsetMap::Piece& OffsetMap::PieceAt(uint32_t derived) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), derived,
                                      [](uint32_t offset, const Piece& piece) {
                                        return offset < piece.derived_begin;
                                      });
  return *std::prev(after);
}

ByteSpan OffsetMap::ToOriginal(ByteSpan derived) const {
  return {PieceAt(derived.begin).original.begin,
          PieceAt(derived.end - 1).original.end};
}

}  // namespace loa::text
