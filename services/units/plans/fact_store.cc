#include "services/units/plans/fact_store.h"

#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

#define LOA_PUT_FACT                                                   \
  "INSERT INTO fact (subject, kind, achieved_on, evidence, reporter, " \
  "recorded_at) VALUES ($1, $2, $3, $4, $5, $6) "                      \
  "ON CONFLICT (subject, kind) DO UPDATE SET "                         \
  "achieved_on = excluded.achieved_on, evidence = excluded.evidence, " \
  "reporter = excluded.reporter, recorded_at = excluded.recorded_at"

constexpr char kPutEarlierFact[] =
    LOA_PUT_FACT " WHERE fact.achieved_on > excluded.achieved_on";

constexpr char kReplaceFact[] = LOA_PUT_FACT;

#undef LOA_PUT_FACT

constexpr char kDeleteFact[] =
    "DELETE FROM fact WHERE subject = $1 AND kind = $2";

constexpr char kFactsOf[] =
    "SELECT subject, kind, achieved_on, evidence, reporter, recorded_at "
    "FROM fact WHERE subject = $1 ORDER BY kind";

constexpr char kUnitsThatAchieved[] =
    "SELECT p.unit_id, MIN(f.achieved_on) FROM fact f "
    "JOIN page p ON f.subject = 'pages/' || p.page_id "
    "WHERE f.kind = $1 AND f.achieved_on <= $2 AND p.personal_profile = 0 "
    "AND (p.retired_on IS NULL OR p.retired_on > $2) "
    "GROUP BY p.unit_id ORDER BY p.unit_id";

}  // namespace

absl::StatusOr<bool> PutEarlierFact(sql::Tx& tx, const StoredFact& fact) {
  ASSIGN_OR_RETURN(const int64_t changed,
                   tx.Exec(kPutEarlierFact, fact.subject,
                           static_cast<int>(fact.kind), fact.achieved_on,
                           fact.evidence, fact.reporter, fact.recorded_at));
  return changed > 0;
}

absl::Status ReplaceFact(sql::Tx& tx, const StoredFact& fact) {
  return tx
      .Exec(kReplaceFact, fact.subject, static_cast<int>(fact.kind),
            fact.achieved_on, fact.evidence, fact.reporter, fact.recorded_at)
      .status();
}

absl::Status DeleteFact(sql::Tx& tx, const std::string& subject,
                        v1::FactKind kind) {
  return tx.Exec(kDeleteFact, subject, static_cast<int>(kind)).status();
}

absl::StatusOr<std::vector<StoredFact>> FactsOf(sql::Tx& tx,
                                                const std::string& subject) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFactsOf, subject));
  std::vector<StoredFact> facts;
  for (const sql::Row row : rows) {
    facts.push_back({row.Text(0), static_cast<v1::FactKind>(row.Int(1)),
                     row.Int(2), row.Text(3), row.Text(4), row.Time(5)});
  }
  return facts;
}

absl::StatusOr<std::map<std::string, base::Days>> UnitsThatAchieved(
    sql::Tx& tx, v1::FactKind kind, base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kUnitsThatAchieved, static_cast<int>(kind), day));
  std::map<std::string, base::Days> achieved;
  for (const sql::Row row : rows) achieved[row.Text(0)] = row.Int(1);
  return achieved;
}

}  // namespace loa::units
