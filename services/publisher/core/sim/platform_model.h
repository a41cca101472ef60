#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_PLATFORM_MODEL_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_PLATFORM_MODEL_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/platform/platform.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"
#include "services/publisher/core/sim/dice.h"

namespace loa::publisher::sim {

// The platform: what became visible, when, and what it said about it.
class PlatformModel {
 public:
  struct Shown {
    std::string page, text, id;
    std::vector<std::string> photo_ids;  // shown without the text
    absl::Time sent;     // first byte of the call; outside: when it appeared
    absl::Time visible;  // within q of the attempt's deadline (A1)
    // Edits and deletions, when they take effect, each within q of its
    // deadline.
    struct Change {
      absl::Time at;
      AmendmentKind kind;
      std::string text;
    };
    std::vector<Change> changes;
    bool outside = false;  // not ours

    bool DeletedBy(absl::Time now) const;
    std::string TextAt(absl::Time now) const;
  };

  PlatformModel(absl::Duration quiescence, Dice& dice)
      : quiescence_(quiescence), dice_(dice) {}

  // The call's first byte left at `sent`; `deadline` is when the attempt ends.
  // Makes any of the faults when `faulty`.
  platform::RawOutcome Publish(const Call& call, absl::Time sent,
                               absl::Time deadline, bool faulty);
  // Somebody else posts on the page.
  void PostOutside(const std::string& page, const std::string& text,
                   absl::Time now);
  // The same of an edit or a deletion.
  platform::RawOutcome Change(const Amend& amend, absl::Time sent,
                              absl::Time deadline, bool faulty);
  PostSight ReadOne(const ReadPost& action, absl::Time now, bool faulty);
  // Ids of invisible uploads, or a failure.
  Prepared Upload(const Prepare& action, bool faulty);
  // Complete for what is older than q (A2), unless it says otherwise.
  PageRead Read(const ReadPage& action, absl::Time now, bool faulty);

  const std::vector<Shown>& shown() const { return shown_; }
  const std::map<std::string, int>& fired() const { return fired_; }

 private:
  const absl::Duration quiescence_;
  Dice& dice_;
  std::vector<Shown> shown_;
  std::map<std::string, std::vector<size_t>> by_page_;
  std::map<std::string, size_t> by_id_;
  int uploads_ = 0;
  std::map<std::string, int> fired_;  // faults by name
};

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_PLATFORM_MODEL_H_
