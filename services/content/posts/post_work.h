#ifndef LOA_SERVICES_CONTENT_POSTS_POST_WORK_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_WORK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/work/work_list.h"

namespace loa::content {

// The posts that were sent back to their authors.  The database outlives it.
class PostWork : public work::WorkSource {
 public:
  explicit PostWork(sql::Database& database) : database_(database) {}

  absl::StatusOr<std::vector<work::v1::WorkItem>> Waiting(
      const work::Duty& duty, absl::Time now) override;

 private:
  sql::Database& database_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_WORK_H_
