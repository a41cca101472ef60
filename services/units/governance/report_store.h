#ifndef LOA_SERVICES_UNITS_GOVERNANCE_REPORT_STORE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_REPORT_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/report_service.pb.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// The report of a unit on a subject; nullopt when there is none.
absl::StatusOr<std::optional<v1::Report>> FindReport(
    sql::Tx& tx, absl::string_view subject, const std::string& unit_id);
// All reports on a subject, by unit id.
absl::StatusOr<std::map<std::string, v1::Report>> ReportsOn(
    sql::Tx& tx, absl::string_view subject);

// Stores `report` in the place of what the unit had reported.
absl::Status PutReport(sql::Tx& tx, const v1::Report& report);

// The units whose report on `subject` is confirmed and tells of `day` or
// before, and of which day.
absl::StatusOr<std::map<std::string, base::Days>> UnitsConfirmed(
    sql::Tx& tx, absl::string_view subject, base::Days day);

// Empty filters let all through.
struct ReportFilter {
  VisibleTree visible;
  std::string subject;
  v1::Report::State state = v1::Report::STATE_UNSPECIFIED;
};
// At most `limit` that changed after `sequence`, in order of change; a change
// is of one report.
absl::StatusOr<std::vector<v1::Report>> ListStoredReports(
    sql::Tx& tx, const ReportFilter& filter, const Moment& today,
    int64_t sequence, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_REPORT_STORE_H_
