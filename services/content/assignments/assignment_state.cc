#include "services/content/assignments/assignment_state.h"

namespace loa::content {
namespace {

using A = v1::Assignment;

std::optional<AssignmentState> AfterAnswer(
    AssignmentState state, AssignmentState answer,
    const AssignmentCircumstances& circumstances) {
  switch (state) {
    case A::PENDING:
      if (circumstances.closed) return std::nullopt;
      return answer;
    case A::ADOPTED:
      if (circumstances.placed) return std::nullopt;
      return answer;
    case A::DECLINED:
      if (circumstances.closed || answer == A::DECLINED) return std::nullopt;
      return answer;
    default:
      return std::nullopt;
  }
}

AssignmentState AfterVoid(AssignmentState state, bool placed) {
  if (state == A::PENDING) return A::VOIDED;
  return state == A::ADOPTED && !placed ? A::VOIDED : state;
}

}  // namespace

std::optional<AssignmentState> NextState(
    AssignmentState state, AssignmentAction action,
    const AssignmentCircumstances& circumstances) {
  if (state < A::PENDING || state > A::VOIDED) return std::nullopt;
  switch (action) {
    case AssignmentAction::kAdopt:
      return AfterAnswer(state, A::ADOPTED, circumstances);
    case AssignmentAction::kDecline:
      return AfterAnswer(state, A::DECLINED, circumstances);
    case AssignmentAction::kClose:
      return state == A::PENDING ? A::EXPIRED : state;
    case AssignmentAction::kVoid:
      return AfterVoid(state, circumstances.placed);
  }
  return std::nullopt;
}

absl::string_view NameOf(AssignmentState state) {
  switch (state) {
    case A::PENDING:
      return "PENDING";
    case A::ADOPTED:
      return "ADOPTED";
    case A::DECLINED:
      return "DECLINED";
    case A::EXPIRED:
      return "EXPIRED";
    case A::VOIDED:
      return "VOIDED";
    default:
      return "STATE_UNSPECIFIED";
  }
}

}  // namespace loa::content
