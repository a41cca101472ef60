#ifndef LOA_SERVICES_UNITS_MIGRATIONS_H_
#define LOA_SERVICES_UNITS_MIGRATIONS_H_

#include <vector>

#include "libs/sql/migrations.h"

namespace loa::units {

// The schema, from migrations/.
const std::vector<sql::Migration>& Migrations();

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_MIGRATIONS_H_
