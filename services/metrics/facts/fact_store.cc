#include "services/metrics/facts/fact_store.h"

#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

// Sources: 1 PLATFORM, 2 REPORTED.
constexpr char kFollowers[] = R"sql(
  SELECT page, MIN(day) FROM sample
  WHERE page IN (@texts($1)) AND metric_id = 'followers' AND source IN (1, 2)
    AND value >= $2
  GROUP BY page ORDER BY page)sql";

// Day 0 was a Thursday.
constexpr char kWeeks[] = R"sql(
  SELECT page, MIN(published_on) FROM seen_post
  WHERE page IN (@texts($1))
  GROUP BY page, (published_on + 3) / 7
  ORDER BY page, MIN(published_on))sql";

constexpr char kTold[] = R"sql(
  SELECT page, achieved_on FROM told_fact
  WHERE page IN (@texts($1)) AND kind = $2 ORDER BY page)sql";

constexpr char kNote[] = R"sql(
  INSERT INTO told_fact (page, kind, achieved_on) VALUES ($1, $2, $3)
  ON CONFLICT (page, kind) DO UPDATE SET
    achieved_on = excluded.achieved_on)sql";

DayByPage DaysIn(const sql::Rows& rows) {
  DayByPage days;
  for (const sql::Row row : rows) days[row.Text(0)] = row.Int(1);
  return days;
}

}  // namespace

absl::StatusOr<DayByPage> DaysWithFollowers(
    sql::Tx& tx, const std::vector<std::string>& pages, int64_t least) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFollowers, sql::JsonArray(pages), least));
  return DaysIn(rows);
}

absl::StatusOr<std::map<std::string, std::vector<base::Days>>>
FirstPostsOfWeeks(sql::Tx& tx, const std::vector<std::string>& pages) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kWeeks, sql::JsonArray(pages)));
  std::map<std::string, std::vector<base::Days>> weeks;
  for (const sql::Row row : rows) weeks[row.Text(0)].push_back(row.Int(1));
  return weeks;
}

absl::StatusOr<DayByPage> ToldFacts(sql::Tx& tx, units::v1::FactKind kind,
                                    const std::vector<std::string>& pages) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kTold, sql::JsonArray(pages),
                                                static_cast<int64_t>(kind)));
  return DaysIn(rows);
}

absl::Status NoteToldFact(sql::Tx& tx, const std::string& page,
                          units::v1::FactKind kind, base::Days achieved_on) {
  return tx.Exec(kNote, page, static_cast<int64_t>(kind), achieved_on).status();
}

}  // namespace loa::metrics
