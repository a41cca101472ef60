#ifndef LOA_SERVICES_CONTENT_POSTS_REVIEW_OUTBOX_H_
#define LOA_SERVICES_CONTENT_POSTS_REVIEW_OUTBOX_H_

#include <functional>
#include <stop_token>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"
#include "services/content/posts/review_tasks.h"

namespace loa::content {

// Moderation, as content asks it. Both calls may be repeated; they block.
class ReviewDesk {
 public:
  virtual ~ReviewDesk() = default;
  virtual absl::StatusOr<moderation::v1::Review> OpenReview(
      const moderation::v1::OpenReviewRequest& request) = 0;
  virtual absl::StatusOr<moderation::v1::Review> VoidReview(
      const moderation::v1::VoidReviewRequest& request) = 0;
};

// Makes the calls that are owed to moderation, at least once each, and takes
// the answers to the posts and their local parts. A call that fails stays owed.
// Thread-safe.
class ReviewOutbox {
 public:
  // `approved` is called after a commit that approved something; cheap.
  ReviewOutbox(sql::Database& database, base::IdSource& ids,
               const base::Clock& clock, ReviewDesk& desk,
               std::function<void()> approved)
      : database_(database),
        ids_(ids),
        clock_(clock),
        desk_(desk),
        approved_(std::move(approved)) {}

  // What is owed for one post and its local parts; the first failure ends it.
  absl::Status DeliverFor(absl::string_view post);
  // Everything that is owed; for a periodic task. One that fails does not
  // keep the others back.
  void DeliverAll(std::stop_token stop);

 private:
  absl::Status Deliver(ReviewTask task);
  absl::Status Open(ReviewTask& task);
  absl::Status End(const ReviewTask& task);

  sql::Database& database_;
  base::IdSource& ids_;
  const base::Clock& clock_;
  ReviewDesk& desk_;
  const std::function<void()> approved_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_REVIEW_OUTBOX_H_
