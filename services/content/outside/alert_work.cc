#include "services/content/outside/alert_work.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/waiting_rows.h"
#include "services/content/outside/outside_screening.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/work/work_words.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

constexpr absl::string_view kOpen =
    "SELECT alert, raised_at, unit, page, kind FROM page_alert"
    " WHERE acknowledged_at IS NULL AND (raised_at, alert) > ($1, $2)"
    " ORDER BY raised_at, alert LIMIT $3";

// What is to be done, up to the page's name.
absl::string_view WordsOf(absl::string_view kind) {
  if (kind == kOutsideBurst) return "Kiểm tra nhiều bài đăng ngoài Loa trên";
  if (kind == kOutsideLink) return "Kiểm tra liên kết lạ trên";
  if (kind == kOutsideFinding) {
    return "Kiểm tra nội dung bài đăng ngoài Loa trên";
  }
  if (kind == kWithdrawnVisible) return "Kiểm tra bài đã gỡ còn hiện trên";
  return "Kiểm tra";
}

WorkItem ItemOf(const sql::Row& row, const WorkWords& words) {
  WorkItem item;
  item.set_kind(WorkItem::PAGE);
  item.set_resource(row.Text(0));
  item.set_unit(row.Text(2));
  item.set_title(
      absl::StrCat(WordsOf(row.Text(4)), " ", words.Page(row.Text(3))));
  *item.mutable_since_time() = base::TimestampOf(row.Time(1));
  *item.mutable_due_time() = item.since_time();
  item.set_method("loa.content.v1.OutsidePostService/AcknowledgePageAlert");
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> AlertWork::Waiting(const work::Duty& duty,
                                                         absl::Time) {
  const WorkWords words(registry_);
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    return work::ForEachWaiting(
        items,
        [&](absl::Time time, absl::string_view name, int limit) {
          return tx.Run(kOpen, time, name, limit);
        },
        [&](const sql::Row& row) {
          const std::optional<std::string> responsible = duty.Responsible(
              options::v1::PERMISSION_MANAGE_PUBLICATIONS, row.Text(2));
          if (!responsible) return absl::OkStatus();
          items.push_back(ItemOf(row, words));
          items.back().set_responsible_unit(*responsible);
          return absl::OkStatus();
        });
  }));
  return items;
}

}  // namespace loa::content
