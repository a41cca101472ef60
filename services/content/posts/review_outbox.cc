#include "services/content/posts/review_outbox.h"

#include <utility>
#include <vector>

#include "libs/base/log.h"
#include "libs/status/status_macros.h"
#include "services/content/posts/decisions.h"

namespace loa::content {
namespace {

constexpr int kBatch = 100;

void LogFailure(const ReviewTask& task, const absl::Status& status) {
  base::Log(base::Severity::kWarning, "a call to moderation stays owed",
            {{"post", task.post},
             {"review", task.review},
             {"status", status.ToString()}});
}

}  // namespace

absl::Status ReviewOutbox::DeliverFor(absl::string_view post) {
  std::vector<ReviewTask> owed;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(owed, ReadOwedOf(tx, post));
    return absl::OkStatus();
  }));
  for (ReviewTask& task : owed) RETURN_IF_ERROR(Deliver(std::move(task)));
  return absl::OkStatus();
}

void ReviewOutbox::DeliverAll(std::stop_token stop) {
  std::vector<ReviewTask> owed;
  const absl::Status read = database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(owed, ReadOwed(tx, kBatch));
    return absl::OkStatus();
  });
  if (!read.ok()) {
    base::Log(base::Severity::kError, "owed calls cannot be read",
              {{"status", read.ToString()}});
  }
  for (const ReviewTask& task : owed) {
    if (stop.stop_requested()) return;
    const absl::Status delivered = Deliver(task);
    if (delivered.ok()) continue;
    LogFailure(task, delivered);
    // Nobody is there: the others would wait for the same.
    if (absl::IsUnavailable(delivered)) return;
  }
}

absl::Status ReviewOutbox::Deliver(ReviewTask task) {
  if (task.review.empty()) RETURN_IF_ERROR(Open(task));
  return task.void_wanted ? End(task) : absl::OkStatus();
}

absl::Status ReviewOutbox::Open(ReviewTask& task) {
  moderation::v1::OpenReviewRequest request;
  *request.mutable_input() = task.input;
  request.set_input_sha256(task.input_sha256);
  ASSIGN_OR_RETURN(const moderation::v1::Review review,
                   desk_.OpenReview(request));
  bool approved = false;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(approved, ApplyReview(tx, ids_, review, clock_.Now()));
    return NoteOpened(tx, task.input_sha256, review.name());
  }));
  if (approved) approved_();
  task.review = review.name();
  return absl::OkStatus();
}

absl::Status ReviewOutbox::End(const ReviewTask& task) {
  moderation::v1::VoidReviewRequest request;
  request.set_name(task.review);
  const absl::Status status = desk_.VoidReview(request).status();
  // A review that is gone cannot approve anything.
  if (!status.ok() && !absl::IsNotFound(status)) return status;
  return database_.Write(
      [&](sql::Tx& tx) { return NoteVoided(tx, task.input_sha256); });
}

}  // namespace loa::content
