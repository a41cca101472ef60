#include "services/moderation/reviews/reviews.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/errors.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"
#include "services/moderation/reviews/decision.h"
#include "services/moderation/reviews/review_lookup.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {
namespace {

constexpr char kReviews[] = "reviews";
constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;

// A review that nothing but a newer policy can reopen: the machine sent it
// back, and another policy is active now.
bool IsSuperseded(const v1::Review& review, const v1::Policy& active) {
  return review.state() == v1::Review::CHANGES_REQUESTED &&
         review.screening().severity() >= v1::SEVERITY_BLOCK &&
         review.screening().policy() != active.name();
}

// The review that an input has already: the newest that lives, unless it is
// superseded; then the one by the active policy, which may be active for the
// second time.
absl::StatusOr<std::optional<v1::Review>> Existing(
    sql::Tx& tx, const std::string& input_sha256, const v1::Policy& active) {
  ASSIGN_OR_RETURN(std::optional<StoredReview> stored,
                   FindLivingReview(tx, input_sha256));
  if (stored && IsSuperseded(stored->review, active)) {
    ASSIGN_OR_RETURN(stored,
                     FindLivingReviewBy(tx, input_sha256, active.name()));
  }
  if (!stored) return std::nullopt;
  ASSIGN_OR_RETURN(stored, MustFindReviewToChange(tx, stored->review.name()));
  if (stored->review.state() == v1::Review::VOIDED) return std::nullopt;
  return std::move(stored->review);
}

// Checks, decides and stores one person's voice.
absl::StatusOr<v1::Review> PutVoice(sql::Tx& tx, audit::Subject& subject,
                                    const rpc::RequestContext& context,
                                    const std::string& name,
                                    const std::string& etag,
                                    const Voice& voice) {
  ASSIGN_OR_RETURN(StoredReview stored, MustFindReviewToChange(tx, name));
  v1::Review& review = stored.review;
  subject = {review.name(), review.unit()};
  RETURN_IF_ERROR(context.access.Check(review.unit()));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, review.etag(), review.name()));
  ASSIGN_OR_RETURN(const int stage, Decide(stored, voice));
  ASSIGN_OR_RETURN(const bool stands, UpdateReview(tx, review));
  if (!stands) return rpc::EtagMismatch(review.name());
  for (const v1::Review::Vote& vote : review.stages(stage).votes()) {
    if (vote.principal() != voice.principal) continue;
    RETURN_IF_ERROR(PutVote(tx, review.name(), stage, vote));
  }
  return review;
}

absl::StatusOr<ReviewFilter> FilterOf(sql::Tx& tx,
                                      const rpc::RequestContext& context,
                                      const v1::ListReviewsRequest& request) {
  ReviewFilter filter;
  filter.post = request.post();
  if (request.state() != v1::Review::STATE_UNSPECIFIED) {
    filter.state = v1::Review::State_Name(request.state());
  }
  filter.all_units = context.access.Allows(auth::kOrganization);
  if (filter.all_units) return filter;
  ASSIGN_OR_RETURN(const std::vector<std::string> units, ReviewUnits(tx));
  for (const std::string& unit : units) {
    if (context.access.Allows(unit)) filter.units.push_back(unit);
  }
  return filter;
}

}  // namespace

absl::StatusOr<v1::Review> Reviews::OpenReview(
    const rpc::RequestContext& context, const v1::OpenReviewRequest& request) {
  const std::string bytes = base::DeterministicBytes(request.input());
  const std::string hash = base::HashOf(request.input());
  if (hash != request.input_sha256()) return InputHashWrong(hash);
  RETURN_IF_ERROR(
      rpc::ParseId("input.unit", request.input().unit(), "units").status());
  ASSIGN_OR_RETURN(const std::shared_ptr<const Screener> screener,
                   screener_.Current());
  const v1::Screening screening = screener->Screen(request.input(), hash);
  StoredReview opened = NewReview(ids_.NewId(), request.input(),
                                  level_of_(request.input().unit()), screening,
                                  screener->policy(), context.now);
  return audit::Mutate<v1::Review>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Review> {
        subject.unit = request.input().unit();
        StoredReview stored = opened;
        ASSIGN_OR_RETURN(std::optional<v1::Review> review,
                         Existing(tx, hash, screener->policy()));
        if (!review) {
          RETURN_IF_ERROR(InsertInput(tx, hash, bytes, context.now));
          ASSIGN_OR_RETURN(const bool inserted, InsertReview(tx, stored));
          if (inserted) {
            review = stored.review;
          } else {
            // Another call was faster: its review is the one.
            ASSIGN_OR_RETURN(review, Existing(tx, hash, screener->policy()));
          }
        }
        // It was, and was voided since.
        if (!review) return sql::TransactionConflict();
        subject.resource = review->name();
        return *review;
      });
}

absl::StatusOr<v1::Review> Reviews::VoidReview(
    const rpc::RequestContext& context, const v1::VoidReviewRequest& request) {
  return audit::Mutate<v1::Review>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Review> {
        ASSIGN_OR_RETURN(StoredReview stored,
                         MustFindReviewToChange(tx, request.name()));
        v1::Review& review = stored.review;
        subject = {review.name(), review.unit()};
        const ReviewState next = *Next(review.state(), ReviewAction::kVoid);
        if (next == review.state()) return review;
        review.set_state(next);
        *review.mutable_decide_time() = base::TimestampOf(context.now);
        ASSIGN_OR_RETURN(const bool stands, UpdateReview(tx, review));
        if (!stands) return rpc::EtagMismatch(review.name());
        return review;
      });
}

absl::StatusOr<v1::Review> Reviews::GetReview(
    const rpc::RequestContext& context, const v1::GetReviewRequest& request) {
  v1::Review review;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(StoredReview stored, MustFindReview(tx, request.name()));
    review = std::move(stored.review);
    return absl::OkStatus();
  }));
  return review;
}

absl::StatusOr<v1::ListReviewsResponse> Reviews::ListReviews(
    const rpc::RequestContext& context, const v1::ListReviewsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() > 1) return rpc::PageTokenInvalid();
  const std::string before = key.empty() ? "" : key.front();
  const int size =
      rpc::PageSize(request.page_size(), kDefaultPageSize, kMaxPageSize);
  ReviewPage page;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const ReviewFilter filter, FilterOf(tx, context, request));
    ASSIGN_OR_RETURN(page, ListReviewPage(tx, filter, before, size));
    return absl::OkStatus();
  }));
  v1::ListReviewsResponse response;
  rpc::PageBudget budget;
  for (v1::Review& review : page.reviews) {
    if (!budget.Takes(review)) {
      page.more = true;
      break;
    }
    *response.add_reviews() = std::move(review);
  }
  if (page.more) {
    const v1::Review& last = *response.reviews().rbegin();
    response.set_next_page_token(rpc::EncodePageToken(
        request, {std::string(absl::StripPrefix(last.name(), "reviews/"))}));
  }
  return response;
}

absl::StatusOr<v1::Review> Reviews::ApproveReview(
    const rpc::RequestContext& context,
    const v1::ApproveReviewRequest& request) {
  if (request.etag().empty()) return EtagRequired();
  const Voice voice = {context.principal.name, v1::Review::APPROVED,
                       request.note(), context.now};
  return audit::Mutate<v1::Review>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return PutVoice(tx, subject, context, request.name(), request.etag(),
                        voice);
      });
}

template <typename Request>
absl::StatusOr<v1::Review> Reviews::Refuse(const rpc::RequestContext& context,
                                           const Request& request,
                                           ReviewAction action) {
  if (request.etag().empty()) return EtagRequired();
  if (absl::StripAsciiWhitespace(request.note()).empty()) return NoteRequired();
  const Voice voice = {context.principal.name, *Next(v1::Review::OPEN, action),
                       request.note(), context.now};
  return audit::Mutate<v1::Review>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return PutVoice(tx, subject, context, request.name(), request.etag(),
                        voice);
      });
}

absl::StatusOr<v1::Review> Reviews::RejectReview(
    const rpc::RequestContext& context,
    const v1::RejectReviewRequest& request) {
  return Refuse(context, request, ReviewAction::kReject);
}

absl::StatusOr<v1::Review> Reviews::RequestChanges(
    const rpc::RequestContext& context,
    const v1::RequestChangesRequest& request) {
  return Refuse(context, request, ReviewAction::kRequestChanges);
}

absl::StatusOr<std::string> Reviews::OwnerOf(absl::string_view name) const {
  ASSIGN_OR_RETURN(const std::string id, rpc::ParseId("name", name, kReviews));
  std::string unit;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(unit, FindReviewUnit(tx, id));
    return absl::OkStatus();
  }));
  if (unit.empty()) return ReviewNotFound(name);
  return unit;
}

}  // namespace loa::moderation
