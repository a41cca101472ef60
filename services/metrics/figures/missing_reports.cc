#include "services/metrics/figures/missing_reports.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/errors.h"
#include "services/metrics/figures/missing_pages.h"

namespace loa::metrics {
namespace {

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
  const MetricPeriod period = {metric_id, DayOf(request.first_day()),
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
