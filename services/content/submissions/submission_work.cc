#include "services/content/submissions/submission_work.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "services/content/submissions/submission_rows.h"
#include "services/content/submissions/submission_title.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

constexpr int kRowsABatch = 500;

WorkItem ItemOf(const v1::Submission& submission) {
  WorkItem item;
  item.set_kind(WorkItem::SUBMISSION);
  item.set_title(absl::StrCat("Xử lý tin gửi ban biên tập: ",
                              work::OneLine(TitleOf(submission))));
  item.set_resource(submission.name());
  item.set_unit(submission.unit());
  *item.mutable_since_time() = submission.create_time();
  item.set_method("loa.content.v1.SubmissionService/AcceptSubmission");
  return item;
}

// nullopt: it is not the duty's.
std::optional<WorkItem> ItemFor(const work::Duty& duty,
                                const v1::Submission& submission) {
  WorkItem item = ItemOf(submission);
  if (submission.state() == v1::Submission::ASSIGNED) {
    if (!duty.IsOf(submission.editor())) return std::nullopt;
    item.set_principal(submission.editor());
    return item;
  }
  const std::optional<std::string> unit =
      duty.Responsible(options::v1::PERMISSION_EDIT_POSTS, submission.unit());
  if (!unit) return std::nullopt;
  item.set_responsible_unit(*unit);
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> SubmissionWork::Waiting(
    const work::Duty& duty, absl::Time) {
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    std::vector<SubmissionRecord> records;
    absl::Time created_at = absl::UnixEpoch();
    std::string name;
    do {
      ASSIGN_OR_RETURN(records,
                       ReadUndecided(tx, created_at, name, kRowsABatch));
      for (const SubmissionRecord& record : records) {
        created_at = base::TimeOf(record.submission.create_time());
        name = record.submission.name();
        std::optional<WorkItem> item = ItemFor(duty, record.submission);
        if (!item) continue;
        if (items.size() >= work::kMaxOfAKind) return absl::OkStatus();
        items.push_back(*std::move(item));
      }
    } while (records.size() == kRowsABatch);
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::content
