#include "services/units/registry/registry_watch.h"

#include <set>
#include <string>
#include <utility>

#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/registry/change_log.h"
#include "services/units/registry/registry_items.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// Resources a batch: what one stream holds in memory at once, snapshots aside.
constexpr int kBatch = 500;
constexpr absl::Duration kBookmarkEvery = absl::Seconds(4);

class RegistryNews final : public RegistryWatch::Source {
 public:
  RegistryNews(sql::Database& database, const base::Clock& clock,
               int64_t sequence)
      : database_(database),
        clock_(clock),
        sequence_(sequence),
        snapshot_sent_(sequence > 0) {}

  absl::StatusOr<RegistryItems> Next() override {
    RegistryItems items;
    int64_t sequence = sequence_;
    const absl::Time now = clock_.Now();
    RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, now, "", 0));
      sequence = sequence_;
      if (snapshot_sent_) return ReadChanges(tx, today, items, sequence);
      ASSIGN_OR_RETURN(items, SnapshotItems(tx, today));
      sequence = today.sequence;
      return AddBookmark(tx, now, sequence, items);
    }));
    sequence_ = sequence;
    snapshot_sent_ = true;
    if (!items.empty()) bookmarked_ = clock_.SinceBoot();
    return items;
  }

 private:
  absl::Status ReadChanges(sql::Tx& tx, const Moment& today,
                           RegistryItems& items, int64_t& sequence) {
    items.clear();
    ASSIGN_OR_RETURN(const std::vector<RegistryChange> changes,
                     ChangesAfter(tx, sequence, kBatch));
    std::set<std::pair<std::string, std::string>> sent;
    for (const RegistryChange& change : changes) {
      sequence = change.sequence;
      if (!sent.emplace(change.kind, change.id).second) continue;
      ASSIGN_OR_RETURN(items.emplace_back(), ItemOf(tx, change, today));
    }
    const bool due = clock_.SinceBoot() - bookmarked_ >= kBookmarkEvery;
    // All that there was is told: not every sequence is a watchers' change.
    if (static_cast<int>(changes.size()) < kBatch) sequence = today.sequence;
    if (items.empty() && !due) return absl::OkStatus();
    return AddBookmark(tx, clock_.Now(), sequence, items);
  }

  absl::Status AddBookmark(sql::Tx& tx, absl::Time now, int64_t sequence,
                           RegistryItems& items) {
    auto& bookmark = *items.emplace_back().mutable_bookmark();
    bookmark.set_sequence(sequence);
    ASSIGN_OR_RETURN(*bookmark.mutable_history_id(), sql::HistoryId(tx));
    *bookmark.mutable_time() = base::TimestampOf(now);
    bookmark.set_snapshot_complete(!snapshot_sent_);
    return absl::OkStatus();
  }

  sql::Database& database_;
  const base::Clock& clock_;
  int64_t sequence_;
  bool snapshot_sent_;
  absl::Duration bookmarked_ = -absl::InfiniteDuration();
};

}  // namespace

absl::StatusOr<std::unique_ptr<RegistryWatch::Source>>
RegistryWatch::WatchRegistry(const rpc::RequestContext& context,
                             const v1::WatchRegistryRequest& request) {
  if (request.after_sequence() == 0) {
    return std::make_unique<RegistryNews>(database_, clock_, 0);
  }
  std::string history_id;
  int64_t sequence = 0;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(history_id, sql::HistoryId(tx));
    ASSIGN_OR_RETURN(sequence, sql::CurrentSequence(tx));
    return absl::OkStatus();
  }));
  if (request.history_id() != history_id || request.after_sequence() < 0 ||
      request.after_sequence() > sequence) {
    return rpc::CursorGone();
  }
  return std::make_unique<RegistryNews>(database_, clock_,
                                        request.after_sequence());
}

}  // namespace loa::units
