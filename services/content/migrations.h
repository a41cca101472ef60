#ifndef LOA_SERVICES_CONTENT_MIGRATIONS_H_
#define LOA_SERVICES_CONTENT_MIGRATIONS_H_

#include <vector>

#include "libs/sql/migrations.h"

namespace loa::content {

// The numbered files of services/content/migrations, compiled in.
const std::vector<sql::Migration>& Migrations();

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MIGRATIONS_H_
