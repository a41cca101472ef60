#ifndef LOA_SERVICES_CONTENT_SEARCH_WORD_SCAN_H_
#define LOA_SERVICES_CONTENT_SEARCH_WORD_SCAN_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/search/index_words.h"

namespace loa::content {

// A place in the order of a scan, the newest first. The default is before all.
struct ScanPlace {
  int64_t at = std::numeric_limits<int64_t>::max();  // microseconds
  int64_t entry = std::numeric_limits<int64_t>::max();
};

// Their entries, in order.
std::vector<int64_t> EntriesOf(const std::vector<ScanPlace>& places);

// How many rows one call may look at, whatever it finds. What a call does then
// costs the same among ten thousand entries and among a million.
class ScanBudget {
 public:
  explicit ScanBudget(int rows) : rows_(rows) {}
  int left() const { return rows_; }
  void Spend(int rows) { rows_ -= rows; }

 private:
  int rows_;
};

// Walks the entries that have all of some words, the newest first. It reads
// the postings of the rarest word and asks for the others.
class WordScan {
 public:
  // Entries of [from, until) after `place`. `words` are not empty.
  static absl::StatusOr<WordScan> Start(sql::Tx& tx,
                                        std::vector<IndexWord> words,
                                        absl::Time from, absl::Time until,
                                        ScanPlace place);

  // The next places that have all words, in order; perhaps none while there
  // are more. Reads no more rows than `budget` has.
  absl::StatusOr<std::vector<ScanPlace>> Next(ScanBudget& budget);

  // Where the last Next() stopped: all before it was looked at.
  const ScanPlace& place() const { return place_; }
  bool done() const { return done_; }

 private:
  WordScan(sql::Tx& tx, absl::Time from, ScanPlace place)
      : tx_(tx), from_(from), place_(place) {}

  sql::Tx& tx_;
  const absl::Time from_;
  ScanPlace place_;
  IndexWord driver_ = 0;
  std::string others_;  // as a JSON array
  int64_t other_count_ = 0;
  int rows_ = 64;  // of the next read
  bool done_ = false;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_WORD_SCAN_H_
