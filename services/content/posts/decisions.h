#ifndef LOA_SERVICES_CONTENT_POSTS_DECISIONS_H_
#define LOA_SERVICES_CONTENT_POSTS_DECISIONS_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/clients/decision_feed.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"

namespace loa::content {

// Takes what moderation says of a post or of a local part: its review, its
// findings and, once decided, the decision. It counts only while the post is
// IN_REVIEW with the very input, revision and audience that the review names;
// else, and when it comes again, nothing changes. Of an approved post it takes
// how the approval ended: LAPSED, or WITHDRAWN by a look after publication
// (looks.h). True when the post, or the local part, was approved by it.
absl::StatusOr<bool> ApplyReview(sql::Tx& tx, base::IdSource& ids,
                                 const moderation::v1::Review& review,
                                 absl::Time now);

// Applies the stream of decisions, each in one transaction with its cursor.
class DecisionApplier : public clients::DecisionSink {
 public:
  // `approved` is called after a commit that approved something; cheap.
  DecisionApplier(sql::Database& database, base::IdSource& ids,
                  const base::Clock& clock, std::function<void()> approved)
      : database_(database),
        ids_(ids),
        clock_(clock),
        approved_(std::move(approved)) {}

  absl::StatusOr<clients::DecisionCursor> Cursor() override;
  absl::Status Apply(
      const moderation::v1::WatchDecisionsResponse& item) override;

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const base::Clock& clock_;
  const std::function<void()> approved_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_DECISIONS_H_
