#include "services/units/governance/obstacle_work.h"

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "loa/units/v1/obstacle_service.pb.h"
#include "services/units/governance/work_places.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

using work::v1::WorkItem;

// RAISED and ASSIGNED.
constexpr char kUnanswered[] =
    "SELECT obstacle_id, kind, unit_id, body, assigned_to, answer_by, "
    "created_at FROM obstacle WHERE state IN (1, 2) "
    "ORDER BY created_at, obstacle_id LIMIT $1";

// Where those who are to answer begin.
std::string AskedUnit(const auth::AccessView& view, const std::string& unit,
                      const std::string& assigned_to) {
  if (!assigned_to.empty()) return assigned_to;
  return UnitAbove(view, unit);
}

WorkItem ItemOf(const sql::Row& row, absl::TimeZone zone) {
  const bool is_proposal = row.Int(1) == v1::Obstacle::PROPOSAL;
  WorkItem item;
  item.set_kind(WorkItem::OBSTACLE);
  item.set_resource(ObstacleName(row.Text(0)));
  item.set_unit(UnitName(row.Text(2)));
  item.set_title(absl::StrCat(
      is_proposal ? "Trả lời ý kiến góp ý: " : "Trả lời vướng mắc: ",
      work::OneLine(row.Text(3))));
  item.set_method("loa.units.v1.ObstacleService/AnswerObstacle");
  *item.mutable_since_time() = base::TimestampOf(row.Time(6));
  // Until the end of the day that was asked for.
  SetDueAfter(row.OptionalInt(5), zone, item);
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> ObstacleWork::Waiting(
    const work::Duty& duty, absl::Time) {
  const std::shared_ptr<const auth::AccessView> view = access_.Current();
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(const absl::TimeZone zone, ReadZone(tx));
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     tx.Run(kUnanswered, work::kMaxOfAKind));
    for (const sql::Row row : rows) {
      const std::string asked =
          AskedUnit(*view, UnitName(row.Text(2)), UnitName(row.Text(4)));
      const std::optional<std::string> responsible =
          duty.Responsible(options::v1::PERMISSION_MANAGE_PLANS, asked);
      if (!responsible) continue;
      items.push_back(ItemOf(row, zone));
      items.back().set_responsible_unit(*responsible);
    }
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::units
