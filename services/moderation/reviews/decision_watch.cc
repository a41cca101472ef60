#include "services/moderation/reviews/decision_watch.h"

#include "libs/rpc/errors.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {
namespace {

constexpr int kBatch = 100;

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::WatchSource<v1::WatchDecisionsResponse>>>
DecisionWatch::Start(sql::Database& database, const rpc::RequestContext&,
                     const v1::WatchDecisionsRequest& request) {
  const int64_t cursor = request.after_sequence();
  std::string history_id;
  RETURN_IF_ERROR(database.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(history_id, sql::HistoryId(tx));
    ASSIGN_OR_RETURN(const int64_t current, sql::CurrentSequence(tx));
    const bool foreign = cursor != 0 && request.history_id() != history_id;
    if (foreign || cursor < 0 || cursor > current) return rpc::CursorGone();
    return absl::OkStatus();
  }));
  return std::unique_ptr<rpc::WatchSource<v1::WatchDecisionsResponse>>(
      new DecisionWatch(database, cursor, std::move(history_id)));
}

v1::WatchDecisionsResponse DecisionWatch::Item(int64_t sequence) const {
  v1::WatchDecisionsResponse item;
  item.set_sequence(sequence);
  item.set_history_id(history_id_);
  return item;
}

absl::StatusOr<std::vector<v1::WatchDecisionsResponse>> DecisionWatch::Next() {
  std::vector<v1::Review> reviews;
  int64_t current = 0;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(reviews, DecidedReviews(tx, cursor_, kBatch));
    ASSIGN_OR_RETURN(current, sql::CurrentSequence(tx));
    return absl::OkStatus();
  }));
  std::vector<v1::WatchDecisionsResponse> items;
  for (v1::Review& review : reviews) {
    cursor_ = review.sequence();
    items.push_back(Item(cursor_));
    *items.back().mutable_review() = std::move(review);
  }
  if (items.empty() && (current > cursor_ || !said_anything_)) {
    cursor_ = current;
    items.push_back(Item(cursor_));
  }
  said_anything_ = true;
  return items;
}

}  // namespace loa::moderation
