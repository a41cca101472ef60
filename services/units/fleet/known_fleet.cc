#include "services/units/fleet/known_fleet.h"

#include <optional>

#include "absl/container/flat_hash_set.h"
#include "libs/status/status_macros.h"
#include "services/units/creation_cursor.h"
#include "services/units/names.h"
#include "services/units/pages/page_state.h"
#include "services/units/pages/page_store.h"

namespace loa::units {
namespace {

constexpr int kChunk = 1000;

// Adds what can be connected; answers the ids of the units that have one.
absl::StatusOr<absl::flat_hash_set<std::string>> AddPages(
    sql::Tx& tx, const Moment& today, RegisteredFleet& fleet) {
  absl::flat_hash_set<std::string> units;
  PageFilter all;
  all.visible.whole = true;
  CreationCursor after;
  while (true) {
    ASSIGN_OR_RETURN(
        const std::vector<StoredPage> chunk,
        ListStoredPages(tx, all, today.day, today.sequence, after, kChunk));
    for (const StoredPage& page : chunk) {
      if (StateOn(page.dates, today.day) == v1::Page::RETIRED ||
          page.platform != v1::PLATFORM_FACEBOOK) {
        continue;
      }
      if (page.personal_profile) {
        fleet.personal_profiles.push_back(PageName(page.page_id));
        continue;
      }
      units.insert(page.unit_id);
      fleet.known.AddPage(
          {page.page_id, page.unit_id, page.connection == v1::Page::CONNECTED},
          page.platform_page_id, page.display_name);
    }
    if (chunk.size() < kChunk) return units;
    after = {absl::ToUnixMicros(chunk.back().created_at), chunk.back().page_id};
  }
}

}  // namespace

absl::StatusOr<RegisteredFleet> ReadRegisteredFleet(sql::Tx& tx,
                                                    const Moment& today) {
  RegisteredFleet fleet;
  ASSIGN_OR_RETURN(const auto with_page, AddPages(tx, today, fleet));
  std::optional<UnitCursor> after = UnitCursor{};
  while (after.has_value()) {
    ASSIGN_OR_RETURN(const UnitPage units,
                     ListUnitPage(tx, {}, today, *after, kChunk));
    for (const v1::Unit& unit : units.units) {
      const std::string id = IdIn("units", unit.name());
      if (with_page.contains(id)) continue;
      fleet.known.AddUnit(id, unit.display_name(), unit.official_name());
    }
    after = units.next;
  }
  return fleet;
}

}  // namespace loa::units
