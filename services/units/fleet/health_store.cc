#include "services/units/fleet/health_store.h"

#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

constexpr char kHealthOf[] =
    "SELECT page_id, probed_at, reason, through_system_user FROM page_health "
    "WHERE page_id IN (@texts($1)) ORDER BY page_id";

constexpr char kPutHealth[] =
    "INSERT INTO page_health (page_id, probed_at, reason, "
    "through_system_user) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (page_id) DO UPDATE SET probed_at = excluded.probed_at, "
    "reason = excluded.reason, "
    "through_system_user = excluded.through_system_user";

constexpr char kForgetHealth[] = "DELETE FROM page_health WHERE page_id = $1";

constexpr char kPagesToProbe[] =
    "SELECT p.page_id FROM page p "
    "JOIN page_credential c ON c.page_id = p.page_id "
    "LEFT JOIN page_health h ON h.page_id = p.page_id "
    "WHERE (p.retired_on IS NULL OR p.retired_on > $1) "
    "AND COALESCE(h.probed_at, p.connected_at, 0) <= "
    "CASE WHEN h.reason = 'PLATFORM_UNAVAILABLE' "
    "THEN CAST($3 AS BIGINT) ELSE CAST($2 AS BIGINT) END "
    "AND p.page_id > $4 ORDER BY p.page_id LIMIT $5";

}  // namespace

absl::StatusOr<std::map<std::string, StoredHealth>> HealthOf(
    sql::Tx& tx, const std::vector<std::string>& page_ids) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kHealthOf, sql::JsonArray(page_ids)));
  std::map<std::string, StoredHealth> health;
  for (const sql::Row row : rows) {
    health[row.Text(0)] = {row.Time(1), row.Text(2), row.Bool(3)};
  }
  return health;
}

absl::Status PutHealth(sql::Tx& tx, const std::string& page_id,
                       const StoredHealth& health) {
  return tx
      .Exec(kPutHealth, page_id, health.probed_at, health.reason,
            health.through_system_user)
      .status();
}

absl::Status ForgetHealth(sql::Tx& tx, const std::string& page_id) {
  return tx.Exec(kForgetHealth, page_id).status();
}

absl::StatusOr<std::vector<std::string>> PagesToProbe(
    sql::Tx& tx, int64_t today, absl::Time before, absl::Time retry_before,
    const std::string& page_id, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kPagesToProbe, today, before,
                                                retry_before, page_id, limit));
  std::vector<std::string> ids;
  for (const sql::Row row : rows) ids.push_back(row.Text(0));
  return ids;
}

}  // namespace loa::units
