// What must hold for any bytes whatever.  Also run over random texts by
// normalize_test.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "libs/text/normalize.h"
#include "libs/text/syllables.h"
#include "libs/text/utf8.h"

namespace {

using loa::text::ByteSpan;
using loa::text::Character;
using loa::text::View;

// Names the property that broke, then dies, as fuzzers want it.
void Require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", property);
  std::abort();
}

// `text` as a view of itself.
View Unchanged(const std::string& text) {
  View view = {text, {}};
  for (const Character& character : loa::text::DecodeLossy(text)) {
    view.origin.Append(character.bytes.begin, character.bytes);
  }
  return view;
}

// Spans go forward, are not empty and stay inside the original.
void RequireSoundOffsets(const View& view, absl::string_view original) {
  ByteSpan last = {0, 0};
  for (const Character& character : loa::text::DecodeLossy(view.text)) {
    const ByteSpan span = view.origin.ToOriginal(character.bytes);
    Require(span.begin < span.end && span.end <= original.size(),
            "spans are not empty and inside the original");
    Require(span == last || span.begin >= last.end, "spans go forward");
    last = span;
  }
}

// A folded piece is what folding the original's piece gives.
void RequireFoldCommutes(const View& folded, absl::string_view original) {
  for (const ByteSpan word : loa::text::Syllables(folded.text)) {
    const ByteSpan span = folded.origin.ToOriginal(word);
    const auto piece = original.substr(span.begin, span.end - span.begin);
    const std::string again = loa::text::FoldedText(piece);
    Require(absl::StrContains(again, folded.Slice(word)),
            "folding a piece gives the piece of the fold");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view original(reinterpret_cast<const char*>(data), size);
  const auto canonical = loa::text::Canonicalize(original);
  Require(canonical.ok() == loa::text::Decode(original).ok(),
          "what decodes is normalised");
  if (!canonical.ok()) return 0;
  RequireSoundOffsets(*canonical, original);
  Require(loa::text::CanonicalText(canonical->text) == canonical->text,
          "canonical text is a fixed point");

  const View folded = loa::text::Fold(*canonical);
  RequireSoundOffsets(folded, original);
  Require(Fold(Unchanged(folded.text)).text == folded.text,
          "a fold has no marks left");
  RequireFoldCommutes(folded, original);
  return 0;
}
