#include "services/content/amendments/amendment_store.h"

#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_errors.h"

namespace loa::content {
namespace {

#define LOA_AMENDMENT_COLUMNS                                                \
  "a.amendment, a.publication, a.post, a.page, a.unit, a.partition_number, " \
  "a.kind, a.state, a.sequence, a.revision, a.text, a.reason, a.by_hand, "   \
  "a.principal, a.cause, a.not_before, a.failures, a.attempt_count, "        \
  "a.owner, a.epoch, a.deadline_at, a.next_read_at, a.created_at, a.ended_at"

constexpr int kColumns = 24;

constexpr absl::string_view kFind =
    "SELECT " LOA_AMENDMENT_COLUMNS " FROM amendment a WHERE a.amendment = $1";

constexpr absl::string_view kInsert =
    "INSERT INTO amendment (amendment, publication, post, page, unit,"
    " partition_number, kind, state, sequence, revision, text, reason,"
    " by_hand, principal, cause, not_before, failures, attempt_count, owner,"
    " epoch, deadline_at, next_read_at, created_at, ended_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)";

constexpr absl::string_view kSave =
    "UPDATE amendment SET state = $2, cause = $3, not_before = $4,"
    " failures = $5, attempt_count = $6, owner = $7, epoch = $8,"
    " deadline_at = $9, next_read_at = $10, ended_at = $11"
    " WHERE amendment = $1";

// 1 WAITING, 2 BEGUN, 5 UNKNOWN.
constexpr absl::string_view kOpen =
    "SELECT " LOA_AMENDMENT_COLUMNS
    " FROM amendment a WHERE a.publication = $1 AND a.state IN (1, 2, 5)"
    " ORDER BY a.sequence, a.amendment";

// 6 VOID; kind 1 EDIT.
constexpr absl::string_view kVoid =
    "UPDATE amendment SET state = 6, cause = $2, ended_at = $3"
    " WHERE publication = $1 AND state = 1";
constexpr absl::string_view kVoidEdits =
    "UPDATE amendment SET state = 6, cause = $2, ended_at = $3"
    " WHERE publication = $1 AND state = 1 AND kind = 1";
constexpr absl::string_view kVoidEditsOfPost =
    "UPDATE amendment SET state = 6, cause = $2, ended_at = $3"
    " WHERE post = $1 AND state = 1 AND kind = 1";
constexpr absl::string_view kRevive =
    "UPDATE amendment SET state = 1, cause = '', ended_at = NULL"
    " WHERE publication = $1 AND state = 6 AND cause = $2";

// 3 DONE; kind 2 DELETE.
constexpr absl::string_view kDeleted =
    "SELECT amendment FROM amendment WHERE publication = $1 AND state = 3"
    " AND kind = 2 AND ended_at < $2";

// Publications: 3 PUBLISHED, 8 EDITED.
constexpr absl::string_view kDue =
    "SELECT " LOA_AMENDMENT_COLUMNS
    ", p.platform_post_id FROM amendment a"
    " JOIN publication p ON p.publication = a.publication"
    " WHERE a.partition_number IN @bigints($1) AND a.by_hand = 0"
    " AND ((a.state = 5 AND a.next_read_at <= $2) OR"
    " (a.state = 1 AND a.not_before <= $2 AND p.state IN (3, 8)"
    " AND NOT EXISTS (SELECT 1 FROM amendment b"
    " WHERE b.publication = a.publication AND (b.state IN (2, 5) OR"
    " (b.state = 1 AND (b.sequence < a.sequence OR"
    " (b.sequence = a.sequence AND b.amendment < a.amendment)))))"
    " AND a.unit NOT IN (@texts($4)) AND a.page NOT IN (@texts($4))"
    " AND NOT EXISTS (SELECT 1 FROM gate g WHERE g.subject IN ('app', p.page)"
    " AND (g.open_at IS NULL OR g.open_at > $2))))"
    " ORDER BY a.sequence, a.amendment LIMIT $3";

constexpr absl::string_view kOverdue =
    "SELECT " LOA_AMENDMENT_COLUMNS
    " FROM amendment a WHERE a.state = 2 AND a.deadline_at < $1"
    " ORDER BY a.publication, a.amendment LIMIT $2";

#define LOA_AMENDMENTS_AFTER                                     \
  " (a.sequence > $3 OR (a.sequence = $3 AND a.amendment > $4))" \
  " AND (CAST($1 AS TEXT) = '' OR a.publication = $1)"           \
  " AND (CAST($2 AS BIGINT) = 0 OR a.state = $2)"                \
  " ORDER BY a.sequence, a.amendment LIMIT $5"

constexpr absl::string_view kRead =
    "SELECT " LOA_AMENDMENT_COLUMNS
    " FROM amendment a WHERE" LOA_AMENDMENTS_AFTER;

constexpr absl::string_view kReadOfUnits =
    "SELECT " LOA_AMENDMENT_COLUMNS
    " FROM amendment a WHERE a.unit IN (@texts($6)) AND" LOA_AMENDMENTS_AFTER;

// The post alone finds few: an index holds them in this order.
constexpr absl::string_view kReadOfPost =
    "SELECT " LOA_AMENDMENT_COLUMNS
    " FROM amendment a WHERE a.post = $6 AND" LOA_AMENDMENTS_AFTER;

constexpr absl::string_view kReadOfPostAndUnits =
    "SELECT " LOA_AMENDMENT_COLUMNS
    " FROM amendment a WHERE a.post = $6 AND a.unit IN (@texts($7))"
    " AND" LOA_AMENDMENTS_AFTER;

std::optional<absl::Time> OptionalTime(const sql::Row& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Time(column);
}

Amendment ReadOne(const sql::Row& row) {
  Amendment to;
  int c = 0;
  to.name = row.Text(c++);
  to.publication = row.Text(c++);
  to.post = row.Text(c++);
  to.page = row.Text(c++);
  to.unit = row.Text(c++);
  to.partition = row.Int(c++);
  to.kind = static_cast<AmendmentKind>(row.Int(c++));
  to.state = static_cast<AmendmentState>(row.Int(c++));
  to.sequence = row.Int(c++);
  to.revision = row.Text(c++);
  to.text = row.Text(c++);
  to.reason = row.Text(c++);
  to.by_hand = row.Bool(c++);
  to.principal = row.Text(c++);
  to.cause = row.Text(c++);
  to.not_before = row.Time(c++);
  to.failures = row.Int(c++);
  to.attempt_count = row.Int(c++);
  to.owner = row.Text(c++);
  to.epoch = row.Int(c++);
  to.deadline_at = OptionalTime(row, c++);
  to.next_read_at = OptionalTime(row, c++);
  to.created_at = row.Time(c++);
  to.ended_at = OptionalTime(row, c++);
  return to;
}

std::vector<Amendment> ReadAll(const sql::Rows& rows) {
  std::vector<Amendment> all;
  for (const sql::Row row : rows) all.push_back(ReadOne(row));
  return all;
}

}  // namespace

absl::StatusOr<Amendment> FindAmendment(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return AmendmentNotFound(name);
  return ReadOne(rows[0]);
}

absl::StatusOr<std::string> UnitOfAmendment(sql::Tx& tx,
                                            absl::string_view name) {
  ASSIGN_OR_RETURN(const Amendment amendment, FindAmendment(tx, name));
  return amendment.unit;
}

absl::Status InsertAmendment(sql::Tx& tx, const Amendment& a) {
  return tx
      .Exec(kInsert, a.name, a.publication, a.post, a.page, a.unit, a.partition,
            static_cast<int64_t>(a.kind), static_cast<int64_t>(a.state),
            a.sequence, a.revision, a.text, a.reason, a.by_hand, a.principal,
            a.cause, a.not_before, a.failures, a.attempt_count, a.owner,
            a.epoch, a.deadline_at, a.next_read_at, a.created_at, a.ended_at)
      .status();
}

absl::Status SaveAmendment(sql::Tx& tx, const Amendment& a) {
  return tx
      .Exec(kSave, a.name, static_cast<int64_t>(a.state), a.cause, a.not_before,
            a.failures, a.attempt_count, a.owner, a.epoch, a.deadline_at,
            a.next_read_at, a.ended_at)
      .status();
}

absl::StatusOr<std::vector<Amendment>> OpenAmendments(
    sql::Tx& tx, absl::string_view publication) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOpen, publication));
  return ReadAll(rows);
}

absl::Status VoidWaiting(sql::Tx& tx, absl::string_view publication,
                         absl::string_view cause, absl::Time now) {
  return tx.Exec(kVoid, publication, cause, now).status();
}

absl::Status VoidWaitingEdits(sql::Tx& tx, absl::string_view publication,
                              absl::string_view cause, absl::Time now) {
  return tx.Exec(kVoidEdits, publication, cause, now).status();
}

absl::Status VoidWaitingEditsOfPost(sql::Tx& tx, absl::string_view post,
                                    absl::string_view cause, absl::Time now) {
  return tx.Exec(kVoidEditsOfPost, post, cause, now).status();
}

absl::Status ReviveAmendments(sql::Tx& tx, absl::string_view publication) {
  return tx.Exec(kRevive, publication, kNothingVisible).status();
}

absl::StatusOr<bool> WasDeletedBefore(sql::Tx& tx,
                                      absl::string_view publication,
                                      absl::Time time) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kDeleted, publication, time));
  return !rows.empty();
}

absl::StatusOr<std::vector<DueAmendment>> ListDue(
    sql::Tx& tx, const std::vector<int64_t>& partitions,
    const std::vector<std::string>& kept_back, absl::Time now, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kDue, sql::JsonArray(partitions), now, limit,
                          sql::JsonArray(kept_back)));
  std::vector<DueAmendment> due;
  for (const sql::Row row : rows) {
    due.push_back({ReadOne(row), row.OptionalText(kColumns).value_or("")});
  }
  return due;
}

absl::StatusOr<std::vector<Amendment>> OverdueAmendments(sql::Tx& tx,
                                                         absl::Time now,
                                                         int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOverdue, now, limit));
  return ReadAll(rows);
}

absl::StatusOr<std::vector<Amendment>> ReadAmendments(
    sql::Tx& tx, const AmendmentFilter& filter, int limit) {
  const auto run = [&](absl::string_view sql, const auto&... more) {
    return tx.Run(sql, filter.publication, filter.state, filter.sequence,
                  filter.name, limit, more...);
  };
  const std::string units =
      filter.units ? sql::JsonArray(*filter.units) : std::string();
  absl::StatusOr<sql::Rows> rows;
  if (filter.post.empty()) {
    rows = filter.units ? run(kReadOfUnits, units) : run(kRead);
  } else {
    rows = filter.units ? run(kReadOfPostAndUnits, filter.post, units)
                        : run(kReadOfPost, filter.post);
  }
  if (!rows.ok()) return rows.status();
  return ReadAll(*rows);
}

}  // namespace loa::content
