#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_CONTENT_MODEL_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_CONTENT_MODEL_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/queue/entry.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"

namespace loa::publisher::sim {

// What can be left out, to see that the checker notices.
enum class Control {
  kNone,
  kNoCompareAndSet,   // Begin takes whatever comes
  kResendOnTimeout,   // an unknown outcome is sent again
  kNoPageOrderCheck,  // Begin looks at no other publication of the page
  kNoCancelCheck,     // Begin does not look for a cancel
  kNoSweep,           // what is handed over once is never handed over again
  kAmendTogether,     // an edit begins while another one may still take effect
};

// Content's database: what content does for the publisher, in memory, by the
// rules of the design.  Its clock is the simulation's.
class ContentModel {
 public:
  enum class State {
    kScheduled,
    kSending,
    kUnknown,
    kPublished,
    kFailed,
    kCancelled,
    kNeedsAttention,
  };
  struct Publication {
    std::string name, page;
    absl::Time due, not_before;
    int64_t sequence = 0;
    State state = State::kScheduled;
    int attempt = 0;
    int64_t attempt_epoch = 0;
    absl::Time begun, deadline;
    absl::Time next_read;
    int absent_reads = 0, resends = 0;
    bool cancel_wanted = false;
    bool cancel_acknowledged = false;  // must not appear after this
    absl::Time handed_over = absl::InfinitePast();
    int64_t handed_epoch = 0;
    std::string post_id;
    bool has_photos = false;  // and no text: known by its prepared ids alone
    std::vector<std::string> prepared_ids;
  };

  ContentModel(int partitions, absl::Duration quiescence, Control control);

  // Every third one is made of photos.
  void Create(const std::string& name, const std::string& page, absl::Time due);
  // True when it was cancelled now: from here on it must not appear.
  bool Cancel(const std::string& name);
  void Tick(absl::Time now);  // SENDING past its deadline
  std::vector<queue::Entry> Relay(absl::Time now);

  LeasesAnswered Lease(const std::string& owner, const RenewLeases& action,
                       absl::Time now, int want);
  void Release(const std::string& owner);
  PublicationsLoaded Load(const LoadPublications& action);
  BeginsAnswered Begin(const std::string& owner, const BeginAttempts& action,
                       absl::Time now);
  FinishesAnswered Finish(const FinishAttempts& action, absl::Time now);
  UnsettledListed Unsettled(const ListUnsettled& action, absl::Time now);
  SettlesAnswered Settle(const SettleAttempts& action, absl::Time now);
  void CloseGate(const GateClosure& closure, absl::Time now);

  const std::map<std::string, Publication>& publications() const {
    return publications_;
  }
  bool Settled() const;  // every publication is in a final state
  // The sweep: adopts what is none of ours.
  SweepsListed DueSweeps(absl::Time now) const;
  void RecordOutside(const std::string& owner,
                     const publisher::RecordOutside& action);
  // Texts of the posts that were adopted.
  const std::set<std::string>& adopted() const { return adopted_; }
  bool Holds(const std::string& owner, const queue::Holding& held) const;
  // Pages whose first post was noted and not recorded yet.
  const std::set<std::string>& unrecorded() const { return unrecorded_; }

 private:
  struct Partition {
    std::string owner;
    int64_t epoch = 0;
    absl::Time lease_until = absl::InfinitePast();
  };
  BeginsAnswered::Item BeginOne(const std::string& owner,
                                const BeginAttempts::Item& item,
                                absl::Time now);
  static bool IsOpen(const Publication& publication);
  bool Held(const Publication& publication, absl::Time now) const;
  bool GateClosed(const std::string& page, absl::Time now) const;
  void ToPublished(Publication& publication, const std::string& post_id);
  void ToUnknown(Publication& publication);
  void ToScheduled(Publication& publication, absl::Time not_before);

  const int partition_count_;
  const absl::Duration quiescence_;
  const Control control_;
  std::map<int, Partition> partitions_;
  std::map<std::string, Publication> publications_;
  struct Page {
    std::vector<std::string> all;                  // publications
    std::set<std::string> open;                    // of them
    absl::Time last_begun = absl::InfinitePast();  // due time
  };
  std::map<std::string, Page> pages_;
  std::set<std::string> open_;  // publications that are not in a final state
  std::map<std::string, absl::Time> gates_;
  std::set<std::string> shown_;       // pages that show something
  std::set<std::string> unrecorded_;  // of them: units may not know yet
  std::set<std::string> adopted_;
  int64_t next_sequence_ = 1;
};

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_CONTENT_MODEL_H_
