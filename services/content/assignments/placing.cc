#include "services/content/assignments/placing.h"

#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/local_part_store.h"
#include "services/content/audience/placement.h"
#include "services/content/errors.h"
#include "services/content/posts/post_state.h"

namespace loa::content {

bool IsPlaceable(const v1::Assignment& assignment) {
  return assignment.state() == v1::Assignment::ADOPTED &&
         assignment.publication().empty() &&
         (!assignment.has_local_part() ||
          assignment.local_part().state() == v1::LocalPart::APPROVED);
}

absl::Status Placing::Add(sql::Tx& tx, const v1::Post& post,
                          AssignmentRecord& record) {
  v1::Assignment& assignment = record.assignment;
  if (post.state() != v1::Post::APPROVED ||
      post.revision() != assignment.revision() ||
      post.audience_sha256() != record.audience_sha256) {
    return PostNotApproved(post.name(), NameOf(post.state()));
  }
  const Place place{.page = assignment.page(),
                    .unit = assignment.unit(),
                    .due_at = base::TimeOf(assignment.due_time()),
                    .partitions = partitions_};
  ASSIGN_OR_RETURN(
      Publication publication,
      PublicationAt(tx, post, assignment.local_part(), place, act_.now));
  publication.name = rpc::JoinName("publications", ids_.NewId());
  assignment.set_publication(publication.name);
  if (assignment.has_local_part()) {
    RETURN_IF_ERROR(NotePlaced(tx, assignment.local_part().name()));
  }
  made_.push_back(std::move(publication));
  return absl::OkStatus();
}

absl::Status Placing::Write(sql::Tx& tx) {
  if (made_.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  for (Publication& publication : made_) {
    publication.sequence = sequence;
    RETURN_IF_ERROR(InsertPlaced(tx, publication, act_.principal, act_.now));
  }
  return absl::OkStatus();
}

}  // namespace loa::content
