#include "services/metrics/samples/sample_store.h"

#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

constexpr char kLock[] = R"sql(
  INSERT INTO page_lock (page, changes) VALUES ($1, 1)
  ON CONFLICT (page) DO UPDATE SET changes = page_lock.changes + 1)sql";

constexpr char kFind[] = R"sql(
  SELECT day, value, denominator, lower_bound, branch, observed_at FROM sample
  WHERE page = $1 AND metric_id = $2 AND version = $3 AND source = $4
    AND day = $5)sql";

constexpr char kBefore[] = R"sql(
  SELECT day, value, denominator, lower_bound, branch FROM sample
  WHERE page = $1 AND metric_id = $2 AND version = $3 AND source = $4
    AND day < $5
  ORDER BY day DESC LIMIT 1)sql";

constexpr char kAfter[] = R"sql(
  SELECT day, value, denominator, lower_bound, branch FROM sample
  WHERE page = $1 AND metric_id = $2 AND version = $3 AND source = $4
    AND day > $5
  ORDER BY day LIMIT 1)sql";

constexpr char kSave[] = R"sql(
  INSERT INTO sample (page, metric_id, version, source, day, value, denominator,
                      lower_bound, observed_at, branch, recorder)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (page, metric_id, version, source, day) DO UPDATE SET
    value = excluded.value,
    denominator = excluded.denominator,
    lower_bound = excluded.lower_bound,
    observed_at = excluded.observed_at,
    branch = excluded.branch,
    recorder = excluded.recorder)sql";

constexpr char kList[] = R"sql(
  SELECT day, value, denominator, lower_bound, branch, observed_at, metric_id,
         version, source, recorder
  FROM sample
  WHERE page = $1 AND (CAST($2 AS TEXT) = '' OR metric_id = $2)
    AND day >= $3 AND day <= $4
    AND (metric_id, day, source, version) > ($5, $6, $7, $8)
  ORDER BY metric_id, day, source, version LIMIT $9)sql";

Point PointOf(const sql::Row& row) {
  Point point;
  point.day = row.Int(0);
  point.value = row.Int(1);
  point.denominator = row.Int(2);
  point.lower_bound = row.Bool(3);
  point.branch = row.Text(4);
  return point;
}

absl::StatusOr<std::optional<Point>> OnePoint(sql::Tx& tx,
                                              absl::string_view statement,
                                              const Series& series,
                                              base::Days day) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(statement, series.page, series.metric_id, series.version,
             static_cast<int64_t>(series.source), day));
  if (rows.empty()) return std::nullopt;
  return PointOf(rows[0]);
}

}  // namespace

absl::Status LockPageSamples(sql::Tx& tx, const std::string& page) {
  return tx.Exec(kLock, page).status();
}

absl::StatusOr<std::optional<StoredPoint>> FindPoint(sql::Tx& tx,
                                                     const Series& series,
                                                     base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFind, series.page, series.metric_id, series.version,
                          static_cast<int64_t>(series.source), day));
  if (rows.empty()) return std::nullopt;
  return StoredPoint{PointOf(rows[0]), rows[0].Time(5)};
}

absl::StatusOr<std::optional<Point>> PointBefore(sql::Tx& tx,
                                                 const Series& series,
                                                 base::Days day) {
  return OnePoint(tx, kBefore, series, day);
}

absl::StatusOr<std::optional<Point>> PointAfter(sql::Tx& tx,
                                                const Series& series,
                                                base::Days day) {
  return OnePoint(tx, kAfter, series, day);
}

absl::Status SaveSample(sql::Tx& tx, const Sample& sample) {
  const Series& series = sample.series;
  const Point& point = sample.point;
  return tx
      .Exec(kSave, series.page, series.metric_id, series.version,
            static_cast<int64_t>(series.source), point.day, point.value,
            point.denominator, point.lower_bound, sample.observed_at,
            point.branch, sample.recorder)
      .status();
}

absl::StatusOr<std::vector<Sample>> ListSamplesAfter(
    sql::Tx& tx, const std::string& page, const std::string& metric_id,
    base::Days first_day, base::Days last_day, const SampleKey& after,
    int limit) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kList, page, metric_id, first_day, last_day, after.metric_id,
             after.day, after.source, after.version, limit));
  std::vector<Sample> samples;
  for (const sql::Row row : rows) {
    Sample& sample = samples.emplace_back();
    sample.series = {page, row.Text(6), row.Int(7),
                     static_cast<v1::FigureSource>(row.Int(8))};
    sample.point = PointOf(row);
    sample.observed_at = row.Time(5);
    sample.recorder = row.Text(9);
  }
  return samples;
}

}  // namespace loa::metrics
