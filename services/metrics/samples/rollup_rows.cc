#include "services/metrics/samples/rollup_rows.h"

#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

constexpr char kAdd[] = R"sql(
  INSERT INTO rollup (scope, metric_id, version, source, day, sum, denominator,
                      largest, pages, lower_bounds, resets)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (scope, metric_id, version, source, day) DO UPDATE SET
    sum = rollup.sum + excluded.sum,
    denominator = rollup.denominator + excluded.denominator,
    largest = CASE WHEN excluded.largest > rollup.largest
                   THEN excluded.largest ELSE rollup.largest END,
    pages = rollup.pages + excluded.pages,
    lower_bounds = rollup.lower_bounds + excluded.lower_bounds,
    resets = rollup.resets + excluded.resets
  RETURNING sum, denominator, largest, pages, lower_bounds, resets)sql";

constexpr char kLookForLargest[] = R"sql(
  UPDATE rollup SET largest = (
    SELECT CAST(COALESCE(MAX(s.value), 0) AS BIGINT)
    FROM branch_scope b
    JOIN sample s ON s.branch = b.branch AND s.metric_id = $2
      AND s.version = $3 AND s.day = $5 AND s.source = $4
    WHERE b.scope = $1)
  WHERE scope = $1 AND metric_id = $2 AND version = $3 AND source = $4
    AND day = $5)sql";

constexpr char kDelete[] = R"sql(
  DELETE FROM rollup
  WHERE scope = $1 AND metric_id = $2 AND version = $3 AND source = $4
    AND day = $5)sql";

absl::Status ApplyOne(sql::Tx& tx, const RollupKey& key,
                      const RollupChange& change) {
  const Amounts& amounts = change.amounts;
  if (amounts.IsZero() && change.gone < 0 && change.largest == 0) {
    return absl::OkStatus();
  }
  const auto source = static_cast<int64_t>(key.source);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kAdd, key.scope, key.metric_id, key.version, source, key.day,
             amounts.sum, amounts.denominator, change.largest, amounts.pages,
             amounts.lower_bounds, amounts.resets));
  const sql::Row row = rows[0];
  const Amounts now = {row.Int(0), row.Int(1), row.Int(3), row.Int(4),
                       row.Int(5)};
  if (now.IsZero()) {
    return tx
        .Exec(kDelete, key.scope, key.metric_id, key.version, source, key.day)
        .status();
  }
  // The largest that went is still the row's, unless a larger one came.
  if (change.gone < 0 || change.gone < row.Int(2)) return absl::OkStatus();
  return tx
      .Exec(kLookForLargest, key.scope, key.metric_id, key.version, source,
            key.day)
      .status();
}

}  // namespace

absl::Status RollupChanges::Apply(sql::Tx& tx) const {
  for (const auto& [key, change] : changes_) {
    RETURN_IF_ERROR(ApplyOne(tx, key, change));
  }
  return absl::OkStatus();
}

}  // namespace loa::metrics
