// What only the SQLite engine does: group commit and its faults.
#include "libs/sql/sqlite_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <list>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/status_matchers.h"

namespace loa::sql {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::HasReason;
using testing::IsOk;
using testing::StatusIs;

const std::vector<Migration>& Migrations() {
  static const auto& all = *new std::vector<Migration>{
      {1, "notes",
       "CREATE TABLE notes (id BIGINT PRIMARY KEY, data @bytes NOT NULL)"}};
  return all;
}

absl::Status Insert(Tx& tx, int64_t id, size_t size = 1) {
  return tx
      .Exec("INSERT INTO notes (id, data) VALUES ($1, $2)", id,
            Value::Bytes{std::string(size, 'x')})
      .status();
}

std::set<int64_t> Ids(Database& db) {
  std::set<int64_t> ids;
  EXPECT_THAT(db.Read([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows,
                     tx.Run("SELECT id FROM notes ORDER BY id"));
    for (const Row row : rows) ids.insert(row.Int(0));
    return absl::OkStatus();
  }),
              IsOk());
  return ids;
}

// Holds the writer with a first closure while others queue up behind it, so
// that they all share one batch, in the order of Add().
class Queue {
 public:
  using Body = std::function<absl::Status(Tx&)>;

  explicit Queue(Database& db) : db_(db) {
    std::promise<void> begun;
    holder_ = std::thread([this, &begun] {
      EXPECT_THAT(db_.Write([&](Tx&) {
        begun.set_value();
        release_.get_future().wait();
        return absl::OkStatus();
      }),
                  IsOk());
    });
    begun.get_future().wait();
  }

  void Add(Body body) {
    Job& job = jobs_.emplace_back();
    job.body = std::move(body);
    job.thread = std::thread([this, &job] {
      job.answer = db_.Write([&](Tx& tx) { return job.body(tx); });
      job.answered = true;
    });
    const auto expected = static_cast<int64_t>(jobs_.size());
    while (db_.stats().waiting < expected) std::this_thread::yield();
  }

  // Lets the batch run; the answers in the order of Add().
  std::vector<absl::Status> Release() {
    release_.set_value();
    holder_.join();
    std::vector<absl::Status> answers;
    for (Job& job : jobs_) {
      job.thread.join();
      answers.push_back(job.answer);
    }
    return answers;
  }

  bool answered(int index) const {
    return std::next(jobs_.begin(), index)->answered;
  }

 private:
  struct Job {
    Body body;
    std::thread thread;
    absl::Status answer;
    std::atomic<bool> answered{false};
  };

  Database& db_;
  std::promise<void> release_;
  std::thread holder_;
  std::list<Job> jobs_;
};

class SqliteDatabaseTest : public ::testing::Test {
 protected:
  std::string path() const {
    return std::string(absl::StripPrefix(db_->options().url, "sqlite:"));
  }
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(Engine::kSqlite, Migrations());
};

TEST_F(SqliteDatabaseTest, WaitingWritersShareACommit) {
  const Stats before = db_->stats();
  Queue queue(*db_);
  for (int id = 1; id <= 20; ++id) {
    queue.Add([id](Tx& tx) { return Insert(tx, id); });
  }
  for (const absl::Status& answer : queue.Release()) {
    EXPECT_THAT(answer, IsOk());
  }
  EXPECT_EQ(db_->stats().writes - before.writes, 21);
  EXPECT_EQ(db_->stats().commits - before.commits, 2);  // the holder's, and one
  EXPECT_EQ(Ids(*db_).size(), 20u);
}

TEST_F(SqliteDatabaseTest, CoalescingCanBeTurnedOff) {
  Options options = db_->options();
  options.coalesce = 1;
  const auto db = Database::Open(options, Migrations());
  ASSERT_THAT(db, IsOk());
  const Stats before = (*db)->stats();
  Queue queue(**db);
  for (int id = 1; id <= 5; ++id) {
    queue.Add([id](Tx& tx) { return Insert(tx, id); });
  }
  queue.Release();
  EXPECT_EQ((*db)->stats().commits - before.commits, 6);
}

TEST_F(SqliteDatabaseTest, ALoneCallerRunsItsOwnClosure) {
  std::thread::id ran_on;
  ASSERT_THAT(db_->Write([&](Tx&) {
    ran_on = std::this_thread::get_id();
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_EQ(ran_on, std::this_thread::get_id());
}

TEST_F(SqliteDatabaseTest, OneThatFailsDoesNotFailItsNeighbours) {
  Queue queue(*db_);
  queue.Add([](Tx& tx) { return Insert(tx, 1); });
  queue.Add([](Tx& tx) { return Insert(tx, 1); });
  queue.Add([](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(Insert(tx, 2));
    return absl::NotFoundError("no such page");
  });
  queue.Add([](Tx& tx) { return Insert(tx, 3); });
  EXPECT_THAT(queue.Release(),
              ElementsAre(IsOk(), HasReason("UNIQUE_VIOLATION"),
                          StatusIs(absl::StatusCode::kNotFound), IsOk()));
  EXPECT_THAT(Ids(*db_), ElementsAre(1, 3));
}

TEST_F(SqliteDatabaseTest, ErrorsWaitForTheCommitTheyRestOn) {
  Queue queue(*db_);
  queue.Add([](Tx& tx) { return Insert(tx, 1); });
  // Refused because of what the neighbour wrote and has not yet committed.
  queue.Add([](Tx& tx) { return Insert(tx, 1); });
  bool answered_early = false;
  queue.Add([&](Tx& tx) {
    const auto limit =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
    while (std::chrono::steady_clock::now() < limit && !answered_early) {
      answered_early = queue.answered(1);
    }
    return Insert(tx, 2);
  });
  EXPECT_THAT(queue.Release(),
              ElementsAre(IsOk(), HasReason("UNIQUE_VIOLATION"), IsOk()));
  EXPECT_FALSE(answered_early);
}

TEST_F(SqliteDatabaseTest, AFullDiskHitsOnlyTheWriteThatNeedsIt) {
  ASSERT_THAT(db_->Write([](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows pages, tx.Run("PRAGMA page_count"));
    return tx.Run(absl::StrCat("PRAGMA max_page_count=", pages[0].Int(0) + 30))
        .status();
  }),
              IsOk());
  Queue queue(*db_);
  queue.Add([](Tx& tx) { return Insert(tx, 1); });
  queue.Add([](Tx& tx) { return Insert(tx, 2, /*size=*/1 << 20); });
  queue.Add([](Tx& tx) { return Insert(tx, 3); });
  EXPECT_THAT(queue.Release(),
              ElementsAre(IsOk(),
                          AllOf(StatusIs(absl::StatusCode::kResourceExhausted),
                                HasReason("STORAGE_FULL")),
                          IsOk()));
  EXPECT_THAT(Ids(*db_), ElementsAre(1, 3));
}

// What SQLite does to a batch when the disk is full in the wrong moment: the
// whole transaction is gone, those before the culprit included.
TEST_F(SqliteDatabaseTest, ATransactionThatIsGoneRunsAgainOneByOne) {
  const Stats before = db_->stats();
  Queue queue(*db_);
  int runs = 0;
  queue.Add([&](Tx& tx) {
    ++runs;
    return Insert(tx, 1);
  });
  queue.Add([](Tx& tx) {
    return tx
        .Exec(
            "INSERT OR ROLLBACK INTO notes (id, data) "
            "SELECT id, NULL FROM (SELECT 2 AS id)")
        .status();
  });
  queue.Add([](Tx& tx) { return Insert(tx, 3); });
  EXPECT_THAT(queue.Release(),
              ElementsAre(IsOk(), HasReason("CONSTRAINT_VIOLATION"), IsOk()));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(db_->stats().commits - before.commits, 3);  // holder, 1 and 3
  EXPECT_THAT(Ids(*db_), ElementsAre(1, 3));
}

TEST_F(SqliteDatabaseTest, AQueuedWriterGivesUpInTime) {
  Options options = db_->options();
  options.acquire_timeout = absl::Milliseconds(30);
  const auto db = Database::Open(options, Migrations());
  ASSERT_THAT(db, IsOk());
  Queue queue(**db);
  EXPECT_THAT((*db)->Write([](Tx& tx) { return Insert(tx, 1); }),
              HasReason("OVERLOADED"));
  queue.Release();
  EXPECT_TRUE(Ids(**db).empty());
}

TEST_F(SqliteDatabaseTest, WaitsForAnotherProcessThatHoldsTheFile) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr),
            SQLITE_OK);
  auto write = std::async(std::launch::async, [&] {
    return db_->Write([](Tx& tx) { return Insert(tx, 1); });
  });
  EXPECT_EQ(write.wait_for(std::chrono::milliseconds(50)),
            std::future_status::timeout);
  ASSERT_EQ(sqlite3_exec(other, "COMMIT", nullptr, nullptr, nullptr),
            SQLITE_OK);
  EXPECT_THAT(write.get(), IsOk());
  sqlite3_close(other);
}

TEST_F(SqliteDatabaseTest, CommitsAreDurableAndReadersCannotWrite) {
  const auto pragma = [](Tx& tx, absl::string_view sql) {
    return (*tx.Run(sql))[0].Int(0);
  };
  EXPECT_THAT(db_->Write([&](Tx& tx) {
    EXPECT_EQ(pragma(tx, "PRAGMA synchronous"), 2);  // FULL
    EXPECT_EQ(pragma(tx, "PRAGMA foreign_keys"), 1);
    EXPECT_EQ((*tx.Run("PRAGMA journal_mode"))[0].Text(0), "wal");
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(db_->Read([&](Tx& tx) {
    EXPECT_EQ(pragma(tx, "PRAGMA query_only"), 1);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_F(SqliteDatabaseTest, AStatementIsPreparedOnceAConnection) {
  const auto connection =
      SqliteConnection::Open(path(), SqliteConnection::Mode::kReader);
  ASSERT_THAT(connection, IsOk());
  for (int i = 0; i < 10; ++i) {
    const Value id(i);
    ASSERT_THAT((*connection)
                    ->Run("SELECT id FROM notes WHERE id = $1",
                          absl::MakeConstSpan(&id, 1), nullptr),
                IsOk());
  }
  EXPECT_EQ((*connection)->prepared(), 1);
}

TEST_F(SqliteDatabaseTest, AFileThatIsNoDatabaseIsDataLoss) {
  const std::string garbage = path() + ".garbage";
  std::ofstream(garbage) << std::string(8192, 'g');
  EXPECT_THAT(Database::Open({.url = "sqlite:" + garbage}, {}),
              AllOf(StatusIs(absl::StatusCode::kDataLoss),
                    HasReason("DATABASE_CORRUPT")));
}

TEST_F(SqliteDatabaseTest, ADirectoryThatIsMissingIsUnavailable) {
  EXPECT_THAT(Database::Open({.url = "sqlite:/nonexistent/a.db"}, {}),
              AllOf(StatusIs(absl::StatusCode::kUnavailable),
                    HasReason("DEPENDENCY_UNAVAILABLE")));
}

// Writes from four threads for ever and reports each id once acknowledged.
[[noreturn]] void WriteUntilKilled(const Options& options, int acks) {
  auto db = Database::Open(options, Migrations());
  if (!db.ok()) _exit(1);
  std::vector<std::thread> threads;
  for (int64_t first = 1; first <= 4; ++first) {
    threads.emplace_back([&, first] {
      for (int64_t id = first;; id += 4) {
        if (!(*db)->Write([&](Tx& tx) { return Insert(tx, id); }).ok() ||
            write(acks, &id, sizeof(id)) != sizeof(id)) {
          _exit(1);
        }
      }
    });
  }
  threads[0].join();
  _exit(1);
}

TEST_F(SqliteDatabaseTest, AKilledProcessLosesNothingAcknowledged) {
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    close(pipe_ends[0]);
    WriteUntilKilled(db_->options(), pipe_ends[1]);
  }
  close(pipe_ends[1]);
  std::vector<int64_t> acknowledged;
  int64_t id = 0;
  while (read(pipe_ends[0], &id, sizeof(id)) == sizeof(id)) {
    acknowledged.push_back(id);
    if (acknowledged.size() == 300) kill(child, SIGKILL);
  }
  close(pipe_ends[0]);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_GE(acknowledged.size(), 300u);

  ASSERT_THAT(db_->Reopen(Migrations()), IsOk());
  const std::set<int64_t> stored = Ids(*db_);
  for (const int64_t each : acknowledged) {
    EXPECT_TRUE(stored.count(each) > 0) << each;
  }
}

}  // namespace
}  // namespace loa::sql
