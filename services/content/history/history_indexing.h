#ifndef LOA_SERVICES_CONTENT_HISTORY_HISTORY_INDEXING_H_
#define LOA_SERVICES_CONTENT_HISTORY_HISTORY_INDEXING_H_

#include "absl/status/statusor.h"
#include "libs/sql/database.h"

namespace loa::content {

// Lets search and feeds find the past posts that people imported, with the
// words of title and attribution, where readers can follow a permalink. What a
// sweep found nobody vouches for: it is not shown. Apart from the import, which
// would hold the change sequence for as long as it indexes. Thread-safe.
class HistoryIndexing {
 public:
  explicit HistoryIndexing(sql::Database& database) : database_(database) {}

  // One round; answers how many past posts it took up. 0: all are.
  absl::StatusOr<int> RunOnce();

 private:
  sql::Database& database_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HISTORY_HISTORY_INDEXING_H_
