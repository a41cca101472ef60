#ifndef LOA_SERVICES_MODERATION_SCREENING_DEFAULT_POLICY_H_
#define LOA_SERVICES_MODERATION_SCREENING_DEFAULT_POLICY_H_

#include "loa/moderation/v1/policy_service.pb.h"

namespace loa::moderation {

// The policy that a new store starts with.
v1::Policy DefaultPolicy();

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_DEFAULT_POLICY_H_
