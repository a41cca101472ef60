#include "services/metrics/collector/sweep_store.h"

#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

constexpr char kNotDue[] = R"sql(
  SELECT page FROM sweep WHERE done_on >= $1 OR not_before > $2
  ORDER BY page)sql";

constexpr char kClaim[] = R"sql(
  INSERT INTO sweep (page, done_on, failures, not_before, failure)
  VALUES ($1, 0, 0, $4, '')
  ON CONFLICT (page) DO UPDATE SET not_before = $4
  WHERE sweep.done_on < $2 AND sweep.not_before <= $3
  RETURNING done_on, failures)sql";

constexpr char kFinish[] = R"sql(
  UPDATE sweep SET done_on = $2, failures = 0, not_before = 0, failure = ''
  WHERE page = $1)sql";

constexpr char kFail[] = R"sql(
  UPDATE sweep SET failures = failures + 1, not_before = $2, failure = $3
  WHERE page = $1)sql";

constexpr char kGap[] = R"sql(
  INSERT INTO gap (page, metric_id, day, reason, branch, observed_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (page, metric_id, day) DO UPDATE SET
    reason = excluded.reason,
    observed_at = excluded.observed_at)sql";

}  // namespace

absl::StatusOr<std::set<std::string>> PagesNotDue(sql::Tx& tx, base::Days today,
                                                  absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kNotDue, today, now));
  std::set<std::string> pages;
  for (const sql::Row row : rows) pages.insert(row.Text(0));
  return pages;
}

absl::StatusOr<std::optional<Sweep>> ClaimSweep(sql::Tx& tx,
                                                const std::string& page,
                                                base::Days today,
                                                absl::Time now,
                                                absl::Time until) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kClaim, page, today, now, until));
  if (rows.empty()) return std::nullopt;
  return Sweep{rows[0].Int(0), rows[0].Int(1)};
}

absl::Status FinishSweep(sql::Tx& tx, const std::string& page,
                         base::Days today) {
  return tx.Exec(kFinish, page, today).status();
}

absl::Status FailSweep(sql::Tx& tx, const std::string& page,
                       absl::Time not_before, const std::string& failure) {
  return tx.Exec(kFail, page, not_before, failure).status();
}

absl::Status SaveGap(sql::Tx& tx, const std::string& page,
                     const std::string& metric_id, base::Days day,
                     const std::string& reason, const std::string& branch,
                     absl::Time observed_at) {
  return tx.Exec(kGap, page, metric_id, day, reason, branch, observed_at)
      .status();
}

}  // namespace loa::metrics
