#ifndef LOA_SERVICES_PUBLISHER_CORE_SIM_CHECKER_H_
#define LOA_SERVICES_PUBLISHER_CORE_SIM_CHECKER_H_

#include <set>
#include <string>
#include <vector>

#include "services/publisher/core/sim/amendment_model.h"
#include "services/publisher/core/sim/content_model.h"
#include "services/publisher/core/sim/platform_model.h"

namespace loa::publisher::sim {

// Compares what the platform showed with what content believes, when all is
// over.  Each violation in words: lost, doubled, early, after cancel,
// reordered, stuck, what content does not know of, first posts that are not
// among `facts`, the pages that units knows; and posts that are not as their
// amendments say: still visible, another text, changed though nobody wanted it;
// and posts of ours that the sweep took for somebody else's.
std::vector<std::string> Check(const ContentModel& content,
                               const AmendmentModel& amendments,
                               const PlatformModel& platform,
                               const std::set<std::string>& facts);

}  // namespace loa::publisher::sim

#endif  // LOA_SERVICES_PUBLISHER_CORE_SIM_CHECKER_H_
