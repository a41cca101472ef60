#ifndef LOA_SERVICES_PUBLISHER_CORE_GATES_H_
#define LOA_SERVICES_PUBLISHER_CORE_GATES_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/publisher/core/event.h"

namespace loa::publisher {

// Which pages must not be sent to.  Content's gates are the truth and are
// checked again in its Begin; these save the question, and bridge the time
// between an answer of the platform and content's knowing of it.
class Gates {
 public:
  // The platform closed a gate.  It counts at once, and until content has been
  // told and has handed out its own view again.
  void Close(const GateClosure& closure, absl::Duration now);
  // Content has recorded these closures.
  void Told(const GatesReported& reported, absl::Duration now);
  // Content's view, which replaces what it knew before it was asked.
  void Update(const LeasesAnswered& answer);

  bool Closed(absl::string_view page, const Now& now) const;

 private:
  struct Local {
    absl::Duration until;                            // boot time
    absl::Duration told = absl::InfiniteDuration();  // boot time; not yet
  };
  bool SubjectClosed(absl::string_view subject, const Now& now) const;

  absl::flat_hash_map<std::string, Local> local_;
  absl::flat_hash_map<std::string, absl::Time> contents_;  // open times
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_GATES_H_
