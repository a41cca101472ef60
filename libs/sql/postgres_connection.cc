#include "libs/sql/postgres_connection.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/sql/errors.h"
#include "libs/sql/placeholders.h"
#include "libs/sql/storable_text.h"
#include "libs/status/status_macros.h"

namespace loa::sql {
namespace {

using Outcome = PostgresConnection::Outcome;

// See the same limit of SQLite.
constexpr size_t kMaxStatements = 1000;

// Object identifiers of pg_type, fixed for ever.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23,
              kText = 25, kNumeric = 1700;

// "a cached plan must not change its result type": another process migrated.
constexpr absl::string_view kStalePlan = "0A000";

struct ResultClearer {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultClearer>;

Oid TypeOf(const Value& value) {
  if (std::holds_alternative<int64_t>(value.data())) return kInt8;
  if (std::holds_alternative<std::string>(value.data())) return kText;
  if (std::holds_alternative<Value::Bytes>(value.data())) return kBytea;
  return 0;  // NULL: the server infers
}

// The arrays that libpq wants; points into the values it was made of.
struct Arguments {
  explicit Arguments(absl::Span<const Value> values) {
    owned.reserve(values.size());
    for (const Value& value : values) {
      if (const auto* integer = std::get_if<int64_t>(&value.data())) {
        owned.push_back(absl::StrCat(*integer));
        Add(owned.back().c_str(), owned.back().size(), /*binary=*/0);
      } else if (const auto* text = std::get_if<std::string>(&value.data())) {
        Add(text->c_str(), text->size(), /*binary=*/0);
      } else if (const auto* bytes = std::get_if<Value::Bytes>(&value.data())) {
        Add(bytes->data.c_str(), bytes->data.size(), /*binary=*/1);
      } else {
        Add(nullptr, 0, /*binary=*/0);
      }
    }
  }
  void Add(const char* data, size_t size, int binary) {
    data_pointers.push_back(data);
    lengths.push_back(static_cast<int>(size));
    formats.push_back(binary);
  }

  std::vector<std::string> owned;
  std::vector<const char*> data_pointers;
  std::vector<int> lengths;
  std::vector<int> formats;
};

std::string DecodeBytes(const char* hex) {
  size_t size = 0;
  unsigned char* const raw =
      PQunescapeBytea(reinterpret_cast<const unsigned char*>(hex), &size);
  std::string bytes(reinterpret_cast<const char*>(raw), size);
  PQfreemem(raw);
  return bytes;
}

absl::StatusOr<Value> Cell(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return Value();
  const char* const data = PQgetvalue(result, row, column);
  const absl::string_view text(data, PQgetlength(result, row, column));
  switch (PQftype(result, column)) {
    case kBool:
      return Value(text == "t");
    case kInt8:
    case kInt4:
    case kInt2:
    case kNumeric: {
      int64_t integer = 0;
      if (!absl::SimpleAtoi(text, &integer)) {
        return StatementFailed("postgres NUMERIC");
      }
      return Value(integer);
    }
    case kBytea:
      return Value(Value::Bytes{DecodeBytes(data)});
  }
  return Value(text);
}

absl::StatusOr<Rows> ReadAll(const PGresult* result) {
  const int columns = PQnfields(result);
  const int rows = PQntuples(result);
  std::vector<Value> cells;
  cells.reserve(static_cast<size_t>(columns) * rows);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      ASSIGN_OR_RETURN(Value cell, Cell(result, row, column));
      cells.push_back(std::move(cell));
    }
  }
  return Rows(columns, std::move(cells));
}

Outcome Failure(PGconn* connection, const PGresult* result) {
  const char* const state = result == nullptr
                                ? nullptr
                                : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  Outcome outcome;
  if (state != nullptr && PQstatus(connection) == CONNECTION_OK) {
    outcome.sqlstate = state;
  }
  outcome.status = FromSqlState(outcome.sqlstate);
  if (!absl::StartsWith(outcome.sqlstate, "23") &&
      !IsRetryableSqlState(outcome.sqlstate) &&
      outcome.sqlstate != kStalePlan) {
    base::Log(base::Severity::kError, "a statement failed",
              {{"sqlstate", state == nullptr ? "" : state},
               {"said", PQerrorMessage(connection)}});
  }
  return outcome;
}

Outcome ToOutcome(PGconn* connection, PGresult* raw) {
  const Result result(raw);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    return Failure(connection, result.get());
  }
  Outcome outcome;
  outcome.command = PQcmdStatus(result.get());
  if (!absl::StartsWith(outcome.command, "SELECT") &&
      !absl::SimpleAtoi(PQcmdTuples(result.get()), &outcome.changed)) {
    outcome.changed = 0;
  }
  absl::StatusOr<Rows> rows = ReadAll(result.get());
  outcome.status = rows.status();
  if (rows.ok()) outcome.rows = *std::move(rows);
  return outcome;
}

void IgnoreNotice(void*, const char*) {}

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(
    const std::string& url, const std::string& schema) {
  const char* const keywords[] = {
      "dbname",          "fallback_application_name", "connect_timeout",
      "client_encoding", "tcp_user_timeout",          nullptr};
  // `dbname` is expanded: the url's own parts win over what stands before it.
  const char* const values[] = {url.c_str(), "loa",   "5",
                                "UTF8",      "10000", nullptr};
  auto connection = std::unique_ptr<PostgresConnection>(new PostgresConnection(
      PQconnectdbParams(keywords, values, /*expand_dbname=*/1)));
  PGconn* const raw = connection->connection_.get();
  if (!connection->healthy()) {
    base::Log(base::Severity::kWarning, "cannot connect to the database",
              {{"said", PQerrorMessage(raw)}});
    return DatabaseUnavailable();
  }
  PQsetNoticeProcessor(raw, IgnoreNotice, nullptr);
  RETURN_IF_ERROR(
      connection
          ->Command(absl::StrCat(
              "SET search_path TO \"", schema,
              "\"; SET bytea_output TO hex; SET lock_timeout TO '10s'; "
              "SET idle_in_transaction_session_timeout TO '60s'"))
          .status);
  return connection;
}

Outcome PostgresConnection::Command(const std::string& sql) {
  return ToOutcome(connection_.get(), PQexec(connection_.get(), sql.c_str()));
}

std::string PostgresConnection::Prepare(absl::string_view sql,
                                        absl::Span<const Value> parameters,
                                        Outcome& outcome) {
  std::vector<Oid> types;
  std::string key;
  for (const Value& value : parameters) {
    types.push_back(TypeOf(value));
    key.push_back(static_cast<char>('a' + value.data().index()));
  }
  absl::StrAppend(&key, "|", sql);
  const auto found = statements_.find(key);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= kMaxStatements) {
    outcome = Command("DEALLOCATE ALL");
    if (!outcome.status.ok()) return "";
    statements_.clear();
  }
  const std::string name = absl::StrCat("s", ++prepared_);
  outcome = ToOutcome(
      connection_.get(),
      PQprepare(connection_.get(), name.c_str(), ForPostgres(sql).c_str(),
                static_cast<int>(types.size()), types.data()));
  if (!outcome.status.ok()) return "";
  statements_.emplace(std::move(key), name);
  return name;
}

Outcome PostgresConnection::Run(absl::string_view sql,
                                absl::Span<const Value> parameters) {
  Outcome outcome;
  for (const Value& value : parameters) {
    const auto* text = std::get_if<std::string>(&value.data());
    if (text != nullptr && !IsStorableText(*text)) {
      outcome.status = TextUnstorable();
      outcome.sqlstate = "22021";
      return outcome;
    }
  }
  const std::string name = Prepare(sql, parameters, outcome);
  if (!outcome.status.ok()) return outcome;
  const Arguments arguments(parameters);
  outcome = ToOutcome(
      connection_.get(),
      PQexecPrepared(connection_.get(), name.c_str(),
                     static_cast<int>(parameters.size()),
                     arguments.data_pointers.data(), arguments.lengths.data(),
                     arguments.formats.data(), /*resultFormat=*/0));
  stale_ = stale_ || outcome.sqlstate == kStalePlan;
  return outcome;
}

absl::Status PostgresTx::Run(absl::string_view sql,
                             absl::Span<const Value> parameters,
                             Outcome& outcome) {
  RETURN_IF_ERROR(failure_);
  outcome = connection_.Run(sql, parameters);
  if (!outcome.status.ok()) {
    failure_ = outcome.status;
    retryable_ = connection_.stale() || !connection_.healthy() ||
                 IsRetryableSqlState(outcome.sqlstate);
  }
  wrote_ = wrote_ || outcome.changed > 0;
  return outcome.status;
}

absl::StatusOr<Rows> PostgresTx::Query(absl::string_view sql,
                                       absl::Span<const Value> parameters) {
  Outcome outcome;
  RETURN_IF_ERROR(Run(sql, parameters, outcome));
  return std::move(outcome.rows);
}

absl::StatusOr<int64_t> PostgresTx::Execute(
    absl::string_view sql, absl::Span<const Value> parameters) {
  Outcome outcome;
  RETURN_IF_ERROR(Run(sql, parameters, outcome));
  return outcome.changed;
}

}  // namespace loa::sql
