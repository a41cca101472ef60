#ifndef LOA_SERVICES_UNITS_GOVERNANCE_REPORT_STATE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_REPORT_STATE_H_

#include <optional>

#include "loa/units/v1/report_service.pb.h"

namespace loa::units {

// STATE_UNSPECIFIED is that of a report that there is not.
using ReportState = v1::Report::State;

// What can be done with a report.
enum class ReportAction {
  kFile,
  kConfirm,
  kReturn,
};

// The state after `action`; nullopt when it is refused.
std::optional<ReportState> ReportStateAfter(ReportState state,
                                            ReportAction action);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_REPORT_STATE_H_
