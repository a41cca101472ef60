#ifndef LOA_SERVICES_PUBLISHER_CORE_OUTBOX_H_
#define LOA_SERVICES_PUBLISHER_CORE_OUTBOX_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/time/time.h"

namespace loa::publisher {

// News that must reach somebody: kept until answered, sent in batches, one
// batch at a time, again after a pause that doubles while nobody answers.
// Items are keyed; the newest of a key wins.
template <class Item>
class Outbox {
 public:
  explicit Outbox(size_t max_batch) : max_batch_(max_batch) {}

  void Put(std::string key, Item item) {
    Slot& slot = slots_[std::move(key)];
    slot.item = std::move(item);
    slot.sent = false;
  }

  // The next batch; empty while one is under way or nothing may go yet.
  std::vector<Item> NextBatch(absl::Duration now) {
    std::vector<Item> batch;
    if (under_way_ || now < not_before_) return batch;
    for (auto& [key, slot] : slots_) {
      if (batch.size() == max_batch_) break;
      slot.sent = true;
      batch.push_back(slot.item);
    }
    under_way_ = !batch.empty();
    return batch;
  }

  // An item of the batch was answered.  True when that settled the key, false
  // when nothing or something newer stands under it.
  bool Settle(const std::string& key) {
    const auto slot = slots_.find(key);
    if (slot == slots_.end() || !slot->second.sent) return false;
    slots_.erase(slot);
    return true;
  }

  // The batch is over; `all_answered` is false when some item has to go again.
  void EndBatch(absl::Duration now, bool all_answered) {
    under_way_ = false;
    pause_ = all_answered ? absl::ZeroDuration()
                          : std::clamp(pause_ * 2, kFirstPause, kLongestPause);
    not_before_ = now + pause_;
  }

  bool empty() const { return slots_.empty(); }
  const Item* Find(const std::string& key) const {
    const auto slot = slots_.find(key);
    return slot == slots_.end() ? nullptr : &slot->second.item;
  }

 private:
  static constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
  static constexpr absl::Duration kLongestPause = absl::Seconds(2);

  struct Slot {
    Item item;
    bool sent = false;
  };
  const size_t max_batch_;
  absl::btree_map<std::string, Slot> slots_;
  bool under_way_ = false;
  absl::Duration pause_;
  absl::Duration not_before_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_OUTBOX_H_
