#ifndef LOA_SERVICES_METRICS_MIGRATIONS_H_
#define LOA_SERVICES_METRICS_MIGRATIONS_H_

#include <vector>

#include "libs/sql/migrations.h"

namespace loa::metrics {

// The schema, from services/metrics/migrations.
const std::vector<sql::Migration>& Migrations();

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_MIGRATIONS_H_
