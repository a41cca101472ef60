#ifndef LOA_SERVICES_MODERATION_SCREENING_POLICY_CHECK_H_
#define LOA_SERVICES_MODERATION_SCREENING_POLICY_CHECK_H_

#include "absl/status/status.h"
#include "loa/moderation/v1/policy_service.pb.h"

namespace loa::moderation {

// What the field rules of the contract cannot say about a policy: ids that
// stand twice, rules without a predicate, terms without a letter, bounds that
// nothing meets, numbers that are no numbers, no stage that always applies.
// Errors: POLICY_INVALID with every fault as a field violation.
absl::Status CheckPolicy(const v1::Policy& policy);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_POLICY_CHECK_H_
