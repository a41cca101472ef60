#include "services/moderation/reviews/desk.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"
#include "services/moderation/reviews/review_lookup.h"
#include "services/moderation/reviews/review_state.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {
namespace {

constexpr int kLapseBatch = 100;

bool LookWaits(const v1::Review& review) {
  const bool published = review.state() == v1::Review::APPROVED ||
                         review.state() == v1::Review::LAPSED;
  return published && review.has_look() && !review.look().has_look_time();
}

// A look is a superior's: somebody who decides above the unit, or at it where
// nothing is above.
absl::Status CheckSuperior(const auth::Access& access,
                           const v1::Review& review) {
  RETURN_IF_ERROR(access.Check(review.unit()));
  const std::vector<std::string> path =
      access.view()->PathToRoot(review.unit());
  if (path.size() < 2 || access.Allows(path[1])) return absl::OkStatus();
  return SuperiorNeeded(review.name(), review.unit());
}

absl::Status CheckLook(const rpc::RequestContext& context,
                       const StoredReview& stored,
                       const v1::RecordLookRequest& request) {
  const v1::Review& review = stored.review;
  RETURN_IF_ERROR(CheckSuperior(context.access, review));
  RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), review.etag(), review.name()));
  if (!LookWaits(review)) return LookNotOpen(review.name());
  const std::string& who = context.principal.name;
  if (who == stored.author || who == stored.last_editor) {
    return AuthorCannotApprove(review.name());
  }
  return absl::OkStatus();
}

// What a review becomes by a look.
void TakeLook(const rpc::RequestContext& context,
              const v1::RecordLookRequest& request, v1::Review& review) {
  v1::Review::Look& look = *review.mutable_look();
  look.set_verdict(request.verdict());
  look.set_principal(context.principal.name);
  look.set_note(request.note());
  *look.mutable_look_time() = base::TimestampOf(context.now);
  if (request.verdict() != v1::Review::WITHDRAW) return;
  review.set_state(*Next(review.state(), ReviewAction::kTakeBack));
  review.set_note(request.note());
  *review.mutable_decide_time() = look.look_time();
}

}  // namespace

absl::StatusOr<v1::BatchApproveReviewsResponse> Desk::BatchApproveReviews(
    const rpc::RequestContext& context,
    const v1::BatchApproveReviewsRequest& request) {
  v1::BatchApproveReviewsResponse response;
  for (const v1::ApproveReviewRequest& one : request.requests()) {
    absl::StatusOr<v1::Review> review = reviews_.ApproveReview(context, one);
    v1::BatchApproveReviewsResponse::Answer& answer = *response.add_answers();
    if (review.ok()) {
      *answer.mutable_review() = *std::move(review);
    } else if (!status::IsCallersFault(review.status()) &&
               !absl::IsAborted(review.status())) {
      return review.status();
    } else {
      *answer.mutable_error() = status::ToRpcStatus(review.status());
    }
  }
  return response;
}

absl::StatusOr<v1::Review> Desk::RecordLook(
    const rpc::RequestContext& context, const v1::RecordLookRequest& request) {
  if (request.etag().empty()) return EtagRequired();
  if (request.verdict() == v1::Review::WITHDRAW &&
      absl::StripAsciiWhitespace(request.note()).empty()) {
    return NoteRequired();
  }
  return audit::Mutate<v1::Review>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Review> {
        ASSIGN_OR_RETURN(StoredReview stored,
                         MustFindReviewToChange(tx, request.name()));
        v1::Review& review = stored.review;
        subject = {review.name(), review.unit()};
        RETURN_IF_ERROR(CheckLook(context, stored, request));
        TakeLook(context, request, review);
        ASSIGN_OR_RETURN(const bool stands, UpdateReview(tx, review));
        if (!stands) return rpc::EtagMismatch(review.name());
        return review;
      });
}

absl::Status Desk::LapseApprovals(absl::Time now) {
  size_t lapsed = 0;
  do {
    RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                       ExpiredApprovals(tx, now, kLapseBatch));
      lapsed = ids.size();
      for (const std::string& id : ids) {
        RETURN_IF_ERROR(LockReview(tx, id));
        ASSIGN_OR_RETURN(std::optional<StoredReview> stored,
                         FindReview(tx, id));
        if (!stored) continue;
        v1::Review& review = stored->review;
        // It may have been voided before the lock was there.
        const auto next = Next(review.state(), ReviewAction::kLapse);
        if (!next) continue;
        review.set_state(*next);
        RETURN_IF_ERROR(UpdateReview(tx, review).status());
      }
      return absl::OkStatus();
    }));
  } while (lapsed == kLapseBatch);
  return absl::OkStatus();
}

}  // namespace loa::moderation
