#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_AMENDMENT_MODEL_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_AMENDMENT_MODEL_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"
#include "services/publisher/core/sim/content_model.h"

namespace loa::publisher::sim {

// What content keeps of edits and deletions, in memory, by the rules of the
// design.
class AmendmentModel {
 public:
  enum class State { kWaiting, kBegun, kDone, kUnknown, kVoid };
  struct Amendment {
    std::string name, publication;
    AmendmentKind kind = AmendmentKind::kDelete;
    std::string text;
    State state = State::kWaiting;
    int attempt = 0;
    int64_t attempt_epoch = 0;
    absl::Time not_before, deadline, next_read;
  };

  AmendmentModel(const ContentModel& content, absl::Duration quiescence,
                 Control control)
      : content_(content), quiescence_(quiescence), control_(control) {}

  // Names sort in order of creation. Nothing after a deletion was wanted.
  void Want(const std::string& name, const std::string& publication,
            AmendmentKind kind, absl::Time now);
  void Tick(absl::Time now);  // BEGUN past its deadline

  AmendmentsListed Due(absl::Time now) const;
  AmendmentsBegun Begin(const std::string& owner, const BeginAmendments& action,
                        absl::Time now);
  AmendmentsTold Finish(const FinishAmendments& action, absl::Time now);
  AmendmentsTold Settle(const std::string& owner,
                        const SettleAmendments& action, absl::Time now);

  const std::map<std::string, Amendment>& amendments() const {
    return amendments_;
  }
  // Every one has ended, or waits for a publication that never became visible.
  bool Settled() const;

 private:
  const ContentModel::Publication& PublicationOf(const Amendment& a) const {
    return content_.publications().at(a.publication);
  }
  bool MayBegin(const Amendment& amendment, absl::Time now) const;
  void End(Amendment& amendment);

  const ContentModel& content_;
  const absl::Duration quiescence_;
  const Control control_;
  std::map<std::string, Amendment> amendments_;
  std::map<std::string, std::vector<std::string>> of_;  // by publication
};

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_AMENDMENT_MODEL_H_
