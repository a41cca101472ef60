#ifndef LOA_LIBS_SQL_CHANGE_SEQUENCE_H_
#define LOA_LIBS_SQL_CHANGE_SEQUENCE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "libs/sql/database.h"

namespace loa::sql {

// The next number of this database's change sequence.  It locks the counter
// row until commit, so numbers become visible in their order: a reader that
// saw n will never see a number below n appear.  Call it late in a
// transaction, after the reads and checks, and write it into the rows that
// changed (column `sequence`).
//
// SQLite has one writer.  On PostgreSQL the UPDATE holds the counter's row
// lock, and a waiting transaction gets it only after the holder's commit has
// become visible: a later number is drawn when all lower ones can be seen.
absl::StatusOr<int64_t> NextSequence(Tx& tx);

// The highest committed number, as of the transaction's snapshot.
absl::StatusOr<int64_t> CurrentSequence(Tx& tx);

// Names this history of the store; differs after a restore from a backup, so
// that watchers know that their cursor means nothing there.
absl::StatusOr<std::string> HistoryId(Tx& tx);

// What a restore does last, before the service starts: gives the store a new
// history id.
absl::Status StartNewHistory(Tx& tx, absl::string_view history_id);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_CHANGE_SEQUENCE_H_
