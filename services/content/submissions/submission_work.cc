#include "services/content/submissions/submission_work.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "services/content/submissions/submission_rows.h"
#include "services/content/submissions/submission_title.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

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

}  // namespace

absl::StatusOr<std::vector<WorkItem>> SubmissionWork::Waiting(
    const work::Duty& duty, absl::Time) {
  std::vector<SubmissionRecord> records;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(records, ReadUndecided(tx, work::kMaxOfAKind));
    return absl::OkStatus();
  }));
  std::vector<WorkItem> items;
  for (const SubmissionRecord& record : records) {
    const v1::Submission& submission = record.submission;
    WorkItem item = ItemOf(submission);
    if (submission.state() == v1::Submission::ASSIGNED) {
      if (!duty.IsOf(submission.editor())) continue;
      item.set_principal(submission.editor());
    } else {
      const std::optional<std::string> unit = duty.Responsible(
          options::v1::PERMISSION_EDIT_POSTS, submission.unit());
      if (!unit) continue;
      item.set_responsible_unit(*unit);
    }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace loa::content
