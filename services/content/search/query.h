#ifndef LOA_SERVICES_CONTENT_SEARCH_QUERY_H_
#define LOA_SERVICES_CONTENT_SEARCH_QUERY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "loa/content/v1/search_service.pb.h"
#include "services/content/search/index_words.h"

namespace loa::content {

// What somebody looks for, as words.
class Query {
 public:
  static constexpr int kMostWords = 16;

  // SEARCH_QUERY_EMPTY, SEARCH_QUERY_TOO_LONG.
  static absl::StatusOr<Query> Parse(absl::string_view text);
  // Of folded words that near_words.h found: it matches as FOLDED does.
  static Query OfFolded(std::vector<std::string> words);

  // The words that everything in `tier` has: a scan of them finds all of the
  // tier, and perhaps what belongs to a better one. Empty: nothing is in this
  // tier that is not in a better one.
  std::vector<IndexWord> WordsOf(v1::SearchHit::Tier tier) const;

  // Does `text` of an entry that has WordsOf(tier) belong to `tier` itself?
  bool IsOf(v1::SearchHit::Tier tier, absl::string_view text) const;

  // About twenty words of `text` around the first that the query names.
  std::string ExcerptOf(absl::string_view text) const;

  const std::vector<std::string>& folded() const { return folded_; }

 private:
  bool HasPhrase(absl::string_view text) const;
  bool HasAllExact(absl::string_view text) const;

  std::vector<std::string> exact_;   // in the order of the query
  std::vector<std::string> folded_;  // the same
  std::string phrase_;               // " kế hoạch "
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_QUERY_H_
