#include "services/metrics/figures/missing_reports.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/errors.h"

namespace loa::metrics {
namespace {

// Of each page of the list, what is known of the metric.
constexpr char kKnown[] = R"sql(
  SELECT page, CAST(MAX(CASE WHEN day >= $3 AND day <= $4 THEN 1 ELSE 0 END)
                    AS BIGINT),
         CAST(MAX(CASE WHEN day < $3 THEN day END) AS BIGINT)
  FROM sample
  WHERE metric_id = $1 AND page IN @texts($2)
  GROUP BY page ORDER BY page)sql";

constexpr char kPending[] = R"sql(
  SELECT page, figure_id FROM figure
  WHERE metric_id = $1 AND page IN @texts($2) AND state = 1
    AND day >= $3 AND day <= $4
  ORDER BY page, day, figure_id)sql";

constexpr char kGaps[] = R"sql(
  SELECT page, reason FROM gap
  WHERE metric_id = $1 AND page IN @texts($2) AND day >= $3 AND day <= $4
  ORDER BY page, day)sql";

constexpr size_t kPagesABatch = 500;

using Pages = std::vector<clients::PagePtr>;

// The pages that should report, in order of name.
Pages PagesOf(const clients::RegistryView& view, const std::string& within,
              base::Days last_day) {
  Pages pages;
  for (const std::string& unit : view.Subtree(within)) {
    for (const clients::PagePtr& page : view.PagesOf(unit)) {
      if (CountsOn(*page, last_day)) pages.push_back(page);
    }
  }
  std::sort(pages.begin(), pages.end(),
            [](const auto& a, const auto& b) { return a->name() < b->name(); });
  return pages;
}

struct Period {
  std::string metric_id;
  base::Days first = 0;
  base::Days last = 0;
};

// Those of some pages that have no value in the period.
absl::StatusOr<std::vector<v1::MissingReport>> MissingAmong(
    sql::Tx& tx, const Pages& pages, const Period& period) {
  std::vector<std::string> names;
  for (const clients::PagePtr& page : pages) names.push_back(page->name());
  const std::string list = sql::JsonArray(names);
  std::map<std::string, v1::MissingReport> missing;
  for (const clients::PagePtr& page : pages) {
    v1::MissingReport& report = missing[page->name()];
    report.set_page(page->name());
    report.set_display_name(page->display_name());
    report.set_unit(page->unit());
  }
  ASSIGN_OR_RETURN(
      const sql::Rows pending,
      tx.Run(kPending, period.metric_id, list, period.first, period.last));
  for (const sql::Row row : pending) {
    missing[row.Text(0)].set_pending_figure(
        rpc::JoinName("figures", row.Text(1)));
  }
  ASSIGN_OR_RETURN(const sql::Rows gaps, tx.Run(kGaps, period.metric_id, list,
                                                period.first, period.last));
  for (const sql::Row row : gaps) {
    missing[row.Text(0)].set_unavailable(row.Text(1));
  }
  ASSIGN_OR_RETURN(const sql::Rows known, tx.Run(kKnown, period.metric_id, list,
                                                 period.first, period.last));
  for (const sql::Row row : known) {
    if (row.Bool(1)) {
      missing.erase(row.Text(0));
    } else if (!row.IsNull(2)) {
      missing[row.Text(0)].set_last_reported_on(base::FormatDate(row.Int(2)));
    }
  }
  std::vector<v1::MissingReport> reports;
  for (auto& [page, report] : missing) reports.push_back(std::move(report));
  return reports;
}

}  // namespace

absl::StatusOr<v1::ListMissingReportsResponse>
MissingReports::ListMissingReports(
    const rpc::RequestContext& context,
    const v1::ListMissingReportsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() > 1) return rpc::PageTokenInvalid();
  const std::string after = key.empty() ? "" : key[0];
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string within,
                   UnitIn(*view, "within", request.within()));
  ASSIGN_OR_RETURN(const std::string metric_id,
                   MetricIdOf("metric", request.metric()));
  const Period period = {metric_id, DayOf(request.first_day()),
                         DayOf(request.last_day())};
  if (period.last < period.first) {
    return PeriodInvalid(request.first_day(), request.last_day());
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  Pages pages = PagesOf(*view, within, period.last);
  std::erase_if(pages, [&](const auto& page) { return page->name() <= after; });
  v1::ListMissingReportsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
    if (definitions.Of(metric_id) == nullptr) {
      return MetricNotFound("metric", request.metric());
    }
    for (size_t i = 0; i < pages.size(); i += kPagesABatch) {
      const size_t end = std::min(pages.size(), i + kPagesABatch);
      ASSIGN_OR_RETURN(
          std::vector<v1::MissingReport> reports,
          MissingAmong(tx, Pages(pages.begin() + i, pages.begin() + end),
                       period));
      for (v1::MissingReport& report : reports) {
        if (response.missing_reports_size() == size) {
          response.set_next_page_token(rpc::EncodePageToken(
              request, {response.missing_reports(size - 1).page()}));
          return absl::OkStatus();
        }
        *response.add_missing_reports() = std::move(report);
      }
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::metrics
