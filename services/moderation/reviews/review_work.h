#ifndef LOA_SERVICES_MODERATION_REVIEWS_REVIEW_WORK_H_
#define LOA_SERVICES_MODERATION_REVIEWS_REVIEW_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::moderation {

// The reviews that wait for a decision and the published posts that wait for a
// superior's look.  Both outlive it.
class ReviewWork : public work::WorkSource {
 public:
  ReviewWork(sql::Database& database, const auth::AccessSource& access)
      : database_(database), access_(access) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
  const auth::AccessSource& access_;
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_REVIEW_WORK_H_
