#ifndef LOA_SERVICES_UNITS_GOVERNANCE_MEETING_STATE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_MEETING_STATE_H_

#include <optional>

#include "loa/units/v1/meeting_service.pb.h"

namespace loa::units {

using MeetingState = v1::Meeting::State;

// What can be done with a meeting.
enum class MeetingAction {
  kEdit,      // UpdateMeeting
  kSpeak,     // AddOpinion
  kConclude,  // ConcludeMeeting
};

// The state after `action`; nullopt when it is refused.
std::optional<MeetingState> MeetingStateAfter(MeetingState state,
                                              MeetingAction action);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_MEETING_STATE_H_
