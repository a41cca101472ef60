#ifndef LOA_SERVICES_MODERATION_REVIEWS_STAGES_H_
#define LOA_SERVICES_MODERATION_REVIEWS_STAGES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "loa/moderation/v1/policy_service.pb.h"
#include "loa/moderation/v1/review_service.pb.h"

namespace loa::moderation {

// The stages of a review whose screening came out at `severity`: those of the
// policy, by default one "editorial"; with NEEDS_STAGE also those that are
// there only when needed, or one "further" where the policy has none.
std::vector<v1::Review::Stage> StagesFor(const v1::Policy& policy,
                                         v1::Severity severity);

// Sets `complete` of every stage from its votes.
void CountVotes(v1::Review& review);

// The stage that is to decide now; -1 when all are complete.
int CurrentStage(const v1::Review& review);

// Has `principal` approved any stage?
bool HasApproved(const v1::Review& review, absl::string_view principal);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_REVIEWS_STAGES_H_
