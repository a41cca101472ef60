#include "services/content/posts/looks.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/audit/log.h"
#include "libs/status/status_macros.h"
#include "loa/moderation/v1/desk_service.pb.h"
#include "services/content/amendments/withdrawal.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_state.h"
#include "services/content/posts/post_steps.h"
#include "services/content/publications/cancel.h"

namespace loa::content {
namespace {

using moderation::v1::Review;

Act ActOf(const Review& review, absl::Time now) {
  return {review.look().principal(), now};
}

// What stands on every timeline, and what the page's people read.
std::string ReasonOf(const Review& review) {
  return absl::StrCat("Hậu kiểm (", review.name(), "): ", review.note());
}

// Is the post still what was looked at, and not taken back yet?
bool IsStill(const Review& review, const PostRecord& record) {
  const v1::Post& post = record.post;
  return NextState(post.state(), PostAction::kWithdraw).has_value() &&
         review.revision() == post.revision() &&
         review.content_sha256() == post.content_sha256() &&
         review.audience_sha256() == post.audience_sha256();
}

absl::Status TakeBackPost(sql::Tx& tx, base::IdSource& ids, PostRecord& record,
                          const Review& review, absl::Time now) {
  const v1::Post& post = record.post;
  const Act act = ActOf(review, now);
  record.post.set_review(review.name());
  RETURN_IF_ERROR(Withdraw(tx, record, review.note(), act));
  RETURN_IF_ERROR(SavePost(tx, record, now));
  RETURN_IF_ERROR(TakeBackFromPages(tx, ids, post.name(), ReasonOf(review), act,
                                    [](const Publication&) { return true; })
                      .status());
  return AuditLook(tx, review, {post.name(), post.unit()}, now);
}

absl::Status TakeBackRevision(sql::Tx& tx, base::IdSource& ids,
                              const v1::Post& post, const Review& review,
                              absl::Time now) {
  const auto shows_it = [&](const Publication& p) {
    return MayHaveToGo(p.state) && ShownRevision(p) == review.revision() &&
           p.audience_sha256 == review.audience_sha256();
  };
  ASSIGN_OR_RETURN(const TakenBack taken,
                   TakeBackFromPages(tx, ids, post.name(), ReasonOf(review),
                                     ActOf(review, now), shows_it));
  if (taken.deletions == 0) return absl::OkStatus();
  return AuditLook(tx, review, {post.name(), post.unit()}, now);
}

}  // namespace

absl::Status ApplyNegativeLook(sql::Tx& tx, base::IdSource& ids,
                               const Review& review, absl::Time now) {
  absl::StatusOr<PostRecord> record = LockPost(tx, review.post());
  if (absl::IsNotFound(record.status())) return absl::OkStatus();
  if (!record.ok()) return record.status();
  return IsStill(review, *record)
             ? TakeBackPost(tx, ids, *record, review, now)
             : TakeBackRevision(tx, ids, record->post, review, now);
}

absl::Status TakeDownByLook(sql::Tx& tx, base::IdSource& ids,
                            Publication& publication, const Review& review,
                            absl::Time now) {
  const Act act = ActOf(review, now);
  if (MayHaveToGo(publication.state)) {
    return TakeDown(tx, ids, publication, kApprovalVoided, ReasonOf(review),
                    act)
        .status();
  }
  return CancelOne(tx, publication, kApprovalVoided, act.principal, now);
}

absl::Status AuditLook(sql::Tx& tx, const Review& review,
                       const audit::Subject& subject, absl::Time now) {
  rpc::RequestContext context;
  context.principal.name = review.look().principal();
  context.method = "loa.moderation.v1.DeskService.RecordLook";
  context.now = now;
  moderation::v1::RecordLookRequest request;
  request.set_name(review.name());
  request.set_verdict(Review::WITHDRAW);
  request.set_note(review.note());
  return audit::Append(tx, context, subject, request);
}

}  // namespace loa::content
