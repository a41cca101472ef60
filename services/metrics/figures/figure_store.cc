#include "services/metrics/figures/figure_store.h"

#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"

namespace loa::metrics {
namespace {

#define LOA_FIGURE_COLUMNS                                         \
  "figure_id, page, unit, metric_id, day, value, denominator, "    \
  "lower_bound, evidence, state, reporter, reported_at, decider, " \
  "decided_at, note"

constexpr char kFind[] =
    "SELECT " LOA_FIGURE_COLUMNS " FROM figure WHERE figure_id = $1";

constexpr char kLock[] =
    "UPDATE figure SET note = note WHERE figure_id = $1"
    " RETURNING " LOA_FIGURE_COLUMNS;

constexpr char kInsert[] =
    "INSERT INTO figure (" LOA_FIGURE_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $15) ON CONFLICT (page, metric_id, day) WHERE state = 1 DO NOTHING";

constexpr char kDecide[] = R"sql(
  UPDATE figure SET state = $2, decider = $3, decided_at = $4, note = $5
  WHERE figure_id = $1)sql";

constexpr char kPending[] = R"sql(
  SELECT figure_id FROM figure
  WHERE page = $1 AND metric_id = $2 AND day = $3 AND state = 1)sql";

constexpr char kList[] =
    "SELECT " LOA_FIGURE_COLUMNS
    " FROM figure WHERE (CAST($1 AS BIGINT) = 0 OR state = $1)"
    " AND (CAST($2 AS TEXT) = '' OR metric_id = $2)"
    " AND (reported_at, figure_id) > ($3, $4)"
    " ORDER BY reported_at, figure_id LIMIT $5";

StoredFigure FigureOf(const sql::Row& row) {
  StoredFigure figure;
  figure.figure_id = row.Text(0);
  figure.page = row.Text(1);
  figure.unit = row.Text(2);
  figure.metric_id = row.Text(3);
  figure.day = row.Int(4);
  figure.value = row.Int(5);
  figure.denominator = row.Int(6);
  figure.lower_bound = row.Bool(7);
  figure.evidence = row.Text(8);
  figure.state = static_cast<v1::Figure::State>(row.Int(9));
  figure.reporter = row.Text(10);
  figure.reported_at = row.Time(11);
  figure.decider = row.Text(12);
  if (!row.IsNull(13)) figure.decided_at = row.Time(13);
  figure.note = row.Text(14);
  return figure;
}

absl::StatusOr<StoredFigure> OneFigure(sql::Tx& tx, absl::string_view statement,
                                       absl::string_view name) {
  ASSIGN_OR_RETURN(const std::string id, rpc::ParseId("name", name, "figures"));
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(statement, id));
  if (rows.empty()) return FigureNotFound(name);
  return FigureOf(rows[0]);
}

}  // namespace

v1::Figure ToProto(const StoredFigure& figure) {
  v1::Figure proto;
  proto.set_name(rpc::JoinName("figures", figure.figure_id));
  proto.set_page(figure.page);
  proto.set_metric(rpc::JoinName("metrics", figure.metric_id));
  proto.set_day(base::FormatDate(figure.day));
  proto.set_value(figure.value);
  proto.set_denominator(figure.denominator);
  proto.set_lower_bound(figure.lower_bound);
  proto.set_evidence(figure.evidence);
  proto.set_unit(figure.unit);
  proto.set_state(figure.state);
  proto.set_reporter(figure.reporter);
  *proto.mutable_report_time() = base::TimestampOf(figure.reported_at);
  proto.set_decider(figure.decider);
  if (figure.decided_at) {
    *proto.mutable_decide_time() = base::TimestampOf(*figure.decided_at);
  }
  proto.set_note(figure.note);
  return proto;
}

absl::StatusOr<StoredFigure> FindFigure(sql::Tx& tx, absl::string_view name) {
  return OneFigure(tx, kFind, name);
}

absl::StatusOr<StoredFigure> LockFigure(sql::Tx& tx, absl::string_view name) {
  return OneFigure(tx, kLock, name);
}

absl::StatusOr<bool> InsertFigure(sql::Tx& tx, const StoredFigure& f) {
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, f.figure_id, f.page, f.unit, f.metric_id, f.day, f.value,
              f.denominator, f.lower_bound, f.evidence,
              static_cast<int64_t>(f.state), f.reporter, f.reported_at,
              f.decider, f.decided_at, f.note));
  return inserted == 1;
}

absl::Status SaveDecision(sql::Tx& tx, const StoredFigure& figure) {
  return tx
      .Exec(kDecide, figure.figure_id, static_cast<int64_t>(figure.state),
            figure.decider, figure.decided_at, figure.note)
      .status();
}

absl::StatusOr<std::string> PendingFigureOf(sql::Tx& tx,
                                            const std::string& page,
                                            const std::string& metric_id,
                                            base::Days day) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kPending, page, metric_id, day));
  if (rows.empty()) return std::string();
  return rpc::JoinName("figures", rows[0].Text(0));
}

absl::StatusOr<std::vector<StoredFigure>> ListFiguresAfter(
    sql::Tx& tx, v1::Figure::State state, const std::string& metric_id,
    int64_t reported_at, const std::string& figure_id, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, static_cast<int64_t>(state), metric_id,
                          reported_at, figure_id, limit));
  std::vector<StoredFigure> figures;
  for (const sql::Row row : rows) figures.push_back(FigureOf(row));
  return figures;
}

}  // namespace loa::metrics
