#include "services/content/posts/decisions.h"

#include <optional>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/local_parts.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/outside/outside_screening.h"
#include "services/content/posts/looks.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_state.h"
#include "services/content/posts/post_steps.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using moderation::v1::Review;

constexpr absl::string_view kCursor =
    "SELECT sequence, history_id FROM decision_cursor WHERE id = 1";

constexpr absl::string_view kSetCursor =
    "INSERT INTO decision_cursor (id, sequence, history_id)"
    " VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE"
    " SET sequence = excluded.sequence, history_id = excluded.history_id";

bool IsOf(const Review& review, const PostRecord& record) {
  return record.post.state() == v1::Post::IN_REVIEW &&
         review.input_sha256() == record.input_sha256 &&
         review.revision() == record.post.revision() &&
         review.content_sha256() == record.post.content_sha256() &&
         review.audience_sha256() == record.post.audience_sha256();
}

std::optional<PostAction> ActionOf(Review::State state) {
  switch (state) {
    case Review::APPROVED:
      return PostAction::kApprove;
    case Review::REJECTED:
      return PostAction::kReject;
    case Review::CHANGES_REQUESTED:
      return PostAction::kRequestChanges;
    default:
      return std::nullopt;
  }
}

absl::Time EndOf(const Review& review) {
  return review.has_approval_expire_time()
             ? base::TimeOf(review.approval_expire_time())
             : absl::InfiniteFuture();
}

absl::Status BecomeApproved(sql::Tx& tx, PostRecord& record,
                            const Review& review, absl::Time now) {
  v1::Post& post = record.post;
  const v1::Audience& audience = post.audience();
  const bool late =
      (!record.at_once && base::TimeOf(audience.due_time()) <= now) ||
      (audience.cascade().has_close_time() &&
       base::TimeOf(audience.cascade().close_time()) <= now);
  // What pages show already is corrected there or shown again: people say.
  ASSIGN_OR_RETURN(const bool visible, IsPostVisible(tx, post.name()));
  post.mutable_expansion()->set_state(
      late || visible ? v1::Expansion::NEEDS_NEW_TIME : v1::Expansion::PENDING);
  return RecordApproval(tx, {.post = post.name(),
                             .revision = post.revision(),
                             .content_sha256 = post.content_sha256(),
                             .audience_sha256 = post.audience_sha256(),
                             .review = post.review(),
                             .approved_at = now,
                             .expires_at = EndOf(review)});
}

absl::Status Decide(sql::Tx& tx, PostRecord& record, const Review& review,
                    PostAction action, absl::Time now) {
  v1::Post& post = record.post;
  post.set_note(review.note());
  post.set_state(NextState(post.state(), action).value_or(post.state()));
  if (post.state() == v1::Post::APPROVED) {
    return BecomeApproved(tx, record, review, now);
  }
  record.refused_content_sha256 = post.content_sha256();
  record.refused_audience_sha256 = post.audience_sha256();
  return absl::OkStatus();
}

// The approval is over.  Content may have missed the approval itself: then the
// post still waits for it.
bool EndsApproval(const Review& review, const PostRecord& record) {
  const bool of_it = record.post.state() == v1::Post::APPROVED &&
                     record.post.review() == review.name();
  return review.state() == Review::LAPSED && (of_it || IsOf(review, record));
}

}  // namespace

absl::StatusOr<bool> ApplyReview(sql::Tx& tx, base::IdSource& ids,
                                 const Review& review, absl::Time now) {
  if (!AssignmentOfLocalPart(review.revision()).empty()) {
    return ApplyLocalPartReview(tx, ids, review, now);
  }
  if (IsPastPost(review.post())) {
    RETURN_IF_ERROR(ApplyScreening(tx, ids, review, now));
    return false;
  }
  if (review.state() == Review::WITHDRAWN) {
    RETURN_IF_ERROR(ApplyNegativeLook(tx, ids, review, now));
    return false;
  }
  absl::StatusOr<PostRecord> record = LockPost(tx, review.post());
  if (absl::IsNotFound(record.status())) return false;
  if (!record.ok()) return record.status();
  if (EndsApproval(review, *record)) {
    RETURN_IF_ERROR(Lapse(tx, *record, {.principal = "", .now = now}));
    RETURN_IF_ERROR(SavePost(tx, *record, now));
    return false;
  }
  if (!IsOf(review, *record)) return false;
  const std::optional<PostAction> action = ActionOf(review.state());
  if (!action && record->post.review() == review.name()) return false;
  record->post.set_review(review.name());
  record->screening = review.screening();
  if (action) RETURN_IF_ERROR(Decide(tx, *record, review, *action, now));
  RETURN_IF_ERROR(SavePost(tx, *record, now));
  return record->post.state() == v1::Post::APPROVED;
}

absl::StatusOr<clients::DecisionCursor> DecisionApplier::Cursor() {
  clients::DecisionCursor cursor;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCursor));
    if (rows.empty()) return absl::OkStatus();
    cursor = {rows[0].Int(0), rows[0].Text(1)};
    return absl::OkStatus();
  }));
  return cursor;
}

absl::Status DecisionApplier::Apply(
    const moderation::v1::WatchDecisionsResponse& item) {
  bool approved = false;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    approved = false;
    if (item.has_review()) {
      ASSIGN_OR_RETURN(approved,
                       ApplyReview(tx, ids_, item.review(), clock_.Now()));
    }
    return tx.Exec(kSetCursor, item.sequence(), item.history_id()).status();
  }));
  if (approved) approved_();
  return absl::OkStatus();
}

}  // namespace loa::content
