#include "services/content/hand/hand_work.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/waiting_rows.h"
#include "loa/content/v1/amendment_service.pb.h"
#include "services/content/work/work_words.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

// 10 BY_HAND. The last column is cancel_wanted.
constexpr absl::string_view kToPutUp =
    "SELECT publication, due_at, unit, page, post, cancel_wanted"
    " FROM publication WHERE state = 10"
    " AND (due_at, publication) > ($1, $2)"
    " ORDER BY due_at, publication LIMIT $3";

// 1 WAITING, with nothing of the same publication before it (2 BEGUN,
// 5 UNKNOWN); 11 REPORTED, 12 PROVEN. The last column is the kind.
constexpr absl::string_view kToChange =
    "SELECT a.amendment, a.created_at, a.unit, a.page, a.post, a.kind"
    " FROM amendment a JOIN publication p ON p.publication = a.publication"
    " WHERE a.state = 1 AND a.by_hand = 1 AND p.state IN (11, 12)"
    " AND NOT EXISTS (SELECT 1 FROM amendment b"
    " WHERE b.publication = a.publication AND b.state IN (1, 2, 5)"
    " AND (b.sequence, b.amendment) < (a.sequence, a.amendment))"
    " AND (a.created_at, a.amendment) > ($1, $2)"
    " ORDER BY a.created_at, a.amendment LIMIT $3";

// What is to be done, up to the page's name, and what to call then.
struct Task {
  absl::string_view words;
  absl::string_view method;
};

Task PutUp(int64_t cancel_wanted) {
  if (cancel_wanted != 0) {
    return {"Xác nhận chưa đăng bài đã hủy trên", "ReportNotPosted"};
  }
  return {"Đăng bằng tay lên", "ReportPosted"};
}

Task Change(int64_t kind) {
  if (kind == v1::Amendment::EDIT) {
    return {"Sửa bằng tay bài đã đăng trên", "ReportEdited"};
  }
  return {"Gỡ bằng tay bài đã đăng trên", "ReportTakenDown"};
}

absl::StatusOr<WorkItem> ItemOf(sql::Tx& tx, const sql::Row& row,
                                const Task& task, WorkWords& words) {
  ASSIGN_OR_RETURN(const std::string title, words.Title(tx, row.Text(4)));
  WorkItem item;
  item.set_kind(WorkItem::HAND_TASK);
  item.set_resource(row.Text(0));
  item.set_unit(row.Text(2));
  item.set_title(
      absl::StrCat(task.words, " ", words.Page(row.Text(3)), ": ", title));
  *item.mutable_since_time() = base::TimestampOf(row.Time(1));
  *item.mutable_due_time() = item.since_time();
  item.set_method(
      absl::StrCat("loa.content.v1.HandDeliveryService/", task.method));
  return item;
}

absl::Status AddTasks(sql::Tx& tx, absl::string_view statement,
                      Task (*task_of)(int64_t), const work::Duty& duty,
                      WorkWords& words, std::vector<WorkItem>& items) {
  return work::ForEachWaiting(
      items,
      [&](absl::Time time, absl::string_view name, int limit) {
        return tx.Run(statement, time, name, limit);
      },
      [&](const sql::Row& row) -> absl::Status {
        const std::optional<std::string> responsible =
            duty.Responsible(options::v1::PERMISSION_WRITE_POSTS, row.Text(2));
        if (!responsible) return absl::OkStatus();
        ASSIGN_OR_RETURN(items.emplace_back(),
                         ItemOf(tx, row, task_of(row.Int(5)), words));
        items.back().set_responsible_unit(*responsible);
        return absl::OkStatus();
      });
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> HandWork::Waiting(const work::Duty& duty,
                                                        absl::Time) {
  WorkWords words(registry_);
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    RETURN_IF_ERROR(AddTasks(tx, kToPutUp, PutUp, duty, words, items));
    return AddTasks(tx, kToChange, Change, duty, words, items);
  }));
  return items;
}

}  // namespace loa::content
