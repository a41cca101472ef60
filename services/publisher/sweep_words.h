#ifndef LOA_SERVICES_PUBLISHER_SWEEP_WORDS_H_
#define LOA_SERVICES_PUBLISHER_SWEEP_WORDS_H_

#include <vector>

#include "loa/content/v1/sweep_service.pb.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"

// The words of dispatch_words.h for the sweep.
namespace loa::publisher {

SweepsListed ToEvent(const content::v1::ListDueSweepsResponse& response);

// The parts in which a page's posts are told, the oldest posts first; the last
// one says how the reading ended.
std::vector<content::v1::RecordOutsidePostsRequest> ToRequests(
    const RecordOutside& action);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_SWEEP_WORDS_H_
