#include "services/units/fleet/health_store.h"

#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

constexpr char kHealthOf[] =
    "SELECT page_id, probed_at, reason, through_system_user, refused_at "
    "FROM page_health "
    "WHERE page_id IN (@texts($1)) ORDER BY page_id";

constexpr char kPutHealth[] =
    "INSERT INTO page_health (page_id, probed_at, reason, "
    "through_system_user, refused_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (page_id) DO UPDATE SET probed_at = excluded.probed_at, "
    "reason = excluded.reason, "
    "through_system_user = excluded.through_system_user, "
    "refused_at = excluded.refused_at";

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

// 3 BROKEN.
constexpr char kBrokenPages[] =
    "SELECT page_id, unit_id, display_name, broken_at FROM "
    "(SELECT p.page_id, p.unit_id, p.display_name, "
    "COALESCE(h.refused_at, h.probed_at, p.connected_at, p.created_at) "
    "AS broken_at FROM page p "
    "LEFT JOIN page_health h ON h.page_id = p.page_id "
    "WHERE p.connection = 3 "
    "AND (p.retired_on IS NULL OR p.retired_on > $1)) AS broken "
    "WHERE (broken_at, page_id) > ($2, $3) "
    "ORDER BY broken_at, page_id LIMIT $4";

}  // namespace

absl::StatusOr<std::map<std::string, StoredHealth>> HealthOf(
    sql::Tx& tx, const std::vector<std::string>& page_ids) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kHealthOf, sql::JsonArray(page_ids)));
  std::map<std::string, StoredHealth> health;
  for (const sql::Row row : rows) {
    StoredHealth& one = health[row.Text(0)];
    one.probed_at = row.Time(1);
    one.reason = row.Text(2);
    one.through_system_user = row.Bool(3);
    if (!row.IsNull(4)) one.refused_at = row.Time(4);
  }
  return health;
}

absl::Status PutHealth(sql::Tx& tx, const std::string& page_id,
                       const StoredHealth& health) {
  return tx
      .Exec(kPutHealth, page_id, health.probed_at, health.reason,
            health.through_system_user, health.refused_at)
      .status();
}

absl::Status ForgetHealth(sql::Tx& tx, const std::string& page_id) {
  return tx.Exec(kForgetHealth, page_id).status();
}

absl::StatusOr<std::vector<BrokenPage>> ListBrokenPages(
    sql::Tx& tx, int64_t today, absl::Time broken_at,
    const std::string& page_id, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kBrokenPages, today, broken_at, page_id, limit));
  std::vector<BrokenPage> pages;
  for (const sql::Row row : rows) {
    pages.push_back({row.Text(0), row.Text(1), row.Text(2), row.Time(3)});
  }
  return pages;
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
