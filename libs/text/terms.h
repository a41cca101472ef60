#ifndef LOA_LIBS_TEXT_TERMS_H_
#define LOA_LIBS_TEXT_TERMS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/text/offset_map.h"

namespace loa::text {

// Finds listed terms as whole syllables: "vật" is not in "vậtlý", and "dương
// vật" is not in "Thái Bình Dương, vật học".  Between the syllables of a term
// may stand spaces, dots, hyphens and underscores (evasion), but not the
// punctuation that ends a clause.  Immutable, thread-safe.
class TermSet {
 public:
  struct Match {
    size_t term;    // index into the terms given to Create
    ByteSpan span;  // of the view
  };

  // Terms may be written in any spelling.  Errors: INVALID_ARGUMENT
  // TERM_EMPTY (no letter or digit in it), TEXT_NOT_UTF8.
  static absl::StatusOr<TermSet> Create(absl::Span<const std::string> terms);

  // All matches in `canonical`, by begin, then by term; they may overlap.
  std::vector<Match> Find(const View& canonical) const;

 private:
  struct Term {
    size_t index;
    std::vector<std::string> syllables;
  };
  // Keyed by the first syllable.
  absl::flat_hash_map<std::string, std::vector<Term>> terms_;
};

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_TERMS_H_
