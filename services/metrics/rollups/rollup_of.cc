#include "services/metrics/rollups/rollup_of.h"

#include <vector>

#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"
#include "services/metrics/register.h"
#include "services/metrics/rollups/rollup_store.h"
#include "services/metrics/samples/branch.h"

namespace loa::metrics {
namespace {

constexpr v1::FigureSource kSources[] = {v1::PLATFORM, v1::REPORTED,
                                         v1::IMPORTED};

// From the beginning, up to `last`: what a stock is made of.
Question UpTo(Question question, base::Days last) {
  question.first = 0;
  question.last = last;
  return question;
}

absl::Status FillStock(sql::Tx& tx, const Question& question,
                       v1::FigureSource source, v1::SourceTotal& to) {
  ASSIGN_OR_RETURN(const Total now,
                   TotalOf(tx, UpTo(question, question.last), source));
  if (!now.any || now.amounts.pages == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const Total before,
                   TotalOf(tx, UpTo(question, question.first - 1), source));
  ASSIGN_OR_RETURN(const int64_t fresh, PagesWithValues(tx, question, source));
  auto& stock = *to.mutable_stock();
  stock.set_sum(now.amounts.sum);
  stock.set_change(now.amounts.sum - before.amounts.sum);
  stock.set_fresh_pages(static_cast<int32_t>(fresh));
  to.set_pages(static_cast<int32_t>(now.amounts.pages));
  to.set_lower_bounds(static_cast<int32_t>(now.amounts.lower_bounds));
  return absl::OkStatus();
}

void FillTotal(v1::MetricClass metric_class, const Total& total,
               v1::SourceTotal& to) {
  const Amounts& amounts = total.amounts;
  switch (metric_class) {
    case v1::COUNTER:
      to.mutable_counter()->set_increase(amounts.sum);
      to.mutable_counter()->set_resets(static_cast<int32_t>(amounts.resets));
      return;
    case v1::UNIQUE:
      to.mutable_unique()->set_max(total.largest);
      to.mutable_unique()->set_sum(amounts.sum);
      return;
    case v1::RATIO:
      to.mutable_ratio()->set_numerator(amounts.sum);
      to.mutable_ratio()->set_denominator(amounts.denominator);
      return;
    default:
      to.mutable_flow()->set_sum(amounts.sum);
      return;
  }
}

absl::Status FillSource(sql::Tx& tx, const Question& question,
                        v1::MetricClass metric_class, v1::FigureSource source,
                        v1::Rollup& rollup) {
  v1::SourceTotal to;
  to.set_source(source);
  if (metric_class == v1::STOCK) {
    RETURN_IF_ERROR(FillStock(tx, question, source, to));
  } else {
    ASSIGN_OR_RETURN(const Total total, TotalOf(tx, question, source));
    if (!total.any) return absl::OkStatus();
    FillTotal(metric_class, total, to);
    ASSIGN_OR_RETURN(const int64_t pages,
                     PagesWithValues(tx, question, source));
    to.set_pages(static_cast<int32_t>(pages));
    to.set_lower_bounds(static_cast<int32_t>(total.amounts.lower_bounds));
  }
  if (to.pages() > 0) *rollup.add_totals() = to;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Rollup> RollupOf(sql::Tx& tx,
                                    const clients::RegistryView& view,
                                    const Definition& definition,
                                    const RollupQuery& query) {
  const Question question = {ScopeOf(query.unit, query.own_pages_only),
                             definition.metric_id, definition.version,
                             query.first, query.last};
  v1::Rollup rollup;
  rollup.set_unit(query.unit);
  rollup.set_metric(rpc::JoinName("metrics", definition.metric_id));
  rollup.set_first_day(base::FormatDate(query.first));
  rollup.set_last_day(base::FormatDate(query.last));
  rollup.set_view(v1::AS_REPORTED);
  rollup.set_metric_class(definition.metric_class);
  rollup.set_version(static_cast<int32_t>(definition.version));
  rollup.set_own_pages_only(query.own_pages_only);
  rollup.set_registry_sequence(view.sequence());
  ASSIGN_OR_RETURN(const std::vector<int64_t> others,
                   OtherVersions(tx, question));
  for (const int64_t version : others) {
    rollup.add_other_versions(static_cast<int32_t>(version));
  }
  const bool stock = definition.metric_class == v1::STOCK;
  for (const v1::FigureSource source : kSources) {
    RETURN_IF_ERROR(
        FillSource(tx, question, definition.metric_class, source, rollup));
  }
  ASSIGN_OR_RETURN(
      const int64_t reporting,
      stock ? PagesWithLevels(tx, question)
            : PagesWithValues(tx, question, v1::FIGURE_SOURCE_UNSPECIFIED));
  ASSIGN_OR_RETURN(const int64_t unavailable, PagesUnavailable(tx, question));
  auto& coverage = *rollup.mutable_coverage();
  coverage.set_reporting(static_cast<int32_t>(reporting));
  coverage.set_pages(
      PageCountOn(view, query.unit, query.own_pages_only, query.last));
  coverage.set_unavailable(static_cast<int32_t>(unavailable));
  return rollup;
}

absl::StatusOr<const Definition*> DefinitionFor(const Definitions& definitions,
                                                const std::string& metric,
                                                const RollupQuery& query) {
  ASSIGN_OR_RETURN(const std::string metric_id, MetricIdOf("metric", metric));
  const std::vector<Definition>* versions = definitions.Of(metric_id);
  if (versions == nullptr) return MetricNotFound("metric", metric);
  if (query.version == 0) return definitions.On(metric_id, query.last);
  for (const Definition& definition : *versions) {
    if (definition.version == query.version) return &definition;
  }
  return MetricNotFound("version", metric);
}

int PageCountOn(const clients::RegistryView& view, const std::string& unit,
                bool own_pages_only, base::Days day) {
  const std::vector<std::string> units =
      own_pages_only ? std::vector<std::string>{unit} : view.Subtree(unit);
  int count = 0;
  for (const std::string& name : units) {
    for (const clients::PagePtr& page : view.PagesOf(name)) {
      if (CountsOn(*page, day)) ++count;
    }
  }
  return count;
}

}  // namespace loa::metrics
