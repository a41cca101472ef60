#include "services/units/governance/direction_work.h"

#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "libs/work/waiting_rows.h"
#include "services/units/governance/work_places.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

using options::v1::PERMISSION_MANAGE_PLANS;
using work::v1::WorkItem;

// Neither REPORTED nor CONFIRMED by the unit.
constexpr char kNotReported[] =
    "SELECT d.direction_id || ' ' || a.unit_id, d.created_at, "
    "d.direction_id, a.unit_id, d.body, d.deadline "
    "FROM direction d "
    "JOIN direction_addressee a ON a.direction_id = d.direction_id "
    "LEFT JOIN unit_report r ON r.unit_id = a.unit_id "
    "AND r.subject = 'directions/' || d.direction_id AND r.state IN (1, 2) "
    "WHERE r.subject IS NULL AND d.target_id = '' "
    "AND (d.created_at, d.direction_id || ' ' || a.unit_id) > ($1, $2) "
    "ORDER BY d.created_at, d.direction_id || ' ' || a.unit_id LIMIT $3";

// REPORTED.
constexpr char kToConfirm[] =
    "SELECT subject || ' ' || unit_id, reported_at, subject, unit_id, body, "
    "reported_by FROM unit_report "
    "WHERE state = 1 AND (reported_at, subject || ' ' || unit_id) > ($1, $2) "
    "ORDER BY reported_at, subject || ' ' || unit_id LIMIT $3";

WorkItem DirectionItem(const sql::Row& row, absl::TimeZone zone) {
  WorkItem item;
  item.set_kind(WorkItem::DIRECTION);
  item.set_resource(NameIn("directions", row.Text(2)));
  item.set_unit(UnitName(row.Text(3)));
  item.set_title(absl::StrCat("Thực hiện và báo cáo ý kiến chỉ đạo: ",
                              work::OneLine(row.Text(4))));
  item.set_method("loa.units.v1.ReportService/FileReport");
  *item.mutable_since_time() = base::TimestampOf(row.Time(1));
  SetDueAfter(row.OptionalInt(5), zone, item);
  return item;
}

WorkItem ReportItem(const sql::Row& row) {
  WorkItem item;
  item.set_kind(WorkItem::MILESTONE);
  item.set_resource(row.Text(2));
  item.set_unit(UnitName(row.Text(3)));
  item.set_title(
      absl::StrCat("Xác nhận báo cáo: ", work::OneLine(row.Text(4))));
  item.set_method("loa.units.v1.ReportService/ConfirmReport");
  *item.mutable_since_time() = base::TimestampOf(row.Time(1));
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> DirectionWork::Waiting(
    const work::Duty& duty, absl::Time) {
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(const absl::TimeZone zone, ReadZone(tx));
    return work::ForEachWaiting(
        items,
        [&](absl::Time time, absl::string_view name, int limit) {
          return tx.Run(kNotReported, time, name, limit);
        },
        [&](const sql::Row& row) {
          const std::optional<std::string> responsible =
              Reporters(duty, UnitName(row.Text(3)));
          if (!responsible) return absl::OkStatus();
          items.push_back(DirectionItem(row, zone));
          items.back().set_responsible_unit(*responsible);
          return absl::OkStatus();
        });
  }));
  return items;
}

absl::StatusOr<std::vector<WorkItem>> ReportWork::Waiting(
    const work::Duty& duty, absl::Time) {
  const std::shared_ptr<const auth::AccessView> view = access_.Current();
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    return work::ForEachWaiting(
        items,
        [&](absl::Time time, absl::string_view name, int limit) {
          return tx.Run(kToConfirm, time, name, limit);
        },
        [&](const sql::Row& row) {
          const std::optional<std::string> responsible = duty.Responsible(
              PERMISSION_MANAGE_PLANS, UnitAbove(*view, UnitName(row.Text(3))),
              {row.Text(5)});
          if (!responsible) return absl::OkStatus();
          items.push_back(ReportItem(row));
          items.back().set_responsible_unit(*responsible);
          return absl::OkStatus();
        });
  }));
  return items;
}

}  // namespace loa::units
