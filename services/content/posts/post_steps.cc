#include "services/content/posts/post_steps.h"

#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/assignments/local_parts.h"
#include "services/content/audience/checked_audience.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/followed_cascades.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_state.h"
#include "services/content/posts/review_tasks.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/cancel.h"
#include "services/content/sources/source_rows.h"

namespace loa::content {
namespace {

using P = v1::Post;

absl::Status FindSource(sql::Tx& tx, v1::Post& post) {
  post.clear_source();
  if (post.origin() != v1::Post::SHARED) return absl::OkStatus();
  ASSIGN_OR_RETURN(*post.mutable_source(), FindSourceOf(tx, post.link()));
  return absl::OkStatus();
}

// Ends the review and the approval that the post has or asked for.
absl::Status EndReview(sql::Tx& tx, PostRecord& record, absl::string_view cause,
                       const Act& act) {
  v1::Post& post = record.post;
  RETURN_IF_ERROR(OweVoid(tx, record.input_sha256));
  if (post.state() == v1::Post::APPROVED) {
    RETURN_IF_ERROR(VoidApproval(tx, post.name()));
    RETURN_IF_ERROR(DropExpansion(tx, post.name()));
    RETURN_IF_ERROR(LeaveCascade(tx, post.name()));
    RETURN_IF_ERROR(VoidAllOf(tx, post.name()));
    RETURN_IF_ERROR(
        VoidWaitingEditsOfPost(tx, post.name(), kApprovalVoided, act.now));
    RETURN_IF_ERROR(
        CancelAllOf(tx, post.name(), cause, act.principal, act.now));
  }
  record.input_sha256.clear();
  record.expected_page_count = 0;
  record.at_once = false;
  post.clear_expansion();
  return absl::OkStatus();
}

absl::Status SaveRevision(sql::Tx& tx, PostRecord& record, const Act& act) {
  RETURN_IF_ERROR(TakeRevision(tx, record, act));
  return InsertRevision(tx, record, act.now);
}

// A decided review stays as it was decided.
bool ReviewMayEnd(PostState state) {
  return state == v1::Post::IN_REVIEW || state == v1::Post::APPROVED;
}

}  // namespace

absl::Status TakeRevision(sql::Tx& tx, PostRecord& record, const Act& act) {
  v1::Post& post = record.post;
  ++record.revision_number;
  post.set_revision(RevisionName(post.name(), record.revision_number));
  post.set_content_sha256(ContentHash(post));
  post.set_last_editor(act.principal);
  record.screening.Clear();
  return FindSource(tx, post);
}

absl::StatusOr<bool> Change(sql::Tx& tx, PostRecord& record,
                            const v1::Post& next, const Act& act) {
  const bool content = ContentHash(next) != record.post.content_sha256();
  // A new time alone is a change too: it was submitted with the old one.
  const bool audience = base::DeterministicBytes(next.audience()) !=
                        base::DeterministicBytes(record.post.audience());
  if (!content && !audience) return false;
  if (ReviewMayEnd(record.post.state())) {
    RETURN_IF_ERROR(EndReview(tx, record, kApprovalVoided, act));
  }
  v1::Post& post = record.post;
  post = next;
  post.clear_expansion();
  post.set_audience_sha256(post.has_audience() ? AudienceHash(post.audience())
                                               : "");
  post.set_state(v1::Post::DRAFT);
  post.clear_review();
  if (content) RETURN_IF_ERROR(SaveRevision(tx, record, act));
  return true;
}

absl::Status Submit(sql::Tx& tx, PostRecord& record,
                    int64_t expected_page_count, const Act& act) {
  v1::Post& post = record.post;
  RETURN_IF_ERROR(FindSource(tx, post));
  moderation::v1::ScreeningInput input = ScreeningInputOf(post);
  record.input_sha256 = base::HashOf(input);
  ASSIGN_OR_RETURN(const bool is_new,
                   OweReview(tx, input, record.input_sha256, act.now));
  if (!is_new) {
    // The same text again after its review ended: a revision of its own gets
    // a review of its own.
    RETURN_IF_ERROR(SaveRevision(tx, record, act));
    input = ScreeningInputOf(post);
    record.input_sha256 = base::HashOf(input);
    RETURN_IF_ERROR(
        OweReview(tx, input, record.input_sha256, act.now).status());
  }
  record.expected_page_count = expected_page_count;
  record.at_once = base::TimeOf(post.audience().due_time()) <= act.now;
  record.screening.Clear();
  post.set_state(v1::Post::IN_REVIEW);
  post.clear_review();
  post.clear_note();
  return absl::OkStatus();
}

absl::Status Lapse(sql::Tx& tx, PostRecord& record, const Act& act) {
  v1::Post& post = record.post;
  ASSIGN_OR_RETURN(bool unsent, HasOpenPublications(tx, post.name()));
  ASSIGN_OR_RETURN(const bool unanswered, HasOpenAssignments(tx, post.name()));
  unsent = unsent || unanswered || post.state() == P::IN_REVIEW ||
           post.expansion().state() != v1::Expansion::DONE;
  if (!unsent) {
    RETURN_IF_ERROR(VoidApproval(tx, post.name()));
    return VoidWaitingEditsOfPost(tx, post.name(), kApprovalLapsed, act.now);
  }
  RETURN_IF_ERROR(EndReview(tx, record, kApprovalLapsed, act));
  post.set_state(P::DRAFT);
  post.clear_review();
  return absl::OkStatus();
}

absl::Status Withdraw(sql::Tx& tx, PostRecord& record, const std::string& note,
                      const Act& act) {
  if (ReviewMayEnd(record.post.state())) {
    RETURN_IF_ERROR(EndReview(tx, record, kPostWithdrawn, act));
  }
  record.post.set_state(v1::Post::WITHDRAWN);
  record.post.set_note(note);
  return absl::OkStatus();
}

}  // namespace loa::content
