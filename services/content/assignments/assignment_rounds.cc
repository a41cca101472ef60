#include "services/content/assignments/assignment_rounds.h"

#include <vector>

#include "libs/base/log.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/assignments/placing.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {
namespace {

constexpr int kPartsAtOnce = 500;
constexpr absl::string_view kWho = "principals/content";

}  // namespace

absl::StatusOr<int64_t> AssignmentRounds::CloseOverdue(absl::Time now) {
  int64_t closed = 0;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(closed, CloseAssignments(tx, now));
    return absl::OkStatus();
  }));
  return closed;
}

absl::StatusOr<int64_t> AssignmentRounds::PlaceApproved(absl::Time now) {
  std::vector<UnplacedPart> parts;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(parts, ReadUnplacedParts(tx, kPartsAtOnce));
    return absl::OkStatus();
  }));
  int64_t placed = 0;
  for (const UnplacedPart& part : parts) {
    const absl::Status status = Place(part, now);
    if (status.ok()) {
      ++placed;
      continue;
    }
    base::Log(base::Severity::kWarning, "an adopted assignment waits",
              {{"assignment", part.assignment}, {"status", status.ToString()}});
  }
  return placed;
}

absl::Status AssignmentRounds::Place(const UnplacedPart& part, absl::Time now) {
  return database_.Write([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const PostRecord post, LockPost(tx, part.post));
    ASSIGN_OR_RETURN(AssignmentRecord record,
                     LockAssignment(tx, part.assignment));
    if (!IsPlaceable(record.assignment)) return absl::OkStatus();
    Placing placing(ids_, partitions_, {std::string(kWho), now});
    RETURN_IF_ERROR(placing.Add(tx, post.post, record));
    RETURN_IF_ERROR(SaveAssignment(tx, record));
    return placing.Write(tx);
  });
}

}  // namespace loa::content
