#ifndef LOA_SERVICES_CONTENT_DISPATCH_BATCHES_H_
#define LOA_SERVICES_CONTENT_DISPATCH_BATCHES_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "services/content/dispatch/partitions.h"

// What the batches of dispatch share: errors that answer one item, and the
// order of the locks.
namespace loa::content {

// An error of ours is the answer to one item; any other (the database's) is
// the end of the whole call.
bool AnswersOneItem(const absl::Status& status);

// The publication that an item of a batch is about.
template <typename Item>
const std::string& PublicationOf(const Item& item) {
  if constexpr (requires { item.outcome(); }) {
    return item.outcome().publication();
  } else {
    return item.publication();
  }
}

// Does `one` to every item in order of publication, which is the order of the
// locks, and puts its result, or the error of ours that it answers, where the
// item stands. `response` has no results yet.
template <typename Items, typename Response, typename One>
absl::Status AnswerEach(const Items& items, Response& response, One one) {
  std::vector<int> order(items.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return PublicationOf(items[a]) < PublicationOf(items[b]);
  });
  for (int i = 0; i < items.size(); ++i) response.add_results();
  for (const int i : order) {
    auto result = one(items[i]);
    if (result.ok()) {
      *response.mutable_results(i) = *std::move(result);
    } else if (AnswersOneItem(result.status())) {
      *response.mutable_results(i)->mutable_error() =
          status::ToRpcStatus(result.status());
    } else {
      return result.status();
    }
  }
  return absl::OkStatus();
}

// OK or EPOCH_STALE for every (partition, epoch) of a batch.
using HeldKey = std::pair<int64_t, int64_t>;
using HeldLocks = std::map<HeldKey, absl::Status>;

inline HeldKey KeyOf(const v1::PartitionEpoch& held) {
  return {held.partition(), held.epoch()};
}

// The partitions of a list that the owner really holds.
template <typename List>
absl::StatusOr<std::vector<int64_t>> PartitionsHeld(sql::Tx& tx,
                                                    absl::string_view owner,
                                                    const List& list,
                                                    absl::Time now) {
  std::vector<int64_t> partitions;
  for (const v1::PartitionEpoch& held : list) {
    ASSIGN_OR_RETURN(const bool holds,
                     Holds(tx, owner, {held.partition(), held.epoch()}, now));
    if (holds) partitions.push_back(held.partition());
  }
  return partitions;
}

// Locks what the owner really holds, in order of number.
absl::StatusOr<HeldLocks> LockAllHeld(sql::Tx& tx, absl::string_view owner,
                                      HeldLocks wanted, absl::Time now);

template <typename Items>
absl::StatusOr<HeldLocks> LockAllHeld(sql::Tx& tx, absl::string_view owner,
                                      const Items& items, absl::Time now) {
  HeldLocks wanted;
  for (const auto& item : items) wanted[KeyOf(item.partition())];
  return LockAllHeld(tx, owner, std::move(wanted), now);
}

// AnswerEach of items that name a partition, which are locked before; `one`
// gets an item and OK or EPOCH_STALE.
template <typename Items, typename Response, typename One>
absl::Status AnswerEachHeld(sql::Tx& tx, absl::string_view owner,
                            const Items& items, absl::Time now,
                            Response& response, One one) {
  ASSIGN_OR_RETURN(const HeldLocks held, LockAllHeld(tx, owner, items, now));
  return AnswerEach(items, response, [&](const auto& item) {
    return one(item, held.at(KeyOf(item.partition())));
  });
}

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_BATCHES_H_
