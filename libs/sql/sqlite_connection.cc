#include "libs/sql/sqlite_connection.h"

#include <utility>
#include <vector>

#include "libs/base/log.h"
#include "libs/sql/errors.h"
#include "libs/sql/placeholders.h"
#include "libs/sql/storable_text.h"
#include "libs/status/status_macros.h"

namespace loa::sql {
namespace {

// Far above what a service has.  A cache that reaches it is fed built strings;
// starting over bounds the memory.
constexpr size_t kMaxStatements = 1000;

// Another process (a backup tool) may hold the file's lock for this long.
constexpr int kBusyTimeoutMillis = 5000;

absl::Status Bind(sqlite3_stmt* statement, int index, const Value& value) {
  int code = SQLITE_OK;
  if (const auto* integer = std::get_if<int64_t>(&value.data())) {
    code = sqlite3_bind_int64(statement, index, *integer);
  } else if (const auto* text = std::get_if<std::string>(&value.data())) {
    if (!IsStorableText(*text)) return TextUnstorable();
    code = sqlite3_bind_text64(statement, index, text->data(), text->size(),
                               SQLITE_STATIC, SQLITE_UTF8);
  } else if (const auto* bytes = std::get_if<Value::Bytes>(&value.data())) {
    // A null pointer would bind NULL.
    const char* const data = bytes->data.empty() ? "" : bytes->data.data();
    code = sqlite3_bind_blob64(statement, index, data, bytes->data.size(),
                               SQLITE_STATIC);
  } else {
    code = sqlite3_bind_null(statement, index);
  }
  return code == SQLITE_OK ? absl::OkStatus() : FromSqlite(code);
}

absl::StatusOr<Value> Cell(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return Value();
    case SQLITE_INTEGER:
      return Value(int64_t{sqlite3_column_int64(statement, column)});
    case SQLITE_TEXT: {
      const auto* data = sqlite3_column_text(statement, column);
      return Value(absl::string_view(reinterpret_cast<const char*>(data),
                                     sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* data =
          static_cast<const char*>(sqlite3_column_blob(statement, column));
      const int size = sqlite3_column_bytes(statement, column);
      return Value(
          Value::Bytes{size == 0 ? std::string() : std::string(data, size)});
    }
  }
  // A REAL: no column of ours is one.
  return StatementFailed("sqlite REAL");
}

absl::StatusOr<Rows> ReadAll(sqlite3_stmt* statement, int& code) {
  const int columns = sqlite3_column_count(statement);
  std::vector<Value> cells;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    for (int column = 0; column < columns; ++column) {
      ASSIGN_OR_RETURN(Value cell, Cell(statement, column));
      cells.push_back(std::move(cell));
    }
  }
  return Rows(columns, std::move(cells));
}

// Gives a statement back to the cache without its arguments.
class Resetter {
 public:
  explicit Resetter(sqlite3_stmt* statement) : statement_(statement) {}
  ~Resetter() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Resetter(const Resetter&) = delete;
  Resetter& operator=(const Resetter&) = delete;

 private:
  sqlite3_stmt* const statement_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(
    const std::string& path, Mode mode) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &db,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
      nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close_v2(db);
    base::Log(base::Severity::kError, "cannot open the database file",
              {{"path", path}, {"sqlite_code", code}});
    return FromSqlite(code);
  }
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, kBusyTimeoutMillis);
  auto connection = std::unique_ptr<SqliteConnection>(new SqliteConnection(db));
  RETURN_IF_ERROR(connection->Configure(mode));
  return connection;
}

SqliteConnection::~SqliteConnection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(db_);
}

absl::Status SqliteConnection::Configure(Mode mode) {
  std::vector<const char*> pragmas = {
      "PRAGMA foreign_keys=ON",
      "PRAGMA case_sensitive_like=ON",  // as on PostgreSQL
      "PRAGMA temp_store=MEMORY",
      "PRAGMA cache_size=-16384",
  };
  if (mode == Mode::kWriter) {
    pragmas.insert(
        pragmas.end(),
        {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
         // Debian's default overwrites all that is freed.
         "PRAGMA secure_delete=FAST", "PRAGMA wal_autocheckpoint=4000",
         "PRAGMA journal_size_limit=67108864"});
  } else {
    pragmas.push_back("PRAGMA query_only=ON");
  }
  for (const char* pragma : pragmas) {
    const int code = sqlite3_exec(db_, pragma, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return FromSqlite(code);
  }
  return absl::OkStatus();
}

int SqliteConnection::Command(const char* sql) {
  const absl::StatusOr<sqlite3_stmt*> statement = Prepare(sql);
  if (!statement.ok()) return last_error_;
  sqlite3_step(*statement);
  const int code = sqlite3_reset(*statement);
  if (code != SQLITE_OK) last_error_ = code;
  return code;
}

absl::StatusOr<sqlite3_stmt*> SqliteConnection::Prepare(absl::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= kMaxStatements) {
    for (const auto& [text, statement] : statements_) {
      sqlite3_finalize(statement);
    }
    statements_.clear();
  }
  const std::string text = ForSqlite(sql);
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(db_, text.data(), text.size(),
                                      SQLITE_PREPARE_PERSISTENT, &statement,
                                      /*pzTail=*/nullptr);
  if (code != SQLITE_OK) return Failed(code);
  if (statement == nullptr) return StatementFailed("sqlite empty");
  ++prepared_;
  statements_.emplace(sql, statement);
  return statement;
}

absl::StatusOr<Rows> SqliteConnection::Run(absl::string_view sql,
                                           absl::Span<const Value> parameters,
                                           int64_t* changed) {
  ASSIGN_OR_RETURN(sqlite3_stmt * statement, Prepare(sql));
  const Resetter resetter(statement);
  if (sqlite3_bind_parameter_count(statement) !=
      static_cast<int>(parameters.size())) {
    return StatementFailed("sqlite parameter count");
  }
  for (size_t i = 0; i < parameters.size(); ++i) {
    RETURN_IF_ERROR(Bind(statement, static_cast<int>(i) + 1, parameters[i]));
  }
  const int64_t before = TotalChanges();
  int code = SQLITE_OK;
  absl::StatusOr<Rows> rows = ReadAll(statement, code);
  if (rows.ok() && code != SQLITE_DONE) return Failed(code);
  if (changed != nullptr) {
    // sqlite3_changes() keeps an older statement's count after one that
    // changes nothing.
    *changed = TotalChanges() == before ? 0 : sqlite3_changes64(db_);
  }
  return rows;
}

absl::Status SqliteConnection::Failed(int code) {
  last_error_ = code;
  const int kind = code & 0xff;
  if (kind != SQLITE_CONSTRAINT && kind != SQLITE_BUSY) {
    base::Log(base::Severity::kError, "a statement failed",
              {{"sqlite_code", code}, {"said", sqlite3_errmsg(db_)}});
  }
  return FromSqlite(code);
}

absl::StatusOr<Rows> SqliteTx::Query(absl::string_view sql,
                                     absl::Span<const Value> parameters) {
  RETURN_IF_ERROR(failure_);
  absl::StatusOr<Rows> rows = connection_.Run(sql, parameters, nullptr);
  if (!rows.ok()) failure_ = rows.status();
  return rows;
}

absl::StatusOr<int64_t> SqliteTx::Execute(absl::string_view sql,
                                          absl::Span<const Value> parameters) {
  RETURN_IF_ERROR(failure_);
  int64_t changed = 0;
  const absl::StatusOr<Rows> rows = connection_.Run(sql, parameters, &changed);
  if (!rows.ok()) {
    failure_ = rows.status();
    return failure_;
  }
  return changed;
}

}  // namespace loa::sql
