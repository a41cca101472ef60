#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_WORK_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::content {

// The submissions that nobody decided: of their editor, or of the nearest who
// could be. The database outlives it.
class SubmissionWork : public work::WorkSource {
 public:
  explicit SubmissionWork(sql::Database& database) : database_(database) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_WORK_H_
