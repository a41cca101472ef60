#ifndef LOA_SERVICES_CONTENT_FEEDS_LIKENESS_H_
#define LOA_SERVICES_CONTENT_FEEDS_LIKENESS_H_

#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"
#include "services/content/search/search_index.h"

namespace loa::content {

// A post beside the one that it is compared with.
struct Likeness {
  // 8 a shared topic, 4 the same unit, 1 a word of the other's title.
  int64_t score = 0;
  int64_t at = 0;  // microseconds
  int64_t entry = 0;

  // The most alike first, then the newest.
  friend bool operator<(const Likeness& a, const Likeness& b) {
    return std::tie(a.score, a.at, a.entry) > std::tie(b.score, b.at, b.entry);
  }
};

// The newest 300 posts that share a topic or a word of the title with `entry`,
// out of the newest 64 for each of these, in order, without itself.
absl::StatusOr<std::vector<Likeness>> ReadAlike(sql::Tx& tx,
                                                const SearchEntry& entry);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_FEEDS_LIKENESS_H_
