#include "services/content/audience/expansion.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/assignments/local_part_store.h"
#include "services/content/audience/checked_audience.h"
#include "services/content/audience/followed_cascades.h"
#include "services/content/audience/placement.h"
#include "services/content/audience/reach.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {
namespace {

constexpr int kPostsAtOnce = 100;
constexpr absl::string_view kWho = "principals/content";

bool IsExpanding(const v1::Post& post) {
  return post.state() == v1::Post::APPROVED &&
         post.expansion().state() == v1::Expansion::PENDING;
}

// What all assignments of a post have in common.
AssignmentRecord Asking(const PostRecord& record, absl::Time now) {
  const v1::Post& post = record.post;
  const v1::Audience::Cascade& cascade = post.audience().cascade();
  AssignmentRecord asking;
  v1::Assignment& assignment = asking.assignment;
  assignment.set_post(post.name());
  assignment.set_answer_asked(cascade.mode() == v1::Audience::RECOMMENDED);
  assignment.set_state(v1::Assignment::PENDING);
  *assignment.mutable_close_time() = cascade.close_time();
  assignment.set_local_part_open(cascade.local_part_rule() ==
                                 v1::Audience::OPEN);
  assignment.set_opening_line_max_chars(cascade.opening_line_max_chars());
  *assignment.mutable_create_time() = base::TimestampOf(now);
  asking.revision_number = record.revision_number;
  asking.audience_sha256 = post.audience_sha256();
  asking.version = 1;
  return asking;
}

}  // namespace

void Expander::ExpandAll(std::stop_token stop) {
  std::vector<std::string> waiting;
  const absl::Status read = database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(waiting, ReadExpanding(tx, kPostsAtOnce));
    return absl::OkStatus();
  });
  if (!read.ok()) {
    base::Log(base::Severity::kError, "expansions cannot be read",
              {{"status", read.ToString()}});
  }
  for (const std::string& post : waiting) {
    if (stop.stop_requested()) return;
    const absl::Status expanded = Expand(post);
    if (expanded.ok()) continue;
    base::Log(base::Severity::kWarning, "an expansion waits",
              {{"post", post}, {"status", expanded.ToString()}});
  }
}

absl::Status Expander::Expand(absl::string_view post) {
  bool more = true;
  while (more) {
    ASSIGN_OR_RETURN(more, Step(post));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Expander::Step(absl::string_view post) {
  const std::shared_ptr<const RegistryView> registry = registry_.View();
  if (registry == nullptr) return rpc::DependencyUnavailable("units");
  bool more = false;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    more = false;
    ASSIGN_OR_RETURN(PostRecord record, LockPost(tx, post));
    if (!IsExpanding(record.post)) return absl::OkStatus();
    if (record.post.expansion().registry_sequence() == 0) {
      ASSIGN_OR_RETURN(more, WriteDownPages(tx, record, *registry));
    } else {
      ASSIGN_OR_RETURN(more, MakeChunk(tx, record));
    }
    return SavePost(tx, record, clock_.Now());
  }));
  return more;
}

absl::StatusOr<bool> Expander::WriteDownPages(sql::Tx& tx, PostRecord& record,
                                              const RegistryView& registry) {
  v1::Post& post = record.post;
  v1::Expansion& expansion = *post.mutable_expansion();
  Reach reach = ReachOf(registry, post.unit(), post.audience());
  const auto count = static_cast<int64_t>(reach.pages.size());
  if (count == 0 || (record.expected_page_count != 0 &&
                     record.expected_page_count != count)) {
    expansion.set_state(v1::Expansion::COUNT_CHANGED);
    return false;
  }
  const absl::Time first =
      std::max(base::TimeOf(post.audience().due_time()), clock_.Now());
  const absl::Duration spread = base::DurationOf(post.audience().spread());
  PutInOrderOfDue(post.name(), spread, reach);
  for (int64_t i = 0; i < count; ++i) {
    RETURN_IF_ERROR(
        InsertExpansionPage(tx, post.name(),
                            {i, reach.pages[i].page, reach.pages[i].unit,
                             DueAt(first, spread, i, count)}));
  }
  // 0 means "not yet"; a register that was never changed has nobody in it.
  expansion.set_registry_sequence(
      std::max<int64_t>(reach.registry_sequence, 1));
  return true;
}

absl::StatusOr<bool> Expander::MakeChunk(sql::Tx& tx, PostRecord& record) {
  v1::Post& post = record.post;
  v1::Expansion& expansion = *post.mutable_expansion();
  ASSIGN_OR_RETURN(const std::vector<ExpansionPage> pages,
                   ReadExpansionPages(tx, post.name(), options_.chunk));
  std::vector<ExpansionPage> asked = pages;
  std::vector<ExpansionPage> shown;
  std::erase_if(asked, [&](const ExpansionPage& page) {
    if (IsAssigned(post.audience()) && !page.adopted) return false;
    shown.push_back(page);
    return true;
  });
  RETURN_IF_ERROR(MakeAssignments(tx, record, asked));
  RETURN_IF_ERROR(MakePublications(tx, post, shown));
  expansion.set_page_count(expansion.page_count() +
                           static_cast<int32_t>(pages.size()));
  int64_t left = 0;
  if (!pages.empty()) {
    ASSIGN_OR_RETURN(
        left, DropExpansionPages(tx, post.name(), pages.back().position));
  }
  if (left > 0) return true;
  expansion.set_state(v1::Expansion::DONE);
  const v1::Audience::Cascade& cascade = post.audience().cascade();
  if (!cascade.follow_tree()) return false;
  RETURN_IF_ERROR(FollowCascade(tx, post.name(),
                                base::TimeOf(cascade.close_time()),
                                expansion.registry_sequence()));
  return false;
}

absl::Status Expander::MakePublications(
    sql::Tx& tx, const v1::Post& post,
    const std::vector<ExpansionPage>& pages) {
  if (pages.empty()) return absl::OkStatus();
  const absl::Time now = clock_.Now();
  std::vector<Publication> made;
  for (const ExpansionPage& page : pages) {
    const std::string name = rpc::JoinName("publications", ids_.NewId());
    v1::LocalPart part;
    if (page.adopted) {
      ASSIGN_OR_RETURN(const std::string added,
                       ReplacePublication(tx, post.name(), page.page, name));
      ASSIGN_OR_RETURN(part, FindApprovedPart(tx, added));
    }
    ASSIGN_OR_RETURN(Publication publication,
                     PublicationAt(tx, post, part,
                                   {.page = page.page,
                                    .unit = page.unit,
                                    .due_at = page.due_at,
                                    .partitions = options_.partitions},
                                   now));
    publication.name = name;
    made.push_back(std::move(publication));
  }
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  for (Publication& publication : made) {
    publication.sequence = sequence;
    RETURN_IF_ERROR(InsertPlaced(tx, publication, kWho, now));
  }
  return absl::OkStatus();
}

absl::Status Expander::MakeAssignments(
    sql::Tx& tx, const PostRecord& record,
    const std::vector<ExpansionPage>& pages) {
  if (pages.empty()) return absl::OkStatus();
  AssignmentRecord asking = Asking(record, clock_.Now());
  v1::Assignment& assignment = asking.assignment;
  ASSIGN_OR_RETURN(asking.sequence, sql::NextSequence(tx));
  for (const ExpansionPage& page : pages) {
    assignment.set_name(rpc::JoinName("assignments", ids_.NewId()));
    assignment.set_page(page.page);
    assignment.set_unit(page.unit);
    *assignment.mutable_due_time() = base::TimestampOf(page.due_at);
    ASSIGN_OR_RETURN(
        const int64_t occurrence,
        NextAssignmentOccurrence(tx, assignment.post(), page.page));
    assignment.set_occurrence(static_cast<int32_t>(occurrence));
    RETURN_IF_ERROR(InsertAssignment(tx, asking));
  }
  return absl::OkStatus();
}

}  // namespace loa::content
