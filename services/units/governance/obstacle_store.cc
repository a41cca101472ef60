#include "services/units/governance/obstacle_store.h"

#include <utility>

#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/units/governance/errors.h"
#include "services/units/names.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

#define LOA_OBSTACLE_COLUMNS                                               \
  "o.obstacle_id, o.kind, o.unit_id, o.subject, o.body, o.raised_on, "     \
  "o.raiser, o.raised_by, o.state, o.assigned_to, o.answer_by, o.answer, " \
  "o.answered_on, o.answered_by, o.resolution, o.resolved_on, "            \
  "o.resolved_by, o.created_at, o.sequence"

// Open: before RESOLVED, by the numbers of the contract.
#define LOA_OBSTACLE_FILTER                        \
  "(CAST($4 AS BIGINT) = 0 OR o.kind = $4) "       \
  "AND (CAST($5 AS BIGINT) = 0 OR o.state = $5) "  \
  "AND (CAST($6 AS BIGINT) = 0 OR o.state < 4) "   \
  "AND (CAST($7 AS TEXT) = '' OR o.subject = $7) " \
  "AND (o.created_at, o.obstacle_id) > ($8, $9) "  \
  "ORDER BY o.created_at, o.obstacle_id LIMIT $10"

constexpr char kListAll[] =
    "SELECT " LOA_OBSTACLE_COLUMNS
    " FROM obstacle o "
    "WHERE CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL "
    "AND CAST($3 AS TEXT) IS NOT NULL AND " LOA_OBSTACLE_FILTER;

constexpr char kListBelow[] = LOA_BELOW
    "SELECT " LOA_OBSTACLE_COLUMNS
    " FROM obstacle o "
    "WHERE o.unit_id IN (SELECT unit_id FROM below) AND " LOA_OBSTACLE_FILTER;

constexpr char kFindObstacle[] =
    "SELECT " LOA_OBSTACLE_COLUMNS " FROM obstacle o WHERE o.obstacle_id = $1";

#undef LOA_OBSTACLE_COLUMNS
#undef LOA_OBSTACLE_FILTER

constexpr char kInsertObstacle[] =
    "INSERT INTO obstacle (obstacle_id, kind, unit_id, subject, body, "
    "raised_on, raiser, raised_by, state, assigned_to, answer_by, answer, "
    "answered_on, answered_by, resolution, resolved_on, resolved_by, "
    "created_at, sequence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "$11, $12, $13, $14, $15, $16, $17, $18, $19)";

constexpr char kUpdateObstacle[] =
    "UPDATE obstacle SET state = $2, assigned_to = $3, answer_by = $4, "
    "answer = $5, answered_on = $6, answered_by = $7, resolution = $8, "
    "resolved_on = $9, resolved_by = $10, sequence = $11 "
    "WHERE obstacle_id = $1";

std::string DateText(const std::optional<int64_t>& date) {
  return date.has_value() ? base::FormatDate(*date) : std::string();
}

v1::Obstacle ObstacleFrom(const sql::Row& row) {
  v1::Obstacle obstacle;
  obstacle.set_name(ObstacleName(row.Text(0)));
  obstacle.set_kind(static_cast<v1::Obstacle::Kind>(row.Int(1)));
  obstacle.set_unit(UnitName(row.Text(2)));
  obstacle.set_subject(row.Text(3));
  obstacle.set_text(row.Text(4));
  obstacle.set_raised_on(base::FormatDate(row.Int(5)));
  obstacle.set_raiser(row.Text(6));
  obstacle.set_raised_by(row.Text(7));
  obstacle.set_state(static_cast<v1::Obstacle::State>(row.Int(8)));
  obstacle.set_assigned_to(UnitName(row.Text(9)));
  obstacle.set_answer_by(DateText(row.OptionalInt(10)));
  obstacle.set_answer(row.Text(11));
  obstacle.set_answered_on(DateText(row.OptionalInt(12)));
  obstacle.set_answered_by(row.Text(13));
  obstacle.set_resolution(row.Text(14));
  obstacle.set_resolved_on(DateText(row.OptionalInt(15)));
  obstacle.set_resolved_by(row.Text(16));
  *obstacle.mutable_create_time() = base::TimestampOf(row.Time(17));
  obstacle.set_sequence(row.Int(18));
  obstacle.set_etag(rpc::EtagOf(row.Int(18)));
  return obstacle;
}

}  // namespace

absl::StatusOr<v1::Obstacle> ResolveObstacle(sql::Tx& tx,
                                             absl::string_view field,
                                             const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   rpc::ParseId(field, name, "obstacles"));
  ASSIGN_OR_RETURN(std::optional<v1::Obstacle> obstacle, FindObstacle(tx, id));
  if (!obstacle.has_value()) return ObstacleNotFound(field, name);
  return *std::move(obstacle);
}

absl::StatusOr<std::optional<v1::Obstacle>> FindObstacle(
    sql::Tx& tx, const std::string& obstacle_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindObstacle, obstacle_id));
  if (rows.empty()) return std::nullopt;
  return ObstacleFrom(rows[0]);
}

absl::Status InsertObstacle(sql::Tx& tx, const v1::Obstacle& o) {
  return tx
      .Exec(kInsertObstacle, IdIn("obstacles", o.name()),
            static_cast<int>(o.kind()), IdIn("units", o.unit()), o.subject(),
            o.text(), base::ParseDate(o.raised_on()), o.raiser(), o.raised_by(),
            static_cast<int>(o.state()), IdIn("units", o.assigned_to()),
            base::ParseDate(o.answer_by()), o.answer(),
            base::ParseDate(o.answered_on()), o.answered_by(), o.resolution(),
            base::ParseDate(o.resolved_on()), o.resolved_by(),
            base::TimeOf(o.create_time()), o.sequence())
      .status();
}

absl::Status UpdateObstacle(sql::Tx& tx, const v1::Obstacle& o) {
  return tx
      .Exec(kUpdateObstacle, IdIn("obstacles", o.name()),
            static_cast<int>(o.state()), IdIn("units", o.assigned_to()),
            base::ParseDate(o.answer_by()), o.answer(),
            base::ParseDate(o.answered_on()), o.answered_by(), o.resolution(),
            base::ParseDate(o.resolved_on()), o.resolved_by(), o.sequence())
      .status();
}

absl::StatusOr<std::vector<v1::Obstacle>> ListStoredObstacles(
    sql::Tx& tx, const ObstacleFilter& filter, const Moment& today,
    const CreationCursor& after, int limit) {
  const absl::string_view statement =
      filter.visible.whole ? kListAll : kListBelow;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(statement, today.day, today.sequence,
                          sql::JsonArray(filter.visible.roots),
                          static_cast<int>(filter.kind),
                          static_cast<int>(filter.state), filter.open_only,
                          filter.subject, after.created_at, after.id, limit));
  std::vector<v1::Obstacle> obstacles;
  for (const sql::Row row : rows) obstacles.push_back(ObstacleFrom(row));
  return obstacles;
}

}  // namespace loa::units
