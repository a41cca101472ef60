#include "services/content/submissions/submission_rows.h"

#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

// In the order that ReadRecord() takes them.
#define LOA_SUBMISSION_COLUMNS                                              \
  "s.submission, s.unit, s.principal, s.content, s.text_sha256, "           \
  "s.sender_key, s.repeat_key, s.repeat_count, s.state, s.editor, s.post, " \
  "s.reason, s.created_at, s.decided_at, s.erased_at, s.version"

constexpr absl::string_view kFind =
    "SELECT " LOA_SUBMISSION_COLUMNS
    " FROM submission s WHERE s.submission = $1";

constexpr absl::string_view kLock =
    "UPDATE submission SET version = version WHERE submission = $1";

constexpr absl::string_view kUnit =
    "SELECT unit FROM submission WHERE submission = $1";

constexpr absl::string_view kInsert =
    "INSERT INTO submission (submission, unit, principal, content,"
    " text_sha256, sender_key, repeat_key, repeat_count, state, editor, post,"
    " reason, created_at, decided_at, erased_at, kept_from, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL,"
    " NULL, $13, $14) ON CONFLICT (repeat_key) DO NOTHING";

constexpr absl::string_view kSave =
    "UPDATE submission SET content = $2, sender_key = $3, repeat_key = $4,"
    " state = $5, editor = $6, post = $7, reason = $8, decided_at = $9,"
    " erased_at = $10, kept_from = $11, version = $12 WHERE submission = $1";

constexpr absl::string_view kRepeat =
    "UPDATE submission SET repeat_count = repeat_count + 1,"
    " version = version + 1 WHERE repeat_key = $1 RETURNING submission";

constexpr absl::string_view kRecentOfSender =
    "SELECT CAST(COUNT(*) AS BIGINT), MIN(created_at) FROM submission"
    " WHERE unit = $1 AND sender_key = $2 AND created_at > $3";

constexpr absl::string_view kRecentOfAll =
    "SELECT CAST(COUNT(*) AS BIGINT), MIN(created_at) FROM submission"
    " WHERE unit = $1 AND created_at > $2";

constexpr absl::string_view kInsertReceipt =
    "INSERT INTO submission_receipt (receipt_sha256, submission)"
    " VALUES ($1, $2)";

constexpr absl::string_view kByReceipt =
    "SELECT " LOA_SUBMISSION_COLUMNS
    " FROM submission_receipt r JOIN submission s"
    " ON s.submission = r.submission WHERE r.receipt_sha256 = $1";

// created_at <= $3 alone bounds the index; the rest is the keyset.
#define LOA_SUBMISSIONS_BEFORE                    \
  " s.created_at <= $3"                           \
  " AND (s.created_at < $3 OR s.submission < $4)" \
  " AND (CAST($1 AS BIGINT) = 0 OR s.state = $1)" \
  " AND (CAST($2 AS TEXT) = '' OR s.editor = $2)" \
  " ORDER BY s.created_at DESC, s.submission DESC LIMIT $5"

constexpr absl::string_view kList =
    "SELECT " LOA_SUBMISSION_COLUMNS
    " FROM submission s WHERE" LOA_SUBMISSIONS_BEFORE;

constexpr absl::string_view kListOfUnits =
    "SELECT " LOA_SUBMISSION_COLUMNS
    " FROM submission s WHERE s.unit IN (@texts($6))"
    " AND" LOA_SUBMISSIONS_BEFORE;

constexpr absl::string_view kUndecided =
    "SELECT " LOA_SUBMISSION_COLUMNS
    " FROM submission s WHERE s.state IN (1, 2) AND s.erased_at IS NULL"
    " AND (s.created_at, s.submission) > ($1, $2)"
    " ORDER BY s.created_at, s.submission LIMIT $3";

constexpr absl::string_view kExpired =
    "SELECT submission FROM submission WHERE kept_from < $1"
    " ORDER BY kept_from, submission LIMIT $2";

// What its sender wrote.
sql::Value ContentOf(const v1::Submission& submission) {
  v1::Submission content;
  content.set_page(submission.page());
  content.set_sender_name(submission.sender_name());
  content.set_sender_contact(submission.sender_contact());
  content.set_title(submission.title());
  content.set_text(submission.text());
  *content.mutable_media() = submission.media();
  return sql::Value::Bytes{content.SerializeAsString()};
}

sql::Value OrNull(const std::string& text) {
  return text.empty() ? sql::Value() : sql::Value(text);
}

sql::Value TimeOrNull(bool has, const google::protobuf::Timestamp& time) {
  return has ? sql::Value(base::TimeOf(time)) : sql::Value();
}

sql::Value KeptFrom(const v1::Submission& submission) {
  if (submission.has_erase_time()) return sql::Value();
  return base::TimeOf(submission.has_decide_time() ? submission.decide_time()
                                                   : submission.create_time());
}

SubmissionRecord ReadRecord(const sql::Row& row) {
  SubmissionRecord to;
  v1::Submission& submission = to.submission;
  submission.ParseFromString(row.Bytes(3));
  submission.set_name(row.Text(0));
  submission.set_unit(row.Text(1));
  submission.set_principal(row.Text(2));
  submission.set_text_sha256(row.Text(4));
  to.sender_key = row.Text(5);
  to.repeat_key = row.OptionalText(6).value_or("");
  submission.set_repeat_count(static_cast<int32_t>(row.Int(7)));
  submission.set_state(static_cast<v1::Submission::State>(row.Int(8)));
  submission.set_editor(row.Text(9));
  submission.set_post(row.Text(10));
  submission.set_reason(row.Text(11));
  *submission.mutable_create_time() = base::TimestampOf(row.Time(12));
  if (!row.IsNull(13)) {
    *submission.mutable_decide_time() = base::TimestampOf(row.Time(13));
  }
  if (!row.IsNull(14)) {
    *submission.mutable_erase_time() = base::TimestampOf(row.Time(14));
  }
  to.version = row.Int(15);
  return to;
}

std::vector<SubmissionRecord> ReadRecords(const sql::Rows& rows) {
  std::vector<SubmissionRecord> records;
  for (const sql::Row row : rows) records.push_back(ReadRecord(row));
  return records;
}

}  // namespace

v1::Submission ToProto(const SubmissionRecord& record) {
  v1::Submission submission = record.submission;
  submission.set_etag(EtagOf(record));
  return submission;
}

std::string EtagOf(const SubmissionRecord& record) {
  return rpc::EtagOf(record.version);
}

absl::StatusOr<SubmissionRecord> FindSubmission(sql::Tx& tx,
                                                absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return SubmissionNotFound(name);
  return ReadRecord(rows[0]);
}

absl::StatusOr<SubmissionRecord> LockSubmission(sql::Tx& tx,
                                                absl::string_view name) {
  RETURN_IF_ERROR(tx.Exec(kLock, name).status());
  return FindSubmission(tx, name);
}

absl::StatusOr<std::string> UnitOfSubmission(sql::Tx& tx,
                                             absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnit, name));
  if (rows.empty()) return SubmissionNotFound(name);
  return rows[0].Text(0);
}

absl::StatusOr<bool> InsertSubmission(sql::Tx& tx,
                                      const SubmissionRecord& record) {
  const v1::Submission& submission = record.submission;
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, submission.name(), submission.unit(),
              submission.principal(), ContentOf(submission),
              submission.text_sha256(), record.sender_key,
              OrNull(record.repeat_key), int64_t{submission.repeat_count()},
              static_cast<int64_t>(submission.state()), submission.editor(),
              submission.post(), submission.reason(),
              base::TimeOf(submission.create_time()), record.version));
  return inserted == 1;
}

absl::Status SaveSubmission(sql::Tx& tx, SubmissionRecord& record) {
  const v1::Submission& submission = record.submission;
  ++record.version;
  return tx
      .Exec(kSave, submission.name(),
            submission.has_erase_time() ? sql::Value(sql::Value::Bytes{})
                                        : ContentOf(submission),
            record.sender_key, OrNull(record.repeat_key),
            static_cast<int64_t>(submission.state()), submission.editor(),
            submission.post(), submission.reason(),
            TimeOrNull(submission.has_decide_time(), submission.decide_time()),
            TimeOrNull(submission.has_erase_time(), submission.erase_time()),
            KeptFrom(submission), record.version)
      .status();
}

absl::StatusOr<std::optional<SubmissionRecord>> CountRepeat(
    sql::Tx& tx, absl::string_view repeat_key) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kRepeat, repeat_key));
  if (rows.empty()) return std::optional<SubmissionRecord>();
  ASSIGN_OR_RETURN(SubmissionRecord record,
                   FindSubmission(tx, rows[0].Text(0)));
  return std::optional<SubmissionRecord>(std::move(record));
}

absl::StatusOr<RecentSubmissions> CountRecent(sql::Tx& tx,
                                              absl::string_view unit,
                                              absl::string_view sender_key,
                                              absl::Time since) {
  const absl::StatusOr<sql::Rows> rows =
      sender_key.empty() ? tx.Run(kRecentOfAll, unit, since)
                         : tx.Run(kRecentOfSender, unit, sender_key, since);
  RETURN_IF_ERROR(rows.status());
  RecentSubmissions recent{.count = (*rows)[0].Int(0), .first = since};
  if (recent.count > 0) recent.first = (*rows)[0].Time(1);
  return recent;
}

absl::Status InsertReceipt(sql::Tx& tx, absl::string_view receipt_sha256,
                           absl::string_view submission) {
  return tx.Exec(kInsertReceipt, receipt_sha256, submission).status();
}

absl::StatusOr<SubmissionRecord> FindByReceipt(
    sql::Tx& tx, absl::string_view receipt_sha256) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kByReceipt, receipt_sha256));
  if (rows.empty()) return SubmissionReceiptUnknown();
  return ReadRecord(rows[0]);
}

absl::StatusOr<std::vector<SubmissionRecord>> ReadSubmissions(
    sql::Tx& tx, const SubmissionFilter& filter, int limit) {
  const auto state = static_cast<int64_t>(filter.state);
  const absl::StatusOr<sql::Rows> rows =
      filter.units
          ? tx.Run(kListOfUnits, state, filter.editor, filter.before,
                   filter.before_name, limit, sql::JsonArray(*filter.units))
          : tx.Run(kList, state, filter.editor, filter.before,
                   filter.before_name, limit);
  if (!rows.ok()) return rows.status();
  return ReadRecords(*rows);
}

absl::StatusOr<std::vector<SubmissionRecord>> ReadUndecided(
    sql::Tx& tx, absl::Time created_at, absl::string_view name, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kUndecided, created_at, name, limit));
  return ReadRecords(rows);
}

absl::StatusOr<std::vector<std::string>> ReadExpired(sql::Tx& tx,
                                                     absl::Time before,
                                                     int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kExpired, before, limit));
  std::vector<std::string> names;
  for (const sql::Row row : rows) names.push_back(row.Text(0));
  return names;
}

}  // namespace loa::content
