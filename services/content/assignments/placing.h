#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_PLACING_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_PLACING_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/assignments/assignment_record.h"
#include "services/content/posts/post_steps.h"
#include "services/content/publications/publication.h"

// How adopted assignments become publications.
namespace loa::content {

// May the adopted assignment become a publication: it has no local part, or an
// approved one?
bool IsPlaceable(const v1::Assignment& assignment);

// The publications that one transaction makes of assignments. The numbers are
// taken last, so that nobody waits for them behind the locks of pages.
class Placing {
 public:
  Placing(base::IdSource& ids, int64_t partitions, Act act)
      : ids_(ids), partitions_(partitions), act_(std::move(act)) {}

  // Gives the locked assignment its publication; the caller saves it and has
  // locked its post. POST_NOT_APPROVED.
  absl::Status Add(sql::Tx& tx, const v1::Post& post, AssignmentRecord& record);

  // Writes what was added, as the transaction's last statements.
  absl::Status Write(sql::Tx& tx);

 private:
  base::IdSource& ids_;
  const int64_t partitions_;
  const Act act_;
  std::vector<Publication> made_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_PLACING_H_
