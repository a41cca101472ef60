#include "services/content/assignments/local_part_store.h"

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "loa/moderation/v1/screening.pb.h"

namespace loa::content {
namespace {

constexpr absl::string_view kNumber =
    "SELECT CAST(COUNT(*) + 1 AS BIGINT) FROM local_part"
    " WHERE assignment = $1";

constexpr absl::string_view kInsert =
    "INSERT INTO local_part (local_part, assignment, opening_line, photo,"
    " photo_alt_text, state, content_sha256, input_sha256, author, review,"
    " screening, note, created_at, placed)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, '', $11, 0)";

constexpr absl::string_view kSave =
    "UPDATE local_part SET state = $2, review = $3, screening = $4, note = $5"
    " WHERE local_part = $1";

constexpr absl::string_view kApproved =
    "SELECT opening_line, photo, photo_alt_text FROM local_part"
    " WHERE local_part = $1 AND state = 2";

// 1 IN_REVIEW, 2 APPROVED; 5 VOIDED.
constexpr absl::string_view kVoid =
    "UPDATE local_part SET state = 5 WHERE local_part = $1"
    " AND state IN (1, 2) AND placed = 0 RETURNING input_sha256";

constexpr absl::string_view kVoidOf =
    "UPDATE local_part SET state = 5 WHERE state IN (1, 2) AND placed = 0"
    " AND assignment IN (SELECT assignment FROM assignment WHERE post = $1)"
    " RETURNING input_sha256";

constexpr absl::string_view kUnplaced =
    "SELECT p.local_part, p.assignment, a.post FROM local_part p"
    " JOIN assignment a ON a.assignment = p.assignment"
    " WHERE p.state = 2 AND p.placed = 0 ORDER BY p.local_part LIMIT $1";

constexpr absl::string_view kPlaced =
    "UPDATE local_part SET placed = 1 WHERE local_part = $1";

sql::Value Findings(const v1::LocalPart& part) {
  moderation::v1::Screening screening;
  *screening.mutable_findings() = part.findings();
  return sql::Value::Bytes{screening.SerializeAsString()};
}

std::vector<std::string> Texts(const sql::Rows& rows) {
  std::vector<std::string> texts;
  for (const sql::Row row : rows) texts.push_back(row.Text(0));
  return texts;
}

}  // namespace

absl::StatusOr<int64_t> NextLocalPartNumber(sql::Tx& tx,
                                            absl::string_view assignment) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kNumber, assignment));
  return rows[0].Int(0);
}

absl::Status InsertLocalPart(sql::Tx& tx, absl::string_view assignment,
                             const v1::LocalPart& part,
                             absl::string_view input_sha256) {
  return tx
      .Exec(kInsert, part.name(), assignment, part.opening_line(),
            part.photo().media(), part.photo().alt_text(),
            static_cast<int64_t>(part.state()), part.content_sha256(),
            input_sha256, part.author(), Findings(part),
            base::TimeOf(part.create_time()))
      .status();
}

absl::Status SaveLocalPart(sql::Tx& tx, const v1::LocalPart& part) {
  return tx
      .Exec(kSave, part.name(), static_cast<int64_t>(part.state()),
            part.review(), Findings(part), part.note())
      .status();
}

absl::StatusOr<v1::LocalPart> FindApprovedPart(sql::Tx& tx,
                                               absl::string_view part) {
  v1::LocalPart to;
  if (part.empty()) return to;
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kApproved, part));
  if (rows.empty()) return to;
  to.set_name(std::string(part));
  to.set_opening_line(rows[0].Text(0));
  if (const std::string photo = rows[0].Text(1); !photo.empty()) {
    to.mutable_photo()->set_media(photo);
    to.mutable_photo()->set_alt_text(rows[0].Text(2));
  }
  return to;
}

absl::StatusOr<std::vector<std::string>> VoidLocalPart(sql::Tx& tx,
                                                       absl::string_view part) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kVoid, part));
  return Texts(rows);
}

absl::StatusOr<std::vector<std::string>> VoidLocalPartsOf(
    sql::Tx& tx, absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kVoidOf, post));
  return Texts(rows);
}

absl::StatusOr<std::vector<UnplacedPart>> ReadUnplacedParts(sql::Tx& tx,
                                                            int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnplaced, limit));
  std::vector<UnplacedPart> parts;
  for (const sql::Row row : rows) {
    parts.push_back({row.Text(0), row.Text(1), row.Text(2)});
  }
  return parts;
}

absl::Status NotePlaced(sql::Tx& tx, absl::string_view part) {
  return tx.Exec(kPlaced, part).status();
}

}  // namespace loa::content
