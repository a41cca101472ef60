#ifndef LOA_SERVICES_UNITS_PLANS_FACT_STORE_H_
#define LOA_SERVICES_UNITS_PLANS_FACT_STORE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"

namespace loa::units {

struct StoredFact {
  std::string subject;  // "pages/abc" or "units/abc"
  v1::FactKind kind = v1::FACT_KIND_UNSPECIFIED;
  base::Days achieved_on = 0;
  std::string evidence;
  std::string reporter;
  absl::Time recorded_at;
};

// Records the fact unless one of as early a day is known; false when nothing
// changed.
absl::StatusOr<bool> PutEarlierFact(sql::Tx& tx, const StoredFact& fact);
// Records the fact in place of what was known.
absl::Status ReplaceFact(sql::Tx& tx, const StoredFact& fact);
absl::Status DeleteFact(sql::Tx& tx, const std::string& subject,
                        v1::FactKind kind);

// In order of kind.
absl::StatusOr<std::vector<StoredFact>> FactsOf(sql::Tx& tx,
                                                const std::string& subject);

// The units of which a page that is no personal profile and not retired on
// `day` had achieved `kind` by then, and on which day first.
absl::StatusOr<std::map<std::string, base::Days>> UnitsThatAchieved(
    sql::Tx& tx, v1::FactKind kind, base::Days day);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLANS_FACT_STORE_H_
