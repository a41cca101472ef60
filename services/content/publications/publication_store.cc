#include "services/content/publications/publication_store.h"

#include "libs/sql/null_if_empty.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

constexpr absl::string_view kFind = "SELECT " LOA_PUBLICATION_COLUMNS
                                    " FROM publication WHERE publication = $1";

constexpr absl::string_view kLock =
    "UPDATE publication SET version = version WHERE publication = $1"
    " RETURNING " LOA_PUBLICATION_COLUMNS;

constexpr absl::string_view kOfPost =
    "SELECT publication FROM publication WHERE post = $1 ORDER BY publication";

constexpr absl::string_view kVisibleOfPost =
    "SELECT publication FROM publication WHERE post = $1"
    " AND state IN " LOA_VISIBLE_STATES " ORDER BY publication LIMIT 1";

constexpr absl::string_view kInsert =
    "INSERT INTO publication (" LOA_PUBLICATION_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,"
    " $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39,"
    " $40)"
    " ON CONFLICT (post, page, occurrence) DO NOTHING";

constexpr absl::string_view kSave =
    "UPDATE publication SET state = $2, due_at = $3, sequence = $4,"
    " not_before = $5, attempt_count = $6, failures = $7, lapses = $8,"
    " resends = $9, deadline_at = $10, absent_reads = $11, last_read_at = $12,"
    " next_read_at = $13, cancel_wanted = $14, cancelled_at = $15,"
    " cause = $16, platform_post_id = $17, permalink = $18,"
    " published_at = $19, reconciled = $20, handed_epoch = $21,"
    " handed_at = $22, version = $23, by_hand = $24, edited_revision = $25,"
    " edited_text = $26 WHERE publication = $1";

constexpr absl::string_view kLockPage =
    "INSERT INTO page_lane (page, begun_due_at) VALUES ($1, 0)"
    " ON CONFLICT (page) DO UPDATE SET begun_due_at = page_lane.begun_due_at"
    " RETURNING begun_due_at";

constexpr absl::string_view kNoteBegun =
    "UPDATE page_lane SET begun_due_at = $2"
    " WHERE page = $1 AND begun_due_at < $2";

constexpr absl::string_view kHolder =
    "SELECT publication FROM publication"
    " WHERE page = $1 AND platform_post_id = $2";

constexpr absl::string_view kAppend =
    "INSERT INTO timeline (publication, number, happened_at, kind, principal,"
    " attempt, state, http_status, platform_code, platform_subcode,"
    " platform_trace_id, evidence)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

constexpr absl::string_view kTimeline =
    "SELECT publication, number, happened_at, kind, principal, attempt, state,"
    " http_status, platform_code, platform_subcode, platform_trace_id,"
    " evidence FROM timeline WHERE publication = $1 ORDER BY number LIMIT $2";

std::optional<absl::Time> OptionalTime(const sql::Row& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Time(column);
}

sql::Value BytesOrNull(const std::string& bytes) {
  if (bytes.empty()) return sql::Value();
  return sql::Value::Bytes{bytes};
}

}  // namespace

Publication ReadPublication(const sql::Row& row) {
  Publication to;
  int c = 0;
  to.name = row.Text(c++);
  to.post = row.Text(c++);
  to.page = row.Text(c++);
  to.unit = row.Text(c++);
  to.occurrence = row.Int(c++);
  to.kind = row.Text(c++);
  to.partition = row.Int(c++);
  to.revision = row.Text(c++);
  to.audience_sha256 = row.Text(c++);
  to.text = row.Text(c++);
  to.link = row.Text(c++);
  to.adapter_version = row.Int(c++);
  to.rendition_sha256 = row.Text(c++);
  to.state = static_cast<PublicationState>(row.Int(c++));
  to.due_at = row.Time(c++);
  to.sequence = row.Int(c++);
  to.not_before = row.Time(c++);
  to.attempt_count = row.Int(c++);
  to.failures = row.Int(c++);
  to.lapses = row.Int(c++);
  to.resends = row.Int(c++);
  to.deadline_at = OptionalTime(row, c++);
  to.absent_reads = row.Int(c++);
  to.last_read_at = OptionalTime(row, c++);
  to.next_read_at = OptionalTime(row, c++);
  to.cancel_wanted = row.Bool(c++);
  to.cancelled_at = OptionalTime(row, c++);
  to.cause = row.Text(c++);
  to.platform_post_id = row.OptionalText(c++).value_or("");
  to.permalink = row.Text(c++);
  to.published_at = OptionalTime(row, c++);
  to.reconciled = row.Bool(c++);
  to.handed_epoch = row.Int(c++);
  to.handed_at = row.Time(c++);
  to.version = row.Int(c++);
  to.local_part = row.Text(c++);
  to.by_hand = row.Bool(c++);
  to.edited_revision = row.Text(c++);
  to.edited_text = row.Text(c++);
  if (!row.IsNull(c)) to.media = row.Bytes(c);
  return to;
}

std::vector<Publication> ReadPublications(const sql::Rows& rows) {
  std::vector<Publication> all;
  all.reserve(rows.size());
  for (const sql::Row row : rows) all.push_back(ReadPublication(row));
  return all;
}

absl::StatusOr<Publication> FindPublication(sql::Tx& tx,
                                            absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return PublicationNotFound(name);
  return ReadPublication(rows[0]);
}

absl::StatusOr<Publication> LockPublication(sql::Tx& tx,
                                            absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLock, name));
  if (rows.empty()) return PublicationNotFound(name);
  return ReadPublication(rows[0]);
}

absl::StatusOr<std::vector<std::string>> PublicationsOfPost(
    sql::Tx& tx, absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOfPost, post));
  std::vector<std::string> names;
  for (const sql::Row row : rows) names.push_back(row.Text(0));
  return names;
}

absl::StatusOr<bool> IsPostVisible(sql::Tx& tx, absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kVisibleOfPost, post));
  return !rows.empty();
}

absl::StatusOr<bool> InsertPublication(sql::Tx& tx, const Publication& p) {
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, p.name, p.post, p.page, p.unit, p.occurrence, p.kind,
              p.partition, p.revision, p.audience_sha256, p.text, p.link,
              p.adapter_version, p.rendition_sha256,
              static_cast<int64_t>(p.state), p.due_at, p.sequence, p.not_before,
              p.attempt_count, p.failures, p.lapses, p.resends, p.deadline_at,
              p.absent_reads, p.last_read_at, p.next_read_at, p.cancel_wanted,
              p.cancelled_at, p.cause, sql::NullIfEmpty(p.platform_post_id),
              p.permalink, p.published_at, p.reconciled, p.handed_epoch,
              p.handed_at, p.version, p.local_part, p.by_hand,
              p.edited_revision, p.edited_text, BytesOrNull(p.media)));
  return inserted == 1;
}

absl::Status SavePublication(sql::Tx& tx, const Publication& p) {
  return tx
      .Exec(kSave, p.name, static_cast<int64_t>(p.state), p.due_at, p.sequence,
            p.not_before, p.attempt_count, p.failures, p.lapses, p.resends,
            p.deadline_at, p.absent_reads, p.last_read_at, p.next_read_at,
            p.cancel_wanted, p.cancelled_at, p.cause,
            sql::NullIfEmpty(p.platform_post_id), p.permalink, p.published_at,
            p.reconciled, p.handed_epoch, p.handed_at, p.version, p.by_hand,
            p.edited_revision, p.edited_text)
      .status();
}

absl::StatusOr<absl::Time> LockPage(sql::Tx& tx, absl::string_view page) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLockPage, page));
  return rows[0].Time(0);
}

absl::Status NoteBegun(sql::Tx& tx, absl::string_view page, absl::Time due_at) {
  return tx.Exec(kNoteBegun, page, due_at).status();
}

absl::StatusOr<std::string> HolderOfPlatformPost(sql::Tx& tx,
                                                 absl::string_view page,
                                                 absl::string_view post_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kHolder, page, post_id));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

absl::Status AppendTimeline(sql::Tx& tx, const TimelineRow& row) {
  return tx
      .Exec(kAppend, row.publication, row.number, row.happened_at, row.kind,
            row.principal, row.attempt, static_cast<int64_t>(row.state),
            row.http_status, row.platform_code, row.platform_subcode,
            row.platform_trace_id, row.evidence)
      .status();
}

absl::StatusOr<std::vector<TimelineRow>> ReadTimeline(sql::Tx& tx,
                                                      absl::string_view name,
                                                      int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kTimeline, name, limit));
  std::vector<TimelineRow> timeline;
  for (const sql::Row row : rows) {
    timeline.push_back({.publication = row.Text(0),
                        .number = row.Int(1),
                        .happened_at = row.Time(2),
                        .kind = row.Text(3),
                        .principal = row.Text(4),
                        .attempt = row.Int(5),
                        .state = static_cast<PublicationState>(row.Int(6)),
                        .http_status = row.Int(7),
                        .platform_code = row.Int(8),
                        .platform_subcode = row.Int(9),
                        .platform_trace_id = row.Text(10),
                        .evidence = row.Text(11)});
  }
  return timeline;
}

}  // namespace loa::content
