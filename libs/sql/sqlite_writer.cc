#include "libs/sql/sqlite_writer.h"

#include <algorithm>
#include <utility>

#include "libs/base/log.h"
#include "libs/sql/errors.h"

namespace loa::sql {
namespace {

// BEGIN waits for the busy timeout each time.
constexpr int kBeginAttempts = 3;

// The writer whose closures this thread runs now.
thread_local const SqliteWriter* running_writer = nullptr;

// Runs `body` and answers its error, or that of a statement whose error it
// swallowed.
absl::Status RunBody(absl::FunctionRef<absl::Status(Tx&)> body,
                     SqliteConnection& connection) {
  SqliteTx tx(connection);
  const absl::Status answer = body(tx);
  return answer.ok() ? tx.failure() : answer;
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection,
                           int max_batch, absl::Duration acquire_timeout,
                           std::function<void()> on_commit)
    : connection_(std::move(connection)),
      max_batch_(std::max(1, max_batch)),
      acquire_timeout_(acquire_timeout),
      on_commit_(std::move(on_commit)) {}

absl::Status SqliteWriter::Write(absl::FunctionRef<absl::Status(Tx&)> body) {
  if (running_writer == this) return NestedTransaction();
  Job job{body};
  base::MutexLock lock(mutex_);
  waiting_.push_back(&job);
  if (!AwaitTurn(job)) return Overloaded(acquire_timeout_);
  if (job.done) return job.answer;

  const Batch batch = TakeBatch();
  mutex_.Unlock();
  Run(batch);
  mutex_.Lock();
  Answer(batch);
  return job.answer;
}

Stats SqliteWriter::stats() const {
  base::MutexLock lock(mutex_);
  return {.writes = writes_,
          .commits = commits_,
          .waiting = static_cast<int64_t>(waiting_.size())};
}

// Waits until `job` is done or leads; false when it gave up, still unbegun.
bool SqliteWriter::AwaitTurn(Job& job) {
  if (!has_leader_) {
    has_leader_ = true;
    return true;
  }
  const auto give_up =
      std::chrono::steady_clock::now() +
      absl::ToChronoNanoseconds(std::min(acquire_timeout_, absl::Hours(24)));
  while (!job.done && !job.leads) {
    const auto left = give_up - std::chrono::steady_clock::now();
    if (left > std::chrono::nanoseconds::zero()) {
      job.wake.WaitFor(mutex_, left);
      continue;
    }
    const auto place = std::find(waiting_.begin(), waiting_.end(), &job);
    if (place != waiting_.end()) {
      waiting_.erase(place);
      return false;
    }
    job.wake.Wait(mutex_);  // begun: its answer is near
  }
  return true;
}

SqliteWriter::Batch SqliteWriter::TakeBatch() {
  const size_t size = std::min(max_batch_, waiting_.size());
  const Batch batch(waiting_.begin(), waiting_.begin() + size);
  waiting_.erase(waiting_.begin(), waiting_.begin() + size);
  return batch;
}

void SqliteWriter::Answer(const Batch& batch) {
  if (waiting_.empty()) {
    has_leader_ = false;
  } else {
    // Before the answers, whose callers would run first while the disk idles.
    waiting_.front()->leads = true;
    waiting_.front()->wake.NotifyOne();
  }
  for (Job* const job : batch) {
    job->done = true;
    // Under the lock: the job is on its caller's stack and gone once the
    // caller sees `done`.
    job->wake.NotifyOne();
  }
}

void SqliteWriter::Run(const Batch& batch) {
  const SqliteWriter* const outer = std::exchange(running_writer, this);
  writes_ += batch.size();
  if (batch.size() == 1 || !RunTogether(batch)) {
    for (Job* const job : batch) RunAlone(*job);
  }
  running_writer = outer;
}

// False when the transaction did not stand and all must run again.
bool SqliteWriter::RunTogether(const Batch& batch) {
  if (const int code = Begin(); code != SQLITE_OK) {
    for (Job* const job : batch) job->answer = FromSqlite(code);
    return true;
  }
  const int64_t before = connection_->TotalChanges();
  for (Job* const job : batch) {
    if (connection_->Command("SAVEPOINT job") != SQLITE_OK) break;
    job->answer = RunBody(job->body, *connection_);
    if (!connection_->InTransaction()) break;
    if (!job->answer.ok()) connection_->Command("ROLLBACK TO job");
    if (connection_->Command("RELEASE job") != SQLITE_OK) break;
    if (job == batch.back() && Commit(before).ok()) return true;
  }
  if (connection_->InTransaction()) connection_->Command("ROLLBACK");
  base::Log(base::Severity::kWarning,
            "a shared commit failed; its writes run again one by one",
            {{"writes", static_cast<int64_t>(batch.size())},
             {"sqlite_code", connection_->last_error()}});
  return false;
}

void SqliteWriter::RunAlone(Job& job) {
  if (const int code = Begin(); code != SQLITE_OK) {
    job.answer = FromSqlite(code);
    return;
  }
  const int64_t before = connection_->TotalChanges();
  job.answer = RunBody(job.body, *connection_);
  if (job.answer.ok()) job.answer = Commit(before);
  if (connection_->InTransaction()) connection_->Command("ROLLBACK");
}

// IMMEDIATE: a transaction that reads first and writes later would fail with
// BUSY_SNAPSHOT, which no timeout waits for.
int SqliteWriter::Begin() {
  int code = SQLITE_BUSY;
  for (int i = 0; i < kBeginAttempts && (code & 0xff) == SQLITE_BUSY; ++i) {
    code = connection_->Command("BEGIN IMMEDIATE");
  }
  return code;
}

// On failure the transaction is still open or rolled back, never committed
// as far as this process can see; after an I/O error the log may hold it, and
// the next start may find it there.
absl::Status SqliteWriter::Commit(int64_t changes_before) {
  int code = connection_->Command("COMMIT");
  if ((code & 0xff) == SQLITE_BUSY) code = connection_->Command("COMMIT");
  if (code != SQLITE_OK) {
    return (code & 0xff) == SQLITE_IOERR ? CommitUnknown() : FromSqlite(code);
  }
  ++commits_;
  if (connection_->TotalChanges() != changes_before) on_commit_();
  return absl::OkStatus();
}

}  // namespace loa::sql
