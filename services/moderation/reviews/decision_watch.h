#ifndef LOA_SERVICES_MODERATION_REVIEWS_DECISION_WATCH_H_
#define LOA_SERVICES_MODERATION_REVIEWS_DECISION_WATCH_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/watch.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"

namespace loa::moderation {

// Decided reviews from a cursor on, in order of sequence: a review that is
// decided and then voided shows once, as it stands.  Where there are none, one
// bookmark moves the cursor to the store's sequence.
class DecisionWatch : public rpc::WatchSource<v1::WatchDecisionsResponse> {
 public:
  // Errors: CURSOR_GONE when the cursor is of another history or lies ahead.
  static absl::StatusOr<
      std::unique_ptr<rpc::WatchSource<v1::WatchDecisionsResponse>>>
  Start(sql::Database& database, const rpc::RequestContext& context,
        const v1::WatchDecisionsRequest& request);

  absl::StatusOr<std::vector<v1::WatchDecisionsResponse>> Next() override;

 private:
  DecisionWatch(sql::Database& database, int64_t cursor, std::string history_id)
      : database_(database),
        cursor_(cursor),
        history_id_(std::move(history_id)) {}

  v1::WatchDecisionsResponse Item(int64_t sequence) const;

  sql::Database& database_;
  int64_t cursor_;
  const std::string history_id_;
  bool said_anything_ = false;
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_DECISION_WATCH_H_
