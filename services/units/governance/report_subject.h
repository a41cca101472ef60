#ifndef LOA_SERVICES_UNITS_GOVERNANCE_REPORT_SUBJECT_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_REPORT_SUBJECT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"
#include "loa/units/v1/unit_service.pb.h"

namespace loa::units {

// What units report on: a target of a plan or a direction.
struct ReportSubject {
  std::string name;    // "plans/abc/targets/def" or "directions/abc"
  std::string issuer;  // of the plan; "" of a direction
  v1::Target target;   // of a plan
};

// Errors: PLAN_NOT_FOUND, TARGET_NOT_FOUND, TARGET_NOT_REPORTED,
// DIRECTION_NOT_FOUND at `field`.
absl::StatusOr<ReportSubject> ResolveReportSubject(sql::Tx& tx,
                                                   absl::string_view field,
                                                   const std::string& name);

// Is `subject` for `unit`?  A target is for the units of its level below the
// plan's issuer in `tree`, a direction for its addressees.  Errors:
// UNIT_NOT_ASKED.
absl::Status CheckIsFor(sql::Tx& tx, const auth::AccessView& tree,
                        const ReportSubject& subject, const v1::Unit& unit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_REPORT_SUBJECT_H_
