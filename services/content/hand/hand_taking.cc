#include "services/content/hand/hand_taking.h"

#include <algorithm>
#include <optional>

#include "libs/status/status_macros.h"
#include "services/content/dispatch/begin_rules.h"
#include "services/content/hand/hand_store.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/transition.h"

namespace loa::content {
namespace {

constexpr absl::string_view kContent = "principals/content";
constexpr size_t kPagesABatch = 1000;
// What a transaction takes, and what a round does; the others come next time.
constexpr size_t kTakenATransaction = 100;
constexpr size_t kMostARound = 5000;

}  // namespace

void HandTaking::ReadPages(const RegistryView& view) {
  if (view.sequence() == sequence_) return;
  sequence_ = view.sequence();
  pages_.clear();
  view.ForEachPage([this](const RegistryPage& page) {
    if (page.by_hand) pages_.push_back(page.name);
  });
  std::sort(pages_.begin(), pages_.end());
}

absl::StatusOr<std::vector<std::string>> HandTaking::FindDue(
    const RegistryView& view, absl::Time now) {
  const size_t most = std::min(pages_.size(), pages_a_round_);
  std::vector<std::string> due;
  size_t next = 0;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    due.clear();
    next = next_;
    for (size_t looked = 0; looked < most && due.size() < kMostARound;) {
      if (next >= pages_.size()) next = 0;
      const size_t end =
          std::min({next + kPagesABatch, next + most - looked, pages_.size()});
      ASSIGN_OR_RETURN(
          const std::vector<std::string> with_due,
          ListPagesWithDue(tx, {pages_.begin() + next, pages_.begin() + end},
                           now));
      for (const std::string& page : with_due) {
        const std::optional<RegistryPage> known = view.FindPage(page);
        ASSIGN_OR_RETURN(
            const bool paused,
            IsPaused(tx, view, page, known ? known->unit : "", now));
        if (paused) continue;
        const size_t room = kMostARound - std::min(kMostARound, due.size());
        ASSIGN_OR_RETURN(
            const std::vector<std::string> names,
            ListScheduledDue(tx, page, now, static_cast<int>(room)));
        due.insert(due.end(), names.begin(), names.end());
      }
      looked += end - next;
      next = end;
    }
    return absl::OkStatus();
  }));
  next_ = next;
  return due;
}

absl::StatusOr<int> HandTaking::Take(const RegistryView& view,
                                     const std::vector<std::string>& names,
                                     absl::Time now) {
  int taken = 0;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    taken = 0;
    for (const std::string& name : names) {
      ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
      ASSIGN_OR_RETURN(const bool paused,
                       IsPaused(tx, view, p.page, p.unit, now));
      ASSIGN_OR_RETURN(const bool approved, IsApproved(tx, p, now));
      if (paused || !approved) continue;
      // It may have been cancelled while this waited for the lock.
      ASSIGN_OR_RETURN(const PublicationStep step,
                       Apply(tx, p,
                             {.action = PublicationAction::kTakeByHand,
                              .at = now,
                              .principal = std::string(kContent)}));
      if (step.kind == PublicationStep::Kind::kMoves) ++taken;
    }
    return absl::OkStatus();
  }));
  return taken;
}

absl::StatusOr<int> HandTaking::RunOnce(absl::Time now) {
  const auto view = registry_.View();
  if (view == nullptr) return 0;
  ReadPages(*view);
  ASSIGN_OR_RETURN(std::vector<std::string> due, FindDue(*view, now));
  std::sort(due.begin(), due.end());  // the order of the locks
  int taken = 0;
  for (size_t first = 0; first < due.size(); first += kTakenATransaction) {
    const size_t end = std::min(first + kTakenATransaction, due.size());
    ASSIGN_OR_RETURN(
        const int done,
        Take(*view, {due.begin() + first, due.begin() + end}, now));
    taken += done;
  }
  return taken;
}

}  // namespace loa::content
