#include "services/content/hand/hand_taking.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/status/status_macros.h"
#include "services/content/hand/hand_store.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/transition.h"

namespace loa::content {
namespace {

constexpr absl::string_view kContent = "principals/content";
constexpr int kRowsABatch = 1000;
// What a transaction takes, and what a round does; the others come next time.
constexpr size_t kTakenATransaction = 100;
constexpr size_t kMostARound = 5000;

}  // namespace

absl::StatusOr<int> HandTaking::RunOnce(absl::Time now) {
  const auto view = registry_.View();
  if (view == nullptr) return 0;
  std::vector<std::string> waiting;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    waiting.clear();
    absl::Time from = absl::UnixEpoch() - absl::Hours(24);
    std::string after;
    while (waiting.size() < kMostARound) {
      ASSIGN_OR_RETURN(const std::vector<DuePublication> due,
                       ListScheduledDue(tx, now, from, after, kRowsABatch));
      for (const DuePublication& one : due) {
        from = one.due_at;
        after = one.name;
        if (IsByHand(*view, one.page)) waiting.push_back(one.name);
      }
      if (due.size() < kRowsABatch) break;
    }
    return absl::OkStatus();
  }));
  std::sort(waiting.begin(), waiting.end());  // the order of the locks
  int taken = 0;
  for (size_t first = 0; first < waiting.size(); first += kTakenATransaction) {
    const size_t end = std::min(first + kTakenATransaction, waiting.size());
    int done = 0;
    RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
      done = 0;
      for (size_t i = first; i < end; ++i) {
        ASSIGN_OR_RETURN(Publication p, LockPublication(tx, waiting[i]));
        // It may have been cancelled while this waited for the lock.
        ASSIGN_OR_RETURN(const PublicationStep step,
                         Apply(tx, p,
                               {.action = PublicationAction::kTakeByHand,
                                .at = now,
                                .principal = std::string(kContent)}));
        if (step.kind == PublicationStep::Kind::kMoves) ++done;
      }
      return absl::OkStatus();
    }));
    taken += done;
  }
  return taken;
}

}  // namespace loa::content
