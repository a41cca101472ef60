#ifndef LOA_SERVICES_PUBLISHER_CORE_BACKLOG_H_
#define LOA_SERVICES_PUBLISHER_CORE_BACKLOG_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/queue/owner.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/budget.h"
#include "services/publisher/core/classify.h"

namespace loa::publisher {

// A publication that this process works on.
struct Job {
  enum class Stage {
    kTaken,      // waits to be loaded
    kLoading,    // asked for
    kReady,      // waits for its time, its turn, its gate, a budget
    kPreparing,  // in flight from here on: its photos are uploaded, unseen
    kBeginning,  // asked content to begin
    kCalling,    // the visible call runs
    kFinishing,  // content is told how it ended
  };
  std::string publication;
  std::string page;
  queue::Holding partition;
  Stage stage = Stage::kTaken;
  int64_t due_micros = 0;
  int64_t sequence = -1;  // -1 until loaded: sorts before its equals
  absl::Time not_before;
  int attempt = 0;  // the one that is to begin or has begun
  std::string text, link;
  std::vector<PhotoToShow> photos;
  std::vector<std::string> prepared_ids;
  // Preparing failed: the attempt is begun only to be ended like this.
  std::optional<Verdict> not_prepared;
  // Boot time before the first sending of its Begin.
  absl::Duration begin_sent = absl::InfiniteDuration();
  int begin_tries = 0;  // sendings that were not answered
  // kBeginning: when to send the same Begin again; infinite while an answer
  // is awaited, since two at once could be answered in the wrong order.
  absl::Duration begin_again = absl::InfiniteDuration();

  bool in_flight() const { return stage >= Stage::kPreparing; }
};

// The jobs by page, in the order of the page, and the pages that wait.
class Backlog {
 public:
  struct Page {
    // (due, sequence, publication) of every job; the first is the head.
    std::set<std::tuple<int64_t, int64_t, std::string>> order;
    std::string in_flight;  // publication, "" for none
    Budget budget;
    absl::Duration wake = absl::InfiniteDuration();
  };

  // False when the publication is known already.
  bool Add(Job job);
  // Sets what orders a job on its page.
  void Reorder(Job& job, int64_t due_micros, int64_t sequence);
  void Remove(absl::string_view publication);
  // Forgets what is not in flight in a partition, or everywhere.
  void RemoveWaiting(int partition);
  void RemoveWaiting();

  Job* Find(absl::string_view publication);
  // The page of a job; it exists while it has jobs.
  Page& PageOf(const Job& job) { return pages_.at(job.page); }
  // The job that is first in the order of `page`; null when it has none.
  Job* Head(absl::string_view page);

  // Looks at a page again at `at`, or earlier if that was planned before.
  void WakeAt(const std::string& page, absl::Duration at);
  // A page whose time to be looked at has come; "" for none.
  std::string NextAwake(absl::Duration now);

  size_t size() const { return jobs_.size(); }

 private:
  template <typename Condition>
  void RemoveIf(Condition condition);

  absl::flat_hash_map<std::string, Job> jobs_;
  absl::flat_hash_map<std::string, Page> pages_;
  std::set<std::pair<absl::Duration, std::string>> wakes_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_BACKLOG_H_
