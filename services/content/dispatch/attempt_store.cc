#include "services/content/dispatch/attempt_store.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/status/status_macros.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

constexpr absl::string_view kFind =
    "SELECT publication, number, owner, epoch, begun_at, deadline_after,"
    " prepared_ids, rendition_sha256, outcome, answered_state"
    " FROM attempt WHERE publication = $1 AND number = $2";

constexpr absl::string_view kInsert =
    "INSERT INTO attempt (publication, number, owner, epoch, begun_at,"
    " deadline_after, prepared_ids, rendition_sha256, outcome, answered_state,"
    " sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL, NULL)"
    " ON CONFLICT (publication, number) DO NOTHING";

constexpr absl::string_view kFinish =
    "UPDATE attempt SET outcome = $3, answered_state = $4, sent_at = $5"
    " WHERE publication = $1 AND number = $2";

// 1 SCHEDULED, 2 SENDING, 4 UNKNOWN: see HoldsItsPage().
constexpr absl::string_view kHolder =
    "SELECT publication FROM publication WHERE page = $1"
    " AND state IN (1, 2, 4) AND publication <> $2"
    " AND (state <> 1 OR (due_at <= $5 AND"
    " (due_at < $3 OR (due_at = $3 AND sequence < $4))))"
    " ORDER BY due_at, sequence, publication LIMIT 1";

constexpr absl::string_view kReadingsDue =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication WHERE state = 4 AND next_read_at <= $2"
    " AND partition_number IN @bigints($1)"
    " ORDER BY next_read_at, publication LIMIT $3";

constexpr absl::string_view kBound =
    "SELECT platform_post_id FROM publication"
    " WHERE page = $1 AND platform_post_id IS NOT NULL"
    " ORDER BY published_at DESC, publication LIMIT $2";

constexpr absl::string_view kOverdue =
    "SELECT publication FROM publication WHERE state = 2 AND deadline_at < $1"
    " ORDER BY publication LIMIT $2";

}  // namespace

absl::StatusOr<std::optional<AttemptRow>> FindAttempt(
    sql::Tx& tx, absl::string_view publication, int64_t number) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, publication, number));
  if (rows.empty()) return std::optional<AttemptRow>();
  const sql::Row row = rows[0];
  AttemptRow attempt{
      .publication = row.Text(0),
      .number = row.Int(1),
      .owner = row.Text(2),
      .epoch = row.Int(3),
      .begun_at = row.Time(4),
      .deadline_after = absl::Microseconds(row.Int(5)),
      .prepared_ids = absl::StrSplit(row.Text(6), '\n', absl::SkipEmpty()),
      .rendition_sha256 = row.Text(7),
      .outcome = row.OptionalInt(8)};
  attempt.answered_state =
      static_cast<PublicationState>(row.OptionalInt(9).value_or(0));
  return std::optional<AttemptRow>(std::move(attempt));
}

absl::Status InsertAttempt(sql::Tx& tx, const AttemptRow& row) {
  return tx
      .Exec(kInsert, row.publication, row.number, row.owner, row.epoch,
            row.begun_at, absl::ToInt64Microseconds(row.deadline_after),
            absl::StrJoin(row.prepared_ids, "\n"), row.rendition_sha256)
      .status();
}

absl::Status FinishAttempt(sql::Tx& tx, const AttemptRow& row,
                           std::optional<absl::Time> sent_at) {
  return tx
      .Exec(kFinish, row.publication, row.number, row.outcome,
            static_cast<int64_t>(row.answered_state), sent_at)
      .status();
}

absl::StatusOr<std::string> PageHolder(sql::Tx& tx, const Publication& p,
                                       absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kHolder, p.page, p.name, p.due_at, p.sequence, now));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

absl::StatusOr<std::vector<Publication>> ReadingsDue(
    sql::Tx& tx, const std::vector<int64_t>& partitions, absl::Time now,
    int limit) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kReadingsDue, sql::JsonArray(partitions), now, limit));
  return ReadPublications(rows);
}

absl::StatusOr<std::vector<std::string>> BoundPostIds(sql::Tx& tx,
                                                      absl::string_view page,
                                                      int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kBound, page, limit));
  std::vector<std::string> ids;
  for (const sql::Row row : rows) ids.push_back(row.Text(0));
  return ids;
}

absl::StatusOr<std::vector<std::string>> Overdue(sql::Tx& tx, absl::Time now,
                                                 int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOverdue, now, limit));
  std::vector<std::string> names;
  for (const sql::Row row : rows) names.push_back(row.Text(0));
  return names;
}

}  // namespace loa::content
