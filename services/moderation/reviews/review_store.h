#ifndef LOA_SERVICES_MODERATION_REVIEWS_REVIEW_STORE_H_
#define LOA_SERVICES_MODERATION_REVIEWS_REVIEW_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"

namespace loa::moderation {

// A review with those who may not decide it.
struct StoredReview {
  v1::Review review;
  std::string author;
  std::string last_editor;
  int64_t approval_days = 0;  // how long an approval lasts; 0: for ever
};

// The input by its hash; kept for ever, stored once.
absl::Status InsertInput(sql::Tx& tx, const std::string& input_sha256,
                         const std::string& bytes, absl::Time now);

// Stores a new review with its stages and draws its sequence.  False, and
// nothing stored, when the input has a living review by the same policy.
absl::StatusOr<bool> InsertReview(sql::Tx& tx, StoredReview& stored);

absl::StatusOr<std::optional<StoredReview>> FindReview(
    sql::Tx& tx, const std::string& review_id);

// The newest review of the input that is not voided.
absl::StatusOr<std::optional<StoredReview>> FindLivingReview(
    sql::Tx& tx, const std::string& input_sha256);
// The one by the policy with that name: there is one at most.
absl::StatusOr<std::optional<StoredReview>> FindLivingReviewBy(
    sql::Tx& tx, const std::string& input_sha256, absl::string_view policy);

// Makes the rest of a writing transaction run after every other change of the
// review.  A review is read by three statements, and only so do they see one
// state of it.  Nothing happens when there is none.
absl::Status LockReview(sql::Tx& tx, const std::string& review_id);

// The owner unit; "" when there is no such review.
absl::StatusOr<std::string> FindReviewUnit(sql::Tx& tx,
                                           const std::string& review_id);

// Writes state, note, times and look, provided that the review still has the
// sequence of `review`, and gives it the next one.  False: it had changed.
absl::StatusOr<bool> UpdateReview(sql::Tx& tx, v1::Review& review);

// One voice; a later one of the same person in the same stage replaces it.
absl::Status PutVote(sql::Tx& tx, const std::string& review_name, int position,
                     const v1::Review::Vote& vote);

// Reviews that are APPROVED although their approval has ended, the longest
// ended first.
absl::StatusOr<std::vector<std::string>> ExpiredApprovals(sql::Tx& tx,
                                                          absl::Time now,
                                                          int limit);

// Reviews that wait for people: open ones, and those whose look is to be done;
// up to `limit` after the one with `review_id`, in order of id.
absl::StatusOr<std::vector<StoredReview>> WaitingReviews(
    sql::Tx& tx, const std::string& review_id, int limit);

// What a list is of.  Empty filters let all through.
struct ReviewFilter {
  bool all_units = false;
  std::vector<std::string> units;  // when not all
  std::string state;
  std::string post;
};

struct ReviewPage {
  std::vector<v1::Review> reviews;
  bool more = false;
};

// The newest first, those with an id below `before_id` ("": all).
absl::StatusOr<ReviewPage> ListReviewPage(sql::Tx& tx,
                                          const ReviewFilter& filter,
                                          const std::string& before_id,
                                          int page_size);

// Every unit that owns a review.
absl::StatusOr<std::vector<std::string>> ReviewUnits(sql::Tx& tx);

// Decided reviews in order of sequence, those above `after_sequence`.
absl::StatusOr<std::vector<v1::Review>> DecidedReviews(sql::Tx& tx,
                                                       int64_t after_sequence,
                                                       int limit);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_REVIEW_STORE_H_
