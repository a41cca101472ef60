#ifndef LOA_SERVICES_UNITS_GOVERNANCE_ERRORS_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"

// The errors of obstacles, meetings, reports and directions; see
// services/units/errors.h.
namespace loa::units {

// What is told of must have happened.
absl::Status DateInFuture(absl::string_view field, base::Days day);

// Obstacles and proposals.
absl::Status ObstacleNotFound(absl::string_view field,
                              absl::string_view obstacle);
absl::Status ObstacleAlreadyExists(absl::string_view obstacle);
absl::Status ObstacleStateWrong(absl::string_view obstacle,
                                absl::string_view state);
absl::Status AssigneeNotAbove(absl::string_view assigned_to,
                              absl::string_view unit);
absl::Status ResolvedBeforeRaised(base::Days raised_on, base::Days resolved_on);

// Meetings.
absl::Status MeetingNotFound(absl::string_view field,
                             absl::string_view meeting);
absl::Status MeetingAlreadyExists(absl::string_view meeting);
absl::Status MeetingConcluded(absl::string_view meeting);
absl::Status MeetingFull(absl::string_view meeting, int limit);

// Reports.  `subject` is "directions/abc" or "plans/abc/targets/def".
absl::Status TargetNotReported(absl::string_view target,
                               absl::string_view milestone);
absl::Status UnitNotAsked(absl::string_view unit, absl::string_view subject);
absl::Status ReportNotFound(absl::string_view unit, absl::string_view subject);
absl::Status ReportStateWrong(absl::string_view unit, absl::string_view subject,
                              absl::string_view state);
absl::Status OwnReport(absl::string_view principal);

// Directions.
absl::Status DirectionNotFound(absl::string_view field,
                               absl::string_view direction);
absl::Status DirectionAlreadyExists(absl::string_view direction);
absl::Status AddresseeNotBelow(absl::string_view field,
                               absl::string_view addressee,
                               absl::string_view unit);
absl::Status DirectionUnaddressed(absl::string_view unit,
                                  absl::string_view level);
absl::Status DeadlineInvalid(base::Days given_on, base::Days deadline);
absl::Status DirectionFull(absl::string_view direction, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_ERRORS_H_
