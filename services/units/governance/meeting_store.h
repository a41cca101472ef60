#ifndef LOA_SERVICES_UNITS_GOVERNANCE_MEETING_STORE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_MEETING_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "loa/units/v1/meeting_service.pb.h"
#include "services/units/creation_cursor.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// The meeting that `name` names, with all that was said.  Errors:
// MEETING_NOT_FOUND at `field`.
absl::StatusOr<v1::Meeting> ResolveMeeting(sql::Tx& tx, absl::string_view field,
                                           const std::string& name);
// nullopt when there is none.
absl::StatusOr<std::optional<v1::Meeting>> FindMeeting(
    sql::Tx& tx, const std::string& meeting_id);

// Stores a new meeting under its name, with its attendees.
absl::Status InsertMeeting(sql::Tx& tx, const v1::Meeting& meeting);
// Stores `meeting` over what there was, attendees, state and conclusion
// included; opinions stay.
absl::Status UpdateMeeting(sql::Tx& tx, const v1::Meeting& meeting);

// `place` counts from 1.
absl::Status InsertOpinion(sql::Tx& tx, const std::string& meeting,
                           const v1::Opinion& opinion, int place);
absl::Status InsertRecognition(sql::Tx& tx, const std::string& meeting,
                               const v1::Recognition& recognition, int place);

// Empty filters let all through.
struct MeetingFilter {
  VisibleTree visible;
  std::string plan;  // "plans/abc"
  v1::Meeting::State state = v1::Meeting::STATE_UNSPECIFIED;
};
// At most `limit` after `after`, in order of creation.
absl::StatusOr<std::vector<v1::Meeting>> ListStoredMeetings(
    sql::Tx& tx, const MeetingFilter& filter, const Moment& today,
    const CreationCursor& after, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_MEETING_STORE_H_
