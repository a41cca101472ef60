#include "services/units/governance/direction_store.h"

#include <utility>

#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/units/governance/errors.h"
#include "services/units/names.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

#define LOA_DIRECTION_COLUMNS                                              \
  "d.direction_id, d.unit_id, d.meeting, d.giver_name, "                   \
  "d.giver_position, d.given_on, d.body, d.level, d.deadline, d.plan_id, " \
  "d.target_id, d.created_at, d.sequence"

#define LOA_DIRECTION_FILTER                       \
  "(CAST($4 AS TEXT) = '' OR d.meeting = $4) "     \
  "AND (d.created_at, d.direction_id) > ($5, $6) " \
  "ORDER BY d.created_at, d.direction_id LIMIT $7"

constexpr char kListAll[] =
    "SELECT " LOA_DIRECTION_COLUMNS
    " FROM direction d "
    "WHERE CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL "
    "AND CAST($3 AS TEXT) IS NOT NULL AND " LOA_DIRECTION_FILTER;

constexpr char kListBelow[] = LOA_BELOW
    "SELECT " LOA_DIRECTION_COLUMNS
    " FROM direction d "
    "WHERE (d.unit_id IN (SELECT unit_id FROM below) OR d.direction_id IN "
    "(SELECT a.direction_id FROM direction_addressee a "
    "WHERE a.unit_id IN (SELECT unit_id FROM below))) "
    "AND " LOA_DIRECTION_FILTER;

constexpr char kFindDirection[] = "SELECT " LOA_DIRECTION_COLUMNS
                                  " FROM direction d WHERE d.direction_id = $1";

#undef LOA_DIRECTION_COLUMNS
#undef LOA_DIRECTION_FILTER

constexpr char kInsertDirection[] =
    "INSERT INTO direction (direction_id, unit_id, meeting, giver_name, "
    "giver_position, given_on, body, level, deadline, plan_id, target_id, "
    "created_at, sequence) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

constexpr char kSetSequence[] =
    "UPDATE direction SET sequence = $2 WHERE direction_id = $1";

constexpr char kInsertAddressee[] =
    "INSERT INTO direction_addressee (direction_id, unit_id) "
    "VALUES ($1, $2) ON CONFLICT (direction_id, unit_id) DO NOTHING";

constexpr char kAddresseesOf[] =
    "SELECT unit_id FROM direction_addressee WHERE direction_id = $1 "
    "ORDER BY unit_id";

constexpr char kIsAddressed[] =
    "SELECT 1 FROM direction_addressee "
    "WHERE direction_id = $1 AND unit_id = $2 ORDER BY unit_id";

constexpr char kNotesOf[] =
    "SELECT body, noted_by, noted_at FROM direction_note "
    "WHERE direction_id = $1 ORDER BY place_in_list";

constexpr char kInsertNote[] =
    "INSERT INTO direction_note (direction_id, place_in_list, body, "
    "noted_by, noted_at) VALUES ($1, $2, $3, $4, $5)";

StoredDirection StoredFrom(const sql::Row& row) {
  StoredDirection direction;
  direction.direction_id = row.Text(0);
  direction.unit_id = row.Text(1);
  direction.meeting = row.Text(2);
  direction.given_by.set_full_name(row.Text(3));
  direction.given_by.set_position(row.Text(4));
  direction.given_on = row.Int(5);
  direction.text = row.Text(6);
  direction.level = row.Text(7);
  direction.deadline = row.OptionalInt(8);
  direction.plan_id = row.Text(9);
  direction.target_id = row.Text(10);
  direction.created_at = row.Time(11);
  direction.sequence = row.Int(12);
  return direction;
}

}  // namespace

absl::StatusOr<StoredDirection> ResolveDirection(sql::Tx& tx,
                                                 absl::string_view field,
                                                 const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   rpc::ParseId(field, name, "directions"));
  ASSIGN_OR_RETURN(std::optional<StoredDirection> direction,
                   FindDirection(tx, id));
  if (!direction.has_value()) return DirectionNotFound(field, name);
  return *std::move(direction);
}

absl::StatusOr<std::optional<StoredDirection>> FindDirection(
    sql::Tx& tx, const std::string& direction_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindDirection, direction_id));
  if (rows.empty()) return std::nullopt;
  return StoredFrom(rows[0]);
}

absl::Status InsertDirection(sql::Tx& tx, const StoredDirection& d,
                             const std::vector<std::string>& addressee_ids) {
  RETURN_IF_ERROR(tx.Exec(kInsertDirection, d.direction_id, d.unit_id,
                          d.meeting, d.given_by.full_name(),
                          d.given_by.position(), d.given_on, d.text, d.level,
                          d.deadline, d.plan_id, d.target_id, d.created_at,
                          d.sequence)
                      .status());
  for (const std::string& unit_id : addressee_ids) {
    RETURN_IF_ERROR(
        tx.Exec(kInsertAddressee, d.direction_id, unit_id).status());
  }
  return absl::OkStatus();
}

absl::Status SetDirectionSequence(sql::Tx& tx, const std::string& direction_id,
                                  int64_t sequence) {
  return tx.Exec(kSetSequence, direction_id, sequence).status();
}

absl::StatusOr<std::vector<std::string>> AddresseesOf(
    sql::Tx& tx, const std::string& direction_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kAddresseesOf, direction_id));
  std::vector<std::string> ids;
  for (const sql::Row row : rows) ids.push_back(row.Text(0));
  return ids;
}

absl::StatusOr<bool> IsAddressed(sql::Tx& tx, const std::string& direction_id,
                                 const std::string& unit_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kIsAddressed, direction_id, unit_id));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::FollowUpNote>> NotesOf(
    sql::Tx& tx, const std::string& direction_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kNotesOf, direction_id));
  std::vector<v1::FollowUpNote> notes;
  for (const sql::Row row : rows) {
    v1::FollowUpNote& note = notes.emplace_back();
    note.set_text(row.Text(0));
    note.set_noted_by(row.Text(1));
    *note.mutable_note_time() = base::TimestampOf(row.Time(2));
  }
  return notes;
}

absl::Status InsertNote(sql::Tx& tx, const std::string& direction_id,
                        const v1::FollowUpNote& note, int place) {
  return tx
      .Exec(kInsertNote, direction_id, place, note.text(), note.noted_by(),
            base::TimeOf(note.note_time()))
      .status();
}

absl::StatusOr<std::vector<StoredDirection>> ListStoredDirections(
    sql::Tx& tx, const DirectionFilter& filter, const Moment& today,
    const CreationCursor& after, int limit) {
  const absl::string_view statement =
      filter.visible.whole ? kListAll : kListBelow;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(statement, today.day, today.sequence,
                          sql::JsonArray(filter.visible.roots), filter.meeting,
                          after.created_at, after.id, limit));
  std::vector<StoredDirection> directions;
  for (const sql::Row row : rows) directions.push_back(StoredFrom(row));
  return directions;
}

}  // namespace loa::units
