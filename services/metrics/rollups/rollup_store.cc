#include "services/metrics/rollups/rollup_store.h"

#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

constexpr char kTotal[] = R"sql(
  SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(sum), 0) AS BIGINT),
         CAST(COALESCE(SUM(denominator), 0) AS BIGINT),
         CAST(COALESCE(SUM(pages), 0) AS BIGINT),
         CAST(COALESCE(SUM(lower_bounds), 0) AS BIGINT),
         CAST(COALESCE(SUM(resets), 0) AS BIGINT),
         CAST(COALESCE(MAX(largest), 0) AS BIGINT)
  FROM rollup
  WHERE scope = $1 AND metric_id = $2 AND version = $3 AND source = $4
    AND day >= $5 AND day <= $6)sql";

constexpr char kPages[] = R"sql(
  SELECT CAST(COUNT(DISTINCT s.page) AS BIGINT)
  FROM branch_scope b
  JOIN sample s ON s.branch = b.branch AND s.metric_id = $2 AND s.version = $3
    AND s.day >= $4 AND s.day <= $5
  WHERE b.scope = $1 AND (CAST($6 AS BIGINT) = 0 OR s.source = $6))sql";

constexpr char kLevels[] = R"sql(
  SELECT CAST(COUNT(DISTINCT s.page) AS BIGINT)
  FROM branch_scope b
  JOIN sample s ON s.branch = b.branch AND s.metric_id = $2 AND s.version = $3
    AND s.day <= $4
  WHERE b.scope = $1 AND NOT EXISTS (
    SELECT 1 FROM sample l
    WHERE l.page = s.page AND l.metric_id = s.metric_id
      AND l.version = s.version AND l.source = s.source
      AND l.day > s.day AND l.day <= $4))sql";

constexpr char kUnavailable[] = R"sql(
  SELECT CAST(COUNT(DISTINCT g.page) AS BIGINT)
  FROM branch_scope b
  JOIN gap g ON g.branch = b.branch AND g.metric_id = $2
    AND g.day >= $3 AND g.day <= $4
  WHERE b.scope = $1 AND NOT EXISTS (
    SELECT 1 FROM sample s
    WHERE s.page = g.page AND s.metric_id = g.metric_id
      AND s.day >= $3 AND s.day <= $4))sql";

constexpr char kVersions[] = R"sql(
  SELECT DISTINCT version FROM rollup
  WHERE scope = $1 AND metric_id = $2 AND version <> $3
    AND day >= $4 AND day <= $5
  ORDER BY version)sql";

}  // namespace

absl::StatusOr<Total> TotalOf(sql::Tx& tx, const Question& q,
                              v1::FigureSource source) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kTotal, q.scope, q.metric_id, q.version,
                          static_cast<int64_t>(source), q.first, q.last));
  const sql::Row row = rows[0];
  Total total;
  total.any = row.Int(0) > 0;
  total.amounts = {row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5)};
  total.largest = row.Int(6);
  return total;
}

absl::StatusOr<int64_t> PagesWithValues(sql::Tx& tx, const Question& q,
                                        v1::FigureSource source) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kPages, q.scope, q.metric_id, q.version, q.first,
                          q.last, static_cast<int64_t>(source)));
  return rows[0].Int(0);
}

absl::StatusOr<int64_t> PagesWithLevels(sql::Tx& tx, const Question& q) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kLevels, q.scope, q.metric_id, q.version, q.last));
  return rows[0].Int(0);
}

absl::StatusOr<int64_t> PagesUnavailable(sql::Tx& tx, const Question& q) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kUnavailable, q.scope, q.metric_id, q.first, q.last));
  return rows[0].Int(0);
}

absl::StatusOr<std::vector<int64_t>> OtherVersions(sql::Tx& tx,
                                                   const Question& q) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kVersions, q.scope, q.metric_id,
                                                q.version, q.first, q.last));
  std::vector<int64_t> versions;
  for (const sql::Row row : rows) versions.push_back(row.Int(0));
  return versions;
}

}  // namespace loa::metrics
