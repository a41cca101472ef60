#include "services/content/visible/publication_watch.h"

#include <map>
#include <string>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/visible/visible_changes.h"

namespace loa::content {
namespace {

using Items = std::vector<v1::WatchPublicationsResponse>;

// What one stream holds in memory at once.
constexpr size_t kBatch = 500;
constexpr absl::Duration kBookmarkEvery = absl::Seconds(4);
// After every name: "all changes of that sequence were told".
constexpr char kAllNames[] = "~";

class PublicationNews final : public PublicationWatch::Source {
 public:
  PublicationNews(sql::Database& database, const base::Clock& clock,
                  PublicationWatch::Zone zone, int64_t sequence)
      : database_(database),
        clock_(clock),
        zone_(std::move(zone)),
        at_{sequence, kAllNames},
        snapshot_sent_(sequence > 0) {}

  absl::StatusOr<Items> Next() override {
    ASSIGN_OR_RETURN(const absl::TimeZone zone, zone_());
    Items items;
    VisibleChange at;
    bool all = false;
    RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
      items.clear();
      at = at_;
      return Read(tx, zone, at, all, items);
    }));
    at_ = at;
    if (all) snapshot_sent_ = true;
    if (!items.empty()) bookmarked_ = clock_.SinceBoot();
    return items;
  }

 private:
  absl::Status Read(sql::Tx& tx, absl::TimeZone zone, VisibleChange& at,
                    bool& all, Items& items) {
    ASSIGN_OR_RETURN(const int64_t current, sql::CurrentSequence(tx));
    ASSIGN_OR_RETURN(std::vector<VisibleChange> changes,
                     ChangesAfter(tx, at, kBatch + 1));
    all = changes.size() <= kBatch;
    VisibleChange next = {current, kAllNames};
    if (!all) {
      next = changes.back();
      changes.pop_back();
    }
    ASSIGN_OR_RETURN(auto posts, ReadVisible(tx, changes, zone));
    for (const VisibleChange& change : changes) {
      const auto found = posts.find(change.name);
      if (found == posts.end()) continue;
      *items.emplace_back().mutable_post() = std::move(found->second);
    }
    if (!all) {
      at = changes.back();
      // Changes of one sequence stand or fall together: no cursor between.
      if (at.sequence == next.sequence) return absl::OkStatus();
      return AddBookmark(tx, at.sequence, false, items);
    }
    at = next;
    const bool due = clock_.SinceBoot() - bookmarked_ >= kBookmarkEvery;
    if (items.empty() && snapshot_sent_ && !due) return absl::OkStatus();
    return AddBookmark(tx, current, !snapshot_sent_, items);
  }

  absl::Status AddBookmark(sql::Tx& tx, int64_t sequence,
                           bool snapshot_complete, Items& items) {
    auto& bookmark = *items.emplace_back().mutable_bookmark();
    bookmark.set_sequence(sequence);
    ASSIGN_OR_RETURN(*bookmark.mutable_history_id(), sql::HistoryId(tx));
    *bookmark.mutable_time() = base::TimestampOf(clock_.Now());
    bookmark.set_snapshot_complete(snapshot_complete);
    return absl::OkStatus();
  }

  sql::Database& database_;
  const base::Clock& clock_;
  const PublicationWatch::Zone zone_;
  VisibleChange at_;
  bool snapshot_sent_;
  absl::Duration bookmarked_ = -absl::InfiniteDuration();
};

}  // namespace

absl::StatusOr<std::unique_ptr<PublicationWatch::Source>>
PublicationWatch::WatchPublications(
    const rpc::RequestContext& context,
    const v1::WatchPublicationsRequest& request) {
  if (request.after_sequence() != 0) {
    RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const std::string history_id, sql::HistoryId(tx));
      ASSIGN_OR_RETURN(const int64_t current, sql::CurrentSequence(tx));
      const bool known = request.history_id() == history_id &&
                         request.after_sequence() > 0 &&
                         request.after_sequence() <= current;
      return known ? absl::OkStatus() : rpc::CursorGone();
    }));
  }
  return std::make_unique<PublicationNews>(database_, clock_, zone_,
                                           request.after_sequence());
}

}  // namespace loa::content
