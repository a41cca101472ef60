#ifndef LOA_SERVICES_METRICS_DIGEST_DIGEST_H_
#define LOA_SERVICES_METRICS_DIGEST_DIGEST_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "loa/work/v1/work_service.pb.h"

// The daily digest of waiting work, one a unit: what it says and when.  No I/O.
namespace loa::metrics {

// What waits for the people of one unit.
struct UnitDigest {
  std::string unit;
  std::vector<work::v1::WorkItem> items;
};

// All work by the unit that is to do it (its own where nobody is), in order of
// unit; items keep their order.
std::vector<UnitDigest> ByUnit(const std::vector<work::v1::WorkItem>& items);

// The body of a digest: one JSON object, UTF-8, the same bytes for the same
// work.  `unit_name` is for people.
std::string DigestJson(const UnitDigest& digest, absl::string_view unit_name,
                       base::Days day);

// Names a digest, so that a receiver takes it once however often it comes:
// "digest/2022-05-31/units/x".
std::string DigestKey(base::Days day, absl::string_view unit);

// A time of day from "07:00"; nullopt for anything else.
std::optional<absl::Duration> ParseTimeOfDay(absl::string_view text);

// The day whose digest should be out at `now`: today in `zone`, from `at` on;
// nullopt before.  What a day did not see sent is not sent on the next.
std::optional<base::Days> DigestDay(absl::Time now, absl::TimeZone zone,
                                    absl::Duration at);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_DIGEST_DIGEST_H_
