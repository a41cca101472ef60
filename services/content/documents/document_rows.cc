#include "services/content/documents/document_rows.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

// In the order that ReadRecord() takes them.
#define LOA_DOCUMENT_COLUMNS                                    \
  "document, unit, content, creator, state, note, created_at, " \
  "updated_at, version"

constexpr absl::string_view kFind =
    "SELECT " LOA_DOCUMENT_COLUMNS " FROM document WHERE document = $1";

constexpr absl::string_view kLock =
    "UPDATE document SET version = version WHERE document = $1";

constexpr absl::string_view kUnit =
    "SELECT unit FROM document WHERE document = $1";

constexpr absl::string_view kOfNumber =
    "SELECT document FROM document WHERE number_key = $1 AND document <> $2";

constexpr absl::string_view kInsert =
    "INSERT INTO document (document, unit, kind, issue_day, issuer_key,"
    " number_key, content, creator, state, note, created_at, updated_at,"
    " version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    " ON CONFLICT (document) DO NOTHING";

constexpr absl::string_view kSave =
    "UPDATE document SET kind = $2, issue_day = $3, issuer_key = $4,"
    " number_key = $5, content = $6, state = $7, note = $8, updated_at = $9,"
    " version = $10 WHERE document = $1";

// issue_day <= $5 alone bounds the index; the rest is the keyset.
constexpr absl::string_view kList =
    "SELECT " LOA_DOCUMENT_COLUMNS
    " FROM document WHERE state = 1 AND issue_day >= $3 AND issue_day < $4"
    " AND issue_day <= $5 AND (issue_day < $5 OR document < $6)"
    " AND (CAST($1 AS BIGINT) = 0 OR kind = $1)"
    " AND issuer_key LIKE $2 ESCAPE '!'"
    " ORDER BY issue_day DESC, document DESC LIMIT $7";

// What its people wrote: the rest has columns of its own.
std::string ContentOf(const v1::Document& document) {
  v1::Document content = document;
  for (const auto clear :
       {&v1::Document::clear_name, &v1::Document::clear_unit,
        &v1::Document::clear_creator, &v1::Document::clear_state,
        &v1::Document::clear_note, &v1::Document::clear_create_time,
        &v1::Document::clear_update_time, &v1::Document::clear_etag}) {
    (content.*clear)();
  }
  return content.SerializeAsString();
}

base::Days IssueDay(const v1::Document& document) {
  return base::ParseDate(document.issue_date()).value_or(0);
}

std::optional<std::string> NumberKey(const v1::Document& document) {
  if (document.state() != v1::Document::FILED) return std::nullopt;
  std::string number = text::FoldedText(document.number());
  absl::StrReplaceAll({{" ", ""}}, &number);
  return absl::StrCat(document.unit(), "\n",
                      text::FoldedText(document.issuer()), "\n",
                      document.issue_date().substr(0, 4), "\n", number);
}

DocumentRecord ReadRecord(const sql::Row& row) {
  DocumentRecord record;
  v1::Document& document = record.document;
  document.ParseFromString(row.Bytes(2));
  document.set_name(row.Text(0));
  document.set_unit(row.Text(1));
  document.set_creator(row.Text(3));
  document.set_state(static_cast<v1::Document::State>(row.Int(4)));
  document.set_note(row.Text(5));
  *document.mutable_create_time() = base::TimestampOf(row.Time(6));
  *document.mutable_update_time() = base::TimestampOf(row.Time(7));
  record.version = row.Int(8);
  return record;
}

absl::Status CheckNumberIsFree(sql::Tx& tx, const v1::Document& document) {
  const std::optional<std::string> key = NumberKey(document);
  if (!key) return absl::OkStatus();
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kOfNumber, *key, document.name()));
  if (rows.empty()) return absl::OkStatus();
  return DocumentNumberTaken(document.number(), rows[0].Text(0));
}

}  // namespace

v1::Document ToProto(const DocumentRecord& record) {
  v1::Document document = record.document;
  document.set_etag(EtagOf(record));
  return document;
}

std::string EtagOf(const DocumentRecord& record) {
  return rpc::EtagOf(record.version);
}

absl::StatusOr<DocumentRecord> FindDocument(sql::Tx& tx,
                                            absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return DocumentNotFound(name);
  return ReadRecord(rows[0]);
}

absl::StatusOr<DocumentRecord> LockDocument(sql::Tx& tx,
                                            absl::string_view name) {
  RETURN_IF_ERROR(tx.Exec(kLock, name).status());
  return FindDocument(tx, name);
}

absl::StatusOr<std::string> UnitOfDocument(sql::Tx& tx,
                                           absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnit, name));
  if (rows.empty()) return DocumentNotFound(name);
  return rows[0].Text(0);
}

absl::Status InsertDocument(sql::Tx& tx, const DocumentRecord& record) {
  const v1::Document& document = record.document;
  RETURN_IF_ERROR(CheckNumberIsFree(tx, document));
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, document.name(), document.unit(),
              static_cast<int64_t>(document.kind()), IssueDay(document),
              text::FoldedText(document.issuer()), NumberKey(document),
              sql::Value::Bytes{ContentOf(document)}, document.creator(),
              static_cast<int64_t>(document.state()), document.note(),
              base::TimeOf(document.create_time()),
              base::TimeOf(document.update_time()), record.version));
  return inserted == 1 ? absl::OkStatus()
                       : DocumentAlreadyExists(document.name());
}

absl::Status SaveDocument(sql::Tx& tx, DocumentRecord& record) {
  const v1::Document& document = record.document;
  RETURN_IF_ERROR(CheckNumberIsFree(tx, document));
  ++record.version;
  return tx
      .Exec(kSave, document.name(), static_cast<int64_t>(document.kind()),
            IssueDay(document), text::FoldedText(document.issuer()),
            NumberKey(document), sql::Value::Bytes{ContentOf(document)},
            static_cast<int64_t>(document.state()), document.note(),
            base::TimeOf(document.update_time()), record.version)
      .status();
}

absl::StatusOr<std::vector<DocumentRecord>> ReadDocuments(
    sql::Tx& tx, const DocumentFilter& filter, int limit) {
  const std::string issuer = absl::StrReplaceAll(
      text::FoldedText(filter.issuer), {{"!", "!!"}, {"%", "!%"}, {"_", "!_"}});
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kList, static_cast<int64_t>(filter.kind),
             absl::StrCat("%", issuer, "%"), filter.from, filter.until,
             filter.before, filter.before_name, limit));
  std::vector<DocumentRecord> documents;
  for (const sql::Row row : rows) documents.push_back(ReadRecord(row));
  return documents;
}

}  // namespace loa::content
