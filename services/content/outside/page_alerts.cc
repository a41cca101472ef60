#include "services/content/outside/page_alerts.h"

#include "absl/strings/str_cat.h"
#include "libs/rpc/names.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kAdd =
    "UPDATE page_alert SET post_count = post_count + $3, detail = $4"
    " WHERE page = $1 AND kind = $2 AND acknowledged_at IS NULL";

constexpr absl::string_view kRaise =
    "INSERT INTO page_alert (alert, page, unit, kind, detail, post_count,"
    " raised_at, acknowledger, acknowledged_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, '', NULL)";

constexpr absl::string_view kFind =
    "SELECT alert, page, unit, kind, detail, post_count, raised_at,"
    " acknowledger, acknowledged_at FROM page_alert WHERE alert = $1";

constexpr absl::string_view kAcknowledge =
    "UPDATE page_alert SET acknowledger = $2, acknowledged_at = $3"
    " WHERE alert = $1 AND acknowledged_at IS NULL";

constexpr absl::string_view kOpen =
    "SELECT alert, page, unit, kind, detail, post_count, raised_at,"
    " acknowledger, acknowledged_at FROM page_alert"
    " WHERE acknowledged_at IS NULL"
    " AND (raised_at > $1 OR (raised_at = $1 AND alert > $2))"
    " ORDER BY raised_at, alert LIMIT $3";

constexpr absl::string_view kCountOpen =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM page_alert"
    " WHERE acknowledged_at IS NULL";

PageAlert ReadOne(const sql::Row& row) {
  PageAlert alert{.name = row.Text(0),
                  .page = row.Text(1),
                  .unit = row.Text(2),
                  .kind = row.Text(3),
                  .detail = row.Text(4),
                  .count = row.Int(5),
                  .raised_at = row.Time(6),
                  .acknowledger = row.Text(7)};
  if (!row.IsNull(8)) alert.acknowledged_at = row.Time(8);
  return alert;
}

}  // namespace

absl::Status RaiseAlert(sql::Tx& tx, base::IdSource& ids, const PageAlert& a) {
  ASSIGN_OR_RETURN(const int64_t added,
                   tx.Exec(kAdd, a.page, a.kind, a.count, a.detail));
  if (added > 0) return absl::OkStatus();
  return tx
      .Exec(kRaise, rpc::JoinName("pageAlerts", ids.NewId()), a.page, a.unit,
            a.kind, a.detail, a.count, a.raised_at)
      .status();
}

absl::StatusOr<PageAlert> FindAlert(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return PageAlertNotFound(name);
  return ReadOne(rows[0]);
}

absl::Status AcknowledgeAlert(sql::Tx& tx, absl::string_view name,
                              absl::string_view principal, absl::Time now) {
  return tx.Exec(kAcknowledge, name, principal, now).status();
}

absl::StatusOr<std::vector<PageAlert>> ReadOpenAlerts(sql::Tx& tx,
                                                      absl::Time raised_at,
                                                      absl::string_view name,
                                                      int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOpen, raised_at, name, limit));
  std::vector<PageAlert> alerts;
  for (const sql::Row row : rows) alerts.push_back(ReadOne(row));
  return alerts;
}

absl::StatusOr<int64_t> CountOpenAlerts(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCountOpen));
  return rows[0].Int(0);
}

absl::StatusOr<std::string> UnitOfAlert(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const PageAlert alert, FindAlert(tx, name));
  return alert.unit;
}

absl::Status PageAlertNotFound(absl::string_view alert) {
  return status::Error(absl::StatusCode::kNotFound, "content.loa",
                       "PAGE_ALERT_NOT_FOUND",
                       absl::StrCat("there is no alert ", alert,
                                    "; ListPageAlerts shows those that are "
                                    "open"))
      .Vietnamese(absl::StrCat("Không có cảnh báo ", alert, "."))
      .With("alert", alert)
      .Resource("alert", alert);
}

}  // namespace loa::content
