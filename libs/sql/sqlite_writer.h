#ifndef LOA_LIBS_SQL_SQLITE_WRITER_H_
#define LOA_LIBS_SQL_SQLITE_WRITER_H_

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/base/mutex.h"
#include "libs/sql/database.h"
#include "libs/sql/sqlite_connection.h"

namespace loa::sql {

// Group commit: the one writer of a SQLite file, shared by all threads.
//
// Callers enqueue closures.  Whoever finds nobody leading leads: it takes what
// waits, runs it in one BEGIN IMMEDIATE ... COMMIT, each closure in a
// savepoint, commits once, then hands every caller its answer and the lead to
// the next in line.  A lone caller leads a batch of one: no thread hop, no
// savepoint.  Answers wait for the commit, errors included, since an error may
// rest on what a neighbour wrote.
//
// SQLite may roll the whole transaction back by itself (disk full, I/O error).
// Then nothing of the batch stands and its closures run again one by one, so
// that the one at fault does not take the others down.
class SqliteWriter {
 public:
  // `max_batch` closures share a commit; a caller that is not begun within
  // `acquire_timeout` leaves the queue with OVERLOADED; `on_commit` runs after
  // every commit that changed rows.
  SqliteWriter(std::unique_ptr<SqliteConnection> connection, int max_batch,
               absl::Duration acquire_timeout, std::function<void()> on_commit);

  absl::Status Write(absl::FunctionRef<absl::Status(Tx&)> body);

  Stats stats() const;

 private:
  struct Job {
    absl::FunctionRef<absl::Status(Tx&)> body;
    absl::Status answer;
    bool leads = false;
    bool done = false;
    base::CondVar wake;
  };
  using Batch = std::vector<Job*>;

  bool AwaitTurn(Job& job) LOA_REQUIRES(mutex_);
  Batch TakeBatch() LOA_REQUIRES(mutex_);
  void Answer(const Batch& batch) LOA_REQUIRES(mutex_);
  void Run(const Batch& batch);
  bool RunTogether(const Batch& batch);
  void RunAlone(Job& job);
  int Begin();
  absl::Status Commit(int64_t changes_before);

  const std::unique_ptr<SqliteConnection> connection_;
  const size_t max_batch_;
  const absl::Duration acquire_timeout_;
  const std::function<void()> on_commit_;
  std::atomic<int64_t> commits_{0};
  std::atomic<int64_t> writes_{0};

  mutable base::Mutex mutex_;
  bool has_leader_ LOA_GUARDED_BY(mutex_) = false;
  std::deque<Job*> waiting_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_SQLITE_WRITER_H_
