#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_STORE_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/unit_service.pb.h"
#include "services/units/units/unit_tree.h"

namespace loa::units {

// What an answer is computed at: how the tree stood on `day` as far as it was
// known at `sequence`.  The same moment gives the same answer for ever.
struct Moment {
  base::Days day = 0;
  int64_t sequence = 0;
};

// Now, or what the request's as_of and at_sequence say ("" and 0: now).
// Errors: SEQUENCE_UNKNOWN.
absl::StatusOr<Moment> ReadMoment(sql::Tx& tx, absl::Time now,
                                  absl::string_view as_of, int64_t at_sequence);

// The id of the unit that `name` ("units/abc" or "units/code:06706") names at
// `moment`; `field` is where the request has it.  Errors: UNIT_NOT_FOUND.
absl::StatusOr<std::string> ResolveUnit(sql::Tx& tx, absl::string_view field,
                                        const std::string& name,
                                        const Moment& moment);

// The unit at `moment`; nullopt when there is none.
absl::StatusOr<std::optional<v1::Unit>> FindUnit(sql::Tx& tx,
                                                 const std::string& unit_id,
                                                 const Moment& moment);
// Whether the id was ever given.
absl::StatusOr<bool> UnitIdTaken(sql::Tx& tx, const std::string& unit_id);

// The units above, the parent first.
absl::StatusOr<std::vector<v1::Unit>> FindAncestors(sql::Tx& tx,
                                                    const std::string& unit_id,
                                                    const Moment& moment);

// What a list is of.  Empty filters let all through.
struct UnitFilter {
  bool whole_tree = true;
  std::vector<std::string> roots;  // ids, when not the whole tree
  std::string level;
  std::string kind;
  std::string search_key;
};

// Where a list goes on: after the unit with this key.
struct UnitCursor {
  int64_t rank = 0;
  std::string code;
  std::string display_name;
  std::string unit_id;
};

struct UnitPage {
  std::vector<v1::Unit> units;
  std::optional<UnitCursor> next;  // set when there are more
};

// In order of level, code, name and id.
absl::StatusOr<UnitPage> ListUnitPage(sql::Tx& tx, const UnitFilter& filter,
                                      const Moment& moment,
                                      const UnitCursor& after, int page_size);
absl::StatusOr<int64_t> CountUnits(sql::Tx& tx, const UnitFilter& filter,
                                   const Moment& moment);

// Everything that is known now.
absl::StatusOr<UnitTree> ReadUnitTree(sql::Tx& tx);

// Records at `sequence` what differs between the two timelines of a unit.
absl::Status RecordTimeline(sql::Tx& tx, const std::string& unit_id,
                            const Timeline& before, const Timeline& after,
                            int64_t sequence, absl::Time now);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_STORE_H_
