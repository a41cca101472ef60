#ifndef LOA_SERVICES_CONTENT_POSTS_REVIEW_TASKS_H_
#define LOA_SERVICES_CONTENT_POSTS_REVIEW_TASKS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/screening.pb.h"

// The SQL of what is owed to moderation, written in the transaction that
// submits, changes or withdraws a post.
namespace loa::content {

struct ReviewTask {
  std::string input_sha256;
  std::string post;
  moderation::v1::ScreeningInput input;
  std::string review;  // "" until moderation opened it
  bool void_wanted = false;
};

// Owes the opening of a review of `input`. False when this very input was
// submitted before: moderation would give its old review again.
absl::StatusOr<bool> OweReview(sql::Tx& tx,
                               const moderation::v1::ScreeningInput& input,
                               absl::string_view input_sha256, absl::Time now);

// Owes that the input's review ends. Nothing for "" or an unknown hash.
absl::Status OweVoid(sql::Tx& tx, absl::string_view input_sha256);

// Up to `limit` owed calls, the oldest first.
absl::StatusOr<std::vector<ReviewTask>> ReadOwed(sql::Tx& tx, int limit);
// Those of one post.
absl::StatusOr<std::vector<ReviewTask>> ReadOwedOf(sql::Tx& tx,
                                                   absl::string_view post);

// The review was opened; an end that is wanted of it stays owed.
absl::Status NoteOpened(sql::Tx& tx, absl::string_view input_sha256,
                        absl::string_view review);
// The review was ended.
absl::Status NoteVoided(sql::Tx& tx, absl::string_view input_sha256);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_REVIEW_TASKS_H_
