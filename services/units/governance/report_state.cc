#include "services/units/governance/report_state.h"

namespace loa::units {
namespace {

using v1::Report;

struct Row {
  ReportState state;
  ReportAction action;
  ReportState next;
};
// What is not here is refused.  What was confirmed is not reported anew behind
// the superior's back: he returns it first.
constexpr Row kTransitions[] = {
    {Report::STATE_UNSPECIFIED, ReportAction::kFile, Report::REPORTED},
    {Report::REPORTED, ReportAction::kFile, Report::REPORTED},
    {Report::REPORTED, ReportAction::kConfirm, Report::CONFIRMED},
    {Report::REPORTED, ReportAction::kReturn, Report::RETURNED},
    {Report::CONFIRMED, ReportAction::kReturn, Report::RETURNED},
    {Report::RETURNED, ReportAction::kFile, Report::REPORTED},
};

}  // namespace

std::optional<ReportState> ReportStateAfter(ReportState state,
                                            ReportAction action) {
  for (const Row& row : kTransitions) {
    if (row.state == state && row.action == action) return row.next;
  }
  return std::nullopt;
}

}  // namespace loa::units
