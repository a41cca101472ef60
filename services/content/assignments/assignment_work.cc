#include "services/content/assignments/assignment_work.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "loa/content/v1/post.pb.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

#define LOA_WORK_COLUMNS                                                 \
  "SELECT a.assignment, a.unit, a.page, r.content, a.created_at, "       \
  "a.close_at FROM assignment a JOIN post_revision r ON r.post = a.post" \
  " AND r.number = a.revision_number"

// 1 PENDING.
constexpr absl::string_view kUnanswered = LOA_WORK_COLUMNS
    " WHERE a.state = 1 AND a.answer_asked = 1 AND a.close_at > $1"
    " ORDER BY a.close_at, a.assignment LIMIT $2";

// 2 ADOPTED; 3 CHANGES_REQUESTED, 4 REJECTED, 5 VOIDED: its approval lapsed.
constexpr absl::string_view kSentBack = LOA_WORK_COLUMNS
    " JOIN local_part p ON p.local_part = a.local_part"
    " WHERE p.state IN (3, 4, 5) AND a.state = 2 AND a.publication = ''"
    " ORDER BY p.created_at, a.assignment LIMIT $1";

std::string TitleOf(const std::string& content) {
  v1::Revision revision;
  revision.ParseFromString(content);
  return revision.title();
}

WorkItem ItemOf(const sql::Row& row, absl::string_view what) {
  WorkItem item;
  item.set_kind(WorkItem::ASSIGNMENT);
  item.set_resource(row.Text(0));
  item.set_unit(row.Text(1));
  item.set_title(
      absl::StrCat(what, " ", row.Text(2), ": ", TitleOf(row.Bytes(3))));
  *item.mutable_since_time() = base::TimestampOf(row.Time(4));
  item.set_method("loa.content.v1.AssignmentService/AdoptAssignment");
  return item;
}

void AddItem(WorkItem item, const work::Duty& duty,
             std::vector<WorkItem>& items) {
  const std::optional<std::string> responsible =
      duty.Responsible(options::v1::PERMISSION_ANSWER_ASSIGNMENTS, item.unit());
  if (!responsible) return;
  item.set_responsible_unit(*responsible);
  items.push_back(std::move(item));
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> AssignmentWork::Waiting(
    const work::Duty& duty, absl::Time now) {
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(const sql::Rows unanswered,
                     tx.Run(kUnanswered, now, work::kMaxOfAKind));
    for (const sql::Row row : unanswered) {
      WorkItem item = ItemOf(row, "Trả lời bài được giao cho");
      *item.mutable_due_time() = base::TimestampOf(row.Time(5));
      AddItem(std::move(item), duty, items);
    }
    ASSIGN_OR_RETURN(const sql::Rows sent_back,
                     tx.Run(kSentBack, work::kMaxOfAKind));
    for (const sql::Row row : sent_back) {
      AddItem(ItemOf(row, "Sửa phần riêng chưa được duyệt của"), duty, items);
    }
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::content
