#include "libs/text/terms.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "libs/text/syllables.h"

namespace loa::text {
namespace {

absl::Status TermEmpty(size_t index) {
  return status::Error(
             absl::StatusCode::kInvalidArgument, "loa", "TERM_EMPTY",
             absl::StrCat("term ", index, " has no letter and no digit"))
      .Vietnamese(absl::StrCat("Cụm từ số ", index,
                               " không có chữ cái hay chữ số nào."))
      .With("index", absl::StrCat(index));
}

// May `gap` stand between two syllables of one term?
bool IsGap(absl::string_view gap) {
  return gap.find_first_not_of(" \t.-_") == absl::string_view::npos &&
         gap.find(". ") == absl::string_view::npos;
}

// Do the syllables from `first` on spell `wanted`?
bool Spells(const View& view, const std::vector<ByteSpan>& syllables,
            size_t first, const std::vector<std::string>& wanted) {
  if (first + wanted.size() > syllables.size()) return false;
  for (size_t i = 1; i < wanted.size(); ++i) {
    const ByteSpan before = syllables[first + i - 1];
    const ByteSpan here = syllables[first + i];
    if (view.Slice(here) != wanted[i]) return false;
    if (!IsGap(view.Slice({before.end, here.begin}))) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<TermSet> TermSet::Create(absl::Span<const std::string> terms) {
  TermSet set;
  for (size_t i = 0; i < terms.size(); ++i) {
    ASSIGN_OR_RETURN(const View view, Canonicalize(terms[i]));
    Term term = {i, {}};
    for (const ByteSpan span : Syllables(view.text)) {
      term.syllables.emplace_back(view.Slice(span));
    }
    if (term.syllables.empty()) return TermEmpty(i);
    const std::string first = term.syllables.front();
    set.terms_[first].push_back(std::move(term));
  }
  return set;
}

std::vector<TermSet::Match> TermSet::Find(const View& canonical) const {
  std::vector<Match> matches;
  const std::vector<ByteSpan> syllables = Syllables(canonical.text);
  for (size_t i = 0; i < syllables.size(); ++i) {
    const auto found = terms_.find(canonical.Slice(syllables[i]));
    if (found == terms_.end()) continue;
    for (const Term& term : found->second) {
      if (!Spells(canonical, syllables, i, term.syllables)) continue;
      const size_t last = i + term.syllables.size() - 1;
      matches.push_back(
          {term.index, {syllables[i].begin, syllables[last].end}});
    }
  }
  return matches;
}

}  // namespace loa::text
