#ifndef LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_STORE_H_
#define LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/organization_service.pb.h"
#include "services/units/organization/levels.h"

namespace loa::units {

absl::StatusOr<v1::Organization> ReadOrganization(sql::Tx& tx);
absl::Status WriteOrganization(sql::Tx& tx,
                               const v1::Organization& organization,
                               int64_t sequence);

absl::StatusOr<Levels> ReadLevels(sql::Tx& tx);
// Whether a version of a unit, now or ever, has the level.
absl::StatusOr<bool> LevelHasUnits(sql::Tx& tx, const std::string& level);
// Whether one that is known now begins on `day` or later.
absl::StatusOr<bool> LevelBegunFrom(sql::Tx& tx, const std::string& level,
                                    base::Days day);
// The first day without the level.
base::Days EndOf(const v1::Level& level);

// The civil date at `now` in the organisation's zone.
absl::StatusOr<base::Days> ReadToday(sql::Tx& tx, absl::Time now);

// Sets the instant of the bootstrap; false when it was set before.
absl::StatusOr<bool> MarkBootstrapped(sql::Tx& tx, absl::Time now);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ORGANIZATION_ORGANIZATION_STORE_H_
