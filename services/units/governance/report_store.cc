#include "services/units/governance/report_store.h"

#include "absl/time/time.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"
#include "services/units/names.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

#define LOA_REPORT_COLUMNS                                             \
  "r.subject, r.unit_id, r.state, r.body, r.evidence, r.done_on, "     \
  "r.reported_by, r.reported_at, r.decided_by, r.decided_at, r.note, " \
  "r.sequence"

#define LOA_REPORT_FILTER                         \
  "(CAST($4 AS TEXT) = '' OR r.subject = $4) "    \
  "AND (CAST($5 AS BIGINT) = 0 OR r.state = $5) " \
  "AND r.sequence > $6 ORDER BY r.sequence, r.subject, r.unit_id LIMIT $7"

constexpr char kListAll[] =
    "SELECT " LOA_REPORT_COLUMNS
    " FROM unit_report r "
    "WHERE CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL "
    "AND CAST($3 AS TEXT) IS NOT NULL AND " LOA_REPORT_FILTER;

constexpr char kListBelow[] = LOA_BELOW
    "SELECT " LOA_REPORT_COLUMNS
    " FROM unit_report r "
    "WHERE r.unit_id IN (SELECT unit_id FROM below) AND " LOA_REPORT_FILTER;

constexpr char kFindReport[] =
    "SELECT " LOA_REPORT_COLUMNS
    " FROM unit_report r WHERE r.subject = $1 AND r.unit_id = $2";

constexpr char kReportsOn[] =
    "SELECT " LOA_REPORT_COLUMNS
    " FROM unit_report r WHERE r.subject = $1 ORDER BY r.unit_id";

#undef LOA_REPORT_COLUMNS
#undef LOA_REPORT_FILTER

constexpr char kPutReport[] =
    "INSERT INTO unit_report (subject, unit_id, state, body, evidence, "
    "done_on, reported_by, reported_at, decided_by, decided_at, note, "
    "sequence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
    "ON CONFLICT (subject, unit_id) DO UPDATE SET state = excluded.state, "
    "body = excluded.body, evidence = excluded.evidence, "
    "done_on = excluded.done_on, reported_by = excluded.reported_by, "
    "reported_at = excluded.reported_at, decided_by = excluded.decided_by, "
    "decided_at = excluded.decided_at, note = excluded.note, "
    "sequence = excluded.sequence";

constexpr char kUnitsConfirmed[] =
    "SELECT unit_id, done_on FROM unit_report "
    "WHERE subject = $1 AND state = $2 AND done_on <= $3 ORDER BY unit_id";

v1::Report ReportFrom(const sql::Row& row) {
  v1::Report report;
  report.set_subject(row.Text(0));
  report.set_unit(UnitName(row.Text(1)));
  report.set_state(static_cast<v1::Report::State>(row.Int(2)));
  report.set_text(row.Text(3));
  report.set_evidence(row.Text(4));
  report.set_done_on(base::FormatDate(row.Int(5)));
  report.set_reported_by(row.Text(6));
  *report.mutable_report_time() = base::TimestampOf(row.Time(7));
  report.set_decided_by(row.Text(8));
  if (!row.IsNull(9)) {
    *report.mutable_decide_time() = base::TimestampOf(row.Time(9));
  }
  report.set_note(row.Text(10));
  report.set_sequence(row.Int(11));
  report.set_etag(rpc::EtagOf(row.Int(11)));
  return report;
}

}  // namespace

absl::StatusOr<std::optional<v1::Report>> FindReport(
    sql::Tx& tx, absl::string_view subject, const std::string& unit_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindReport, subject, unit_id));
  if (rows.empty()) return std::nullopt;
  return ReportFrom(rows[0]);
}

absl::StatusOr<std::map<std::string, v1::Report>> ReportsOn(
    sql::Tx& tx, absl::string_view subject) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReportsOn, subject));
  std::map<std::string, v1::Report> reports;
  for (const sql::Row row : rows) reports[row.Text(1)] = ReportFrom(row);
  return reports;
}

absl::Status PutReport(sql::Tx& tx, const v1::Report& report) {
  std::optional<absl::Time> decided_at;
  if (report.has_decide_time()) {
    decided_at = base::TimeOf(report.decide_time());
  }
  return tx
      .Exec(kPutReport, report.subject(), IdIn("units", report.unit()),
            static_cast<int>(report.state()), report.text(), report.evidence(),
            base::ParseDate(report.done_on()), report.reported_by(),
            base::TimeOf(report.report_time()), report.decided_by(), decided_at,
            report.note(), report.sequence())
      .status();
}

absl::StatusOr<std::map<std::string, base::Days>> UnitsConfirmed(
    sql::Tx& tx, absl::string_view subject, base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kUnitsConfirmed, subject,
                          static_cast<int>(v1::Report::CONFIRMED), day));
  std::map<std::string, base::Days> units;
  for (const sql::Row row : rows) units[row.Text(0)] = row.Int(1);
  return units;
}

absl::StatusOr<std::vector<v1::Report>> ListStoredReports(
    sql::Tx& tx, const ReportFilter& filter, const Moment& today,
    int64_t sequence, int limit) {
  const absl::string_view statement =
      filter.visible.whole ? kListAll : kListBelow;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(statement, today.day, today.sequence,
                          sql::JsonArray(filter.visible.roots), filter.subject,
                          static_cast<int>(filter.state), sequence, limit));
  std::vector<v1::Report> reports;
  for (const sql::Row row : rows) reports.push_back(ReportFrom(row));
  return reports;
}

}  // namespace loa::units
