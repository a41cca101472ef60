#ifndef LOA_SERVICES_MODERATION_MIGRATIONS_H_
#define LOA_SERVICES_MODERATION_MIGRATIONS_H_

#include <vector>

#include "libs/sql/migrations.h"

namespace loa::moderation {

// The schema, from services/moderation/migrations.
const std::vector<sql::Migration>& Migrations();

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_MIGRATIONS_H_
