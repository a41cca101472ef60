#include "services/units/governance/meeting_state.h"

namespace loa::units {
namespace {

using v1::Meeting;

struct Row {
  MeetingState state;
  MeetingAction action;
  MeetingState next;
};
// What is not here is refused: minutes that were closed stay as they are.
constexpr Row kTransitions[] = {
    {Meeting::OPEN, MeetingAction::kEdit, Meeting::OPEN},
    {Meeting::OPEN, MeetingAction::kSpeak, Meeting::OPEN},
    {Meeting::OPEN, MeetingAction::kConclude, Meeting::CONCLUDED},
};

}  // namespace

std::optional<MeetingState> MeetingStateAfter(MeetingState state,
                                              MeetingAction action) {
  for (const Row& row : kTransitions) {
    if (row.state == state && row.action == action) return row.next;
  }
  return std::nullopt;
}

}  // namespace loa::units
