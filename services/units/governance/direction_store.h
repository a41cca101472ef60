#ifndef LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_STORE_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/direction_service.pb.h"
#include "services/units/creation_cursor.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {

// A direction as it is stored.
struct StoredDirection {
  std::string direction_id;
  std::string unit_id;
  std::string meeting;  // "meetings/abc", "" for none
  v1::Attendee given_by;
  base::Days given_on = 0;
  std::string text;
  std::string level;  // "": its addressees were named
  std::optional<base::Days> deadline;
  std::string plan_id;  // of the target that it added; "" for none
  std::string target_id;
  absl::Time created_at;
  int64_t sequence = 0;
};

// The direction that `name` names.  Errors: DIRECTION_NOT_FOUND at `field`.
absl::StatusOr<StoredDirection> ResolveDirection(sql::Tx& tx,
                                                 absl::string_view field,
                                                 const std::string& name);
// nullopt when there is none.
absl::StatusOr<std::optional<StoredDirection>> FindDirection(
    sql::Tx& tx, const std::string& direction_id);

absl::Status InsertDirection(sql::Tx& tx, const StoredDirection& direction,
                             const std::vector<std::string>& addressee_ids);
absl::Status SetDirectionSequence(sql::Tx& tx, const std::string& direction_id,
                                  int64_t sequence);

// Ids of the units that it is for, in order.
absl::StatusOr<std::vector<std::string>> AddresseesOf(
    sql::Tx& tx, const std::string& direction_id);
absl::StatusOr<bool> IsAddressed(sql::Tx& tx, const std::string& direction_id,
                                 const std::string& unit_id);

// In order; `place` counts from 1.
absl::StatusOr<std::vector<v1::FollowUpNote>> NotesOf(
    sql::Tx& tx, const std::string& direction_id);
absl::Status InsertNote(sql::Tx& tx, const std::string& direction_id,
                        const v1::FollowUpNote& note, int place);

// Empty filters let all through.
struct DirectionFilter {
  VisibleTree visible;  // of the unit that gave it or of an addressee
  std::string meeting;  // "meetings/abc"
};
// At most `limit` after `after`, in order of creation.
absl::StatusOr<std::vector<StoredDirection>> ListStoredDirections(
    sql::Tx& tx, const DirectionFilter& filter, const Moment& today,
    const CreationCursor& after, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_DIRECTION_STORE_H_
