#include "services/content/assignments/assignment_work.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/waiting_rows.h"
#include "services/content/work/work_words.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

// 1 PENDING.
constexpr absl::string_view kUnanswered =
    "SELECT assignment, close_at, unit, page, post, created_at"
    " FROM assignment WHERE state = 1 AND answer_asked = 1 AND close_at > $1"
    " AND (close_at, assignment) > ($2, $3)"
    " ORDER BY close_at, assignment LIMIT $4";

// 2 ADOPTED; 3 CHANGES_REQUESTED, 4 REJECTED, 5 VOIDED: its approval lapsed.
constexpr absl::string_view kSentBack =
    "SELECT a.assignment, p.created_at, a.unit, a.page, a.post, p.created_at"
    " FROM assignment a JOIN local_part p ON p.local_part = a.local_part"
    " WHERE a.state = 2 AND a.publication = '' AND p.state IN (3, 4, 5)"
    " AND (p.created_at, a.assignment) > ($1, $2)"
    " ORDER BY p.created_at, a.assignment LIMIT $3";

// Reads items into a list, all in one transaction.
class Gathering {
 public:
  Gathering(sql::Tx& tx, const work::Duty& duty, WorkWords& words,
            std::vector<WorkItem>& items)
      : tx_(tx), duty_(duty), words_(words), items_(items) {}

  absl::Status AddUnanswered(absl::Time now) {
    return work::ForEachWaiting(
        items_,
        [&](absl::Time time, absl::string_view name, int limit) {
          return tx_.Run(kUnanswered, now, time, name, limit);
        },
        [&](const sql::Row& row) -> absl::Status {
          ASSIGN_OR_RETURN(WorkItem* const item,
                           Add(row, "Trả lời bài được giao cho"));
          if (item == nullptr) return absl::OkStatus();
          *item->mutable_due_time() = base::TimestampOf(row.Time(1));
          return absl::OkStatus();
        });
  }

  absl::Status AddSentBack() {
    return work::ForEachWaiting(
        items_,
        [&](absl::Time time, absl::string_view name, int limit) {
          return tx_.Run(kSentBack, time, name, limit);
        },
        [&](const sql::Row& row) {
          return Add(row, "Sửa phần riêng chưa được duyệt của").status();
        });
  }

 private:
  // nullptr: it is not the duty's.
  absl::StatusOr<WorkItem*> Add(const sql::Row& row, absl::string_view what) {
    const std::optional<std::string> responsible = duty_.Responsible(
        options::v1::PERMISSION_ANSWER_ASSIGNMENTS, row.Text(2));
    if (!responsible) return nullptr;
    ASSIGN_OR_RETURN(const std::string title, words_.Title(tx_, row.Text(4)));
    WorkItem& item = items_.emplace_back();
    item.set_kind(WorkItem::ASSIGNMENT);
    item.set_resource(row.Text(0));
    item.set_unit(row.Text(2));
    item.set_responsible_unit(*responsible);
    item.set_title(
        absl::StrCat(what, " ", words_.Page(row.Text(3)), ": ", title));
    *item.mutable_since_time() = base::TimestampOf(row.Time(5));
    item.set_method("loa.content.v1.AssignmentService/AdoptAssignment");
    return &item;
  }

  sql::Tx& tx_;
  const work::Duty& duty_;
  WorkWords& words_;
  std::vector<WorkItem>& items_;
};

}  // namespace

absl::StatusOr<std::vector<WorkItem>> AssignmentWork::Waiting(
    const work::Duty& duty, absl::Time now) {
  WorkWords words(registry_);
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    Gathering gathering(tx, duty, words, items);
    RETURN_IF_ERROR(gathering.AddUnanswered(now));
    return gathering.AddSentBack();
  }));
  return items;
}

}  // namespace loa::content
