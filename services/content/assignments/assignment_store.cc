#include "services/content/assignments/assignment_store.h"

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/rendition.h"
#include "services/content/errors.h"
#include "services/content/posts/post_record.h"

namespace loa::content {
namespace {

// In the order that ReadRecord() takes them.
#define LOA_ASSIGNMENT_COLUMNS                                            \
  "a.assignment, a.post, a.page, a.unit, a.occurrence, a.answer_asked, "  \
  "a.revision_number, a.audience_sha256, a.state, a.due_at, a.close_at, " \
  "a.local_part_open, a.opening_line_max_chars, a.publication, "          \
  "a.reason, a.answerer, a.created_at, a.adopted_at, a.sequence, "        \
  "a.version, r.content, p.local_part, p.opening_line, p.photo, "         \
  "p.photo_alt_text, p.state, p.content_sha256, p.input_sha256, "         \
  "p.author, p.review, p.screening, p.note, p.created_at"

#define LOA_ASSIGNMENT_WITH_PART                               \
  " FROM assignment a JOIN post_revision r ON r.post = a.post" \
  " AND r.number = a.revision_number"                          \
  " LEFT JOIN local_part p ON p.local_part = a.local_part"

constexpr absl::string_view kFind =
    "SELECT " LOA_ASSIGNMENT_COLUMNS LOA_ASSIGNMENT_WITH_PART
    " WHERE a.assignment = $1";

constexpr absl::string_view kLock =
    "UPDATE assignment SET version = version WHERE assignment = $1";

constexpr absl::string_view kInsert =
    "INSERT INTO assignment (assignment, post, page, unit, occurrence,"
    " answer_asked, revision_number, audience_sha256, state, due_at, close_at,"
    " local_part_open, opening_line_max_chars, local_part, publication, reason,"
    " answerer, created_at, adopted_at, sequence, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '',"
    " '', '', $14, NULL, $15, $16)"
    " ON CONFLICT (post, page, occurrence) DO NOTHING";

constexpr absl::string_view kSave =
    "UPDATE assignment SET state = $2, local_part = $3, publication = $4,"
    " reason = $5, answerer = $6, adopted_at = $7, version = $8"
    " WHERE assignment = $1";

constexpr absl::string_view kOccurrence =
    "SELECT CAST(COALESCE(MAX(occurrence), 0) + 1 AS BIGINT) FROM assignment"
    " WHERE post = $1 AND page = $2";

#define LOA_ASSIGNMENTS_AFTER                                     \
  " (a.sequence > $1 OR (a.sequence = $1 AND a.assignment > $2))" \
  " AND (CAST($3 AS TEXT) = '' OR a.post = $3)"                   \
  " AND (CAST($4 AS BIGINT) = 0 OR a.state = $4)"                 \
  " ORDER BY a.sequence, a.assignment LIMIT $5"

constexpr absl::string_view kList =
    "SELECT " LOA_ASSIGNMENT_COLUMNS LOA_ASSIGNMENT_WITH_PART
    " WHERE" LOA_ASSIGNMENTS_AFTER;

constexpr absl::string_view kListOfUnits =
    "SELECT " LOA_ASSIGNMENT_COLUMNS LOA_ASSIGNMENT_WITH_PART
    " WHERE a.unit IN (@texts($6)) AND" LOA_ASSIGNMENTS_AFTER;

constexpr absl::string_view kClose =
    "UPDATE assignment SET state = $1, version = version + 1"
    " WHERE state = $2 AND close_at <= $3";

constexpr absl::string_view kVoid =
    "UPDATE assignment SET state = $2, version = version + 1 WHERE post = $1"
    " AND (state = $3 OR (state = $4 AND publication = ''))";

#define LOA_NEWEST_ASSIGNMENT                                     \
  " AND occurrence = (SELECT MAX(b.occurrence) FROM assignment b" \
  " WHERE b.post = assignment.post AND b.page = assignment.page)"

constexpr absl::string_view kVoided =
    "SELECT page FROM assignment WHERE post = $1 AND state = "
    "$2" LOA_NEWEST_ASSIGNMENT " ORDER BY page";

constexpr absl::string_view kReplace =
    "UPDATE assignment SET publication = $3, version = version + 1"
    " WHERE post = $1 AND page = $2 AND state = $4" LOA_NEWEST_ASSIGNMENT
    " RETURNING local_part";

constexpr absl::string_view kOpen =
    "SELECT assignment FROM assignment WHERE post = $1"
    " AND (state = $2 OR (state = $3 AND publication = '')) LIMIT 1";

int64_t Number(AssignmentState state) { return static_cast<int64_t>(state); }

// The part's columns, from `c` on; all NULL where there is none.
void ReadPart(const sql::Row& row, int c, AssignmentRecord& to) {
  if (row.IsNull(c)) return;
  v1::LocalPart& part = *to.assignment.mutable_local_part();
  part.set_name(row.Text(c++));
  part.set_opening_line(row.Text(c++));
  if (const std::string& photo = row.Text(c++); !photo.empty()) {
    part.mutable_photo()->set_media(photo);
    part.mutable_photo()->set_alt_text(row.Text(c));
  }
  ++c;
  part.set_state(static_cast<LocalPartState>(row.Int(c++)));
  part.set_content_sha256(row.Text(c++));
  to.part_input_sha256 = row.Text(c++);
  part.set_author(row.Text(c++));
  part.set_review(row.Text(c++));
  moderation::v1::Screening screening;
  screening.ParseFromString(row.Bytes(c++));
  *part.mutable_findings() = std::move(*screening.mutable_findings());
  part.set_note(row.Text(c++));
  *part.mutable_create_time() = base::TimestampOf(row.Time(c++));
}

// What the page would show without a local part.
void Render(const std::string& content, v1::Assignment& to) {
  v1::Revision revision;
  revision.ParseFromString(content);
  v1::Post post;
  SetContent(revision, post);
  to.set_text(RenderText(post));
  to.set_link(post.link());
}

AssignmentRecord ReadRecord(const sql::Row& row) {
  AssignmentRecord to;
  v1::Assignment& assignment = to.assignment;
  int c = 0;
  assignment.set_name(row.Text(c++));
  assignment.set_post(row.Text(c++));
  assignment.set_page(row.Text(c++));
  assignment.set_unit(row.Text(c++));
  assignment.set_occurrence(static_cast<int32_t>(row.Int(c++)));
  assignment.set_answer_asked(row.Bool(c++));
  to.revision_number = row.Int(c++);
  assignment.set_revision(RevisionName(assignment.post(), to.revision_number));
  to.audience_sha256 = row.Text(c++);
  assignment.set_state(static_cast<AssignmentState>(row.Int(c++)));
  *assignment.mutable_due_time() = base::TimestampOf(row.Time(c++));
  *assignment.mutable_close_time() = base::TimestampOf(row.Time(c++));
  assignment.set_local_part_open(row.Bool(c++));
  assignment.set_opening_line_max_chars(static_cast<int32_t>(row.Int(c++)));
  assignment.set_publication(row.Text(c++));
  assignment.set_reason(row.Text(c++));
  assignment.set_answerer(row.Text(c++));
  *assignment.mutable_create_time() = base::TimestampOf(row.Time(c++));
  if (const auto adopted = row.OptionalInt(c++)) {
    *assignment.mutable_adopt_time() =
        base::TimestampOf(absl::FromUnixMicros(*adopted));
  }
  to.sequence = row.Int(c++);
  to.version = row.Int(c++);
  Render(row.Bytes(c++), assignment);
  ReadPart(row, c, to);
  return to;
}

}  // namespace

absl::StatusOr<AssignmentRecord> FindAssignment(sql::Tx& tx,
                                                absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return AssignmentNotFound(name);
  return ReadRecord(rows[0]);
}

absl::StatusOr<AssignmentRecord> LockAssignment(sql::Tx& tx,
                                                absl::string_view name) {
  RETURN_IF_ERROR(tx.Exec(kLock, name).status());
  return FindAssignment(tx, name);
}

absl::Status InsertAssignment(sql::Tx& tx, const AssignmentRecord& record) {
  const v1::Assignment& a = record.assignment;
  return tx
      .Exec(kInsert, a.name(), a.post(), a.page(), a.unit(),
            int64_t{a.occurrence()}, a.answer_asked(), record.revision_number,
            record.audience_sha256, Number(a.state()),
            base::TimeOf(a.due_time()), base::TimeOf(a.close_time()),
            a.local_part_open(), int64_t{a.opening_line_max_chars()},
            base::TimeOf(a.create_time()), record.sequence, record.version)
      .status();
}

absl::Status SaveAssignment(sql::Tx& tx, AssignmentRecord& record) {
  const v1::Assignment& a = record.assignment;
  ++record.version;
  std::optional<absl::Time> adopted_at;
  if (a.has_adopt_time()) adopted_at = base::TimeOf(a.adopt_time());
  return tx
      .Exec(kSave, a.name(), Number(a.state()), a.local_part().name(),
            a.publication(), a.reason(), a.answerer(), adopted_at,
            record.version)
      .status();
}

absl::StatusOr<int64_t> NextAssignmentOccurrence(sql::Tx& tx,
                                                 absl::string_view post,
                                                 absl::string_view page) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOccurrence, post, page));
  return rows[0].Int(0);
}

absl::StatusOr<std::vector<AssignmentRecord>> ReadAssignments(
    sql::Tx& tx, const AssignmentFilter& filter, int limit) {
  const absl::StatusOr<sql::Rows> rows =
      filter.units
          ? tx.Run(kListOfUnits, filter.after_sequence, filter.after_name,
                   filter.post, Number(filter.state), limit,
                   sql::JsonArray(*filter.units))
          : tx.Run(kList, filter.after_sequence, filter.after_name, filter.post,
                   Number(filter.state), limit);
  if (!rows.ok()) return rows.status();
  std::vector<AssignmentRecord> assignments;
  for (const sql::Row row : *rows) assignments.push_back(ReadRecord(row));
  return assignments;
}

absl::StatusOr<int64_t> CloseAssignments(sql::Tx& tx, absl::Time now) {
  return tx.Exec(kClose, Number(v1::Assignment::EXPIRED),
                 Number(v1::Assignment::PENDING), now);
}

absl::StatusOr<bool> HasOpenAssignments(sql::Tx& tx, absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kOpen, post, Number(v1::Assignment::PENDING),
                          Number(v1::Assignment::ADOPTED)));
  return !rows.empty();
}

absl::Status VoidAssignments(sql::Tx& tx, absl::string_view post) {
  return tx
      .Exec(kVoid, post, Number(v1::Assignment::VOIDED),
            Number(v1::Assignment::PENDING), Number(v1::Assignment::ADOPTED))
      .status();
}

absl::StatusOr<std::set<std::string>> PagesOfVoided(sql::Tx& tx,
                                                    absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kVoided, post, Number(v1::Assignment::VOIDED)));
  std::set<std::string> pages;
  for (const sql::Row row : rows) pages.insert(row.Text(0));
  return pages;
}

absl::StatusOr<std::string> ReplacePublication(sql::Tx& tx,
                                               absl::string_view post,
                                               absl::string_view page,
                                               absl::string_view publication) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kReplace, post, page, publication,
                          Number(v1::Assignment::ADOPTED)));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

}  // namespace loa::content
