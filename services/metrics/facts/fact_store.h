#ifndef LOA_SERVICES_METRICS_FACTS_FACT_STORE_H_
#define LOA_SERVICES_METRICS_FACTS_FACT_STORE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"

namespace loa::metrics {

// Page -> a day of it.
using DayByPage = std::map<std::string, base::Days>;

// The first day on which each of `pages` had `least` followers, by the platform
// or by people whose word was confirmed; those that never had are left out.
absl::StatusOr<DayByPage> DaysWithFollowers(
    sql::Tx& tx, const std::vector<std::string>& pages, int64_t least);

// The days of the first post in each week, Monday to Sunday, in order.
absl::StatusOr<std::map<std::string, std::vector<base::Days>>>
FirstPostsOfWeeks(sql::Tx& tx, const std::vector<std::string>& pages);

// What units was told of `pages`.
absl::StatusOr<DayByPage> ToldFacts(sql::Tx& tx, units::v1::FactKind kind,
                                    const std::vector<std::string>& pages);
absl::Status NoteToldFact(sql::Tx& tx, const std::string& page,
                          units::v1::FactKind kind, base::Days achieved_on);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FACTS_FACT_STORE_H_
