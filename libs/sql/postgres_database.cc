#include "libs/sql/postgres_database.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/sql/errors.h"
#include "libs/status/status_macros.h"

namespace loa::sql {
namespace {

// With delays of 1, 2, 4, ... ms and jitter, about a quarter of a second.
constexpr int kMaxAttempts = 8;

constexpr char kBeginWrite[] = "BEGIN ISOLATION LEVEL READ COMMITTED";
constexpr char kBeginRead[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

// datlocprovider ('c' libc, 'i' ICU) is new in version 15.
constexpr absl::string_view kSettings =
    "SELECT pg_encoding_to_char(d.encoding), CAST(d.datcollate AS TEXT),"
    " COALESCE(to_jsonb(d) ->> 'datlocprovider', 'c') "
    "FROM pg_database d WHERE d.datname = current_database()";
constexpr absl::string_view kFindSchema =
    "SELECT 1 FROM pg_namespace WHERE nspname = $1";
constexpr absl::string_view kLockSchemas =
    "SELECT 1 FROM (SELECT pg_advisory_xact_lock(7809639154836760435)) AS l";

// The database whose writing closure this thread runs now.
thread_local const PostgresDatabase* writing = nullptr;

bool IsSchemaName(absl::string_view name) {
  return !name.empty() && name.size() <= 63 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_';
         });
}

bool SortsByBytes(absl::string_view collation) {
  return collation == "C" || collation == "C.UTF-8" || collation == "C.utf8" ||
         collation == "POSIX";
}

void Pause(int attempt) {
  thread_local absl::InsecureBitGen random;
  const int ceiling = 1000 << attempt;  // microseconds
  absl::SleepFor(
      absl::Microseconds(absl::Uniform(random, ceiling / 2, ceiling)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresDatabase>> PostgresDatabase::Open(
    const Options& options) {
  const std::string schema = options.schema.empty() ? "public" : options.schema;
  if (!IsSchemaName(schema)) {
    return DatabaseUrlInvalid("comes with a schema that is not [a-z0-9_]+");
  }
  auto database =
      std::unique_ptr<PostgresDatabase>(new PostgresDatabase(options, schema));
  RETURN_IF_ERROR(database->CheckSettings());
  RETURN_IF_ERROR(database->CreateSchema(schema));
  return database;
}

PostgresDatabase::PostgresDatabase(const Options& options,
                                   const std::string& schema)
    : pool_(options.connections, options.acquire_timeout,
            [url = options.url, schema] {
              return PostgresConnection::Open(url, schema);
            }) {}

// Any other collation sorts texts unlike SQLite, and unlike C++.
absl::Status PostgresDatabase::CheckSettings() {
  return Read([](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows, tx.Run(kSettings));
    if (rows.empty()) return DatabaseUnavailable();
    const std::string& encoding = rows[0].Text(0);
    if (encoding != "UTF8") {
      return DatabaseSettingsWrong("encoding", encoding, "ENCODING 'UTF8'");
    }
    constexpr absl::string_view kWanted =
        "LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0";
    if (rows[0].Text(2) == "i") {
      return DatabaseSettingsWrong("collation", "of ICU", kWanted);
    }
    if (!SortsByBytes(rows[0].Text(1))) {
      return DatabaseSettingsWrong("collation", rows[0].Text(1), kWanted);
    }
    return absl::OkStatus();
  });
}

absl::Status PostgresDatabase::CreateSchema(const std::string& schema) {
  const std::string create = absl::StrCat("CREATE SCHEMA \"", schema, "\"");
  return Write([&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.Run(kLockSchemas).status());
    ASSIGN_OR_RETURN(const Rows found, tx.Run(kFindSchema, schema));
    // CREATE SCHEMA IF NOT EXISTS asks for the privilege even when it exists.
    return found.empty() ? tx.Exec(create).status() : absl::OkStatus();
  });
}

absl::Status PostgresDatabase::Write(
    absl::FunctionRef<absl::Status(Tx&)> body) {
  if (writing == this) return NestedTransaction();
  ++writes_;
  return Transact(kBeginWrite, [&](Tx& tx) {
    const PostgresDatabase* const outer = std::exchange(writing, this);
    const absl::Status answer = body(tx);
    writing = outer;
    return answer;
  });
}

absl::Status PostgresDatabase::Read(absl::FunctionRef<absl::Status(Tx&)> body) {
  return Transact(kBeginRead, body);
}

absl::Status PostgresDatabase::Transact(
    const char* begin, absl::FunctionRef<absl::Status(Tx&)> body) {
  absl::Status answer;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    if (attempt > 0) Pause(attempt);
    if (Attempt(begin, body, answer) == Verdict::kDone) break;
  }
  return answer;
}

PostgresDatabase::Verdict PostgresDatabase::Attempt(
    const char* begin, absl::FunctionRef<absl::Status(Tx&)> body,
    absl::Status& answer) {
  auto connection = pool_.Borrow();
  if (!connection.ok()) {
    answer = connection.status();
    return Verdict::kDone;
  }
  PostgresConnection& session = **connection;
  const Verdict verdict = RunIn(session, begin, body, answer);
  // A server that went away took the idle sessions with it.
  if (!session.healthy()) pool_.DiscardIdle();
  if (!session.healthy() || session.stale()) connection->Discard();
  return verdict;
}

PostgresDatabase::Verdict PostgresDatabase::RunIn(
    PostgresConnection& session, const char* begin,
    absl::FunctionRef<absl::Status(Tx&)> body, absl::Status& answer) {
  answer = session.Command(begin).status;
  if (!answer.ok()) return session.healthy() ? Verdict::kDone : Verdict::kAgain;
  PostgresTx tx(session);
  answer = body(tx);
  if (answer.ok()) answer = tx.failure();
  if (answer.ok()) return Commit(session, tx, answer);
  if (session.healthy()) session.Command("ROLLBACK");
  if (!tx.retryable()) return Verdict::kDone;
  // Whatever the body made of it: its transaction never stood.
  answer = session.stale() ? TransactionConflict() : tx.failure();
  return Verdict::kAgain;
}

PostgresDatabase::Verdict PostgresDatabase::Commit(
    PostgresConnection& connection, const PostgresTx& tx,
    absl::Status& answer) {
  const PostgresConnection::Outcome outcome = connection.Command("COMMIT");
  if (!connection.healthy()) {
    if (!tx.wrote()) return Verdict::kAgain;
    answer = CommitUnknown();
    return Verdict::kDone;
  }
  answer = outcome.status;
  if (!answer.ok()) {
    return IsRetryableSqlState(outcome.sqlstate) ? Verdict::kAgain
                                                 : Verdict::kDone;
  }
  if (outcome.command == "ROLLBACK") {
    answer = StatementFailed("postgres aborted transaction");
    return Verdict::kDone;
  }
  if (tx.wrote()) {
    ++commits_;
    listeners_.Notify();
  }
  return Verdict::kDone;
}

}  // namespace loa::sql
