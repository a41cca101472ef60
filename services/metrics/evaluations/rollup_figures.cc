// What roll-ups say as figures of a report.
#include "services/metrics/evaluations/figures_of.h"

namespace loa::metrics {
namespace {

// What two sources say, the one to show first.
struct Sources {
  const v1::SourceTotal* shown = nullptr;
  const v1::SourceTotal* other = nullptr;
};

Sources SourcesOf(const v1::Rollup& rollup) {
  Sources sources;
  for (const v1::SourceTotal& total : rollup.totals()) {
    // Nobody confirmed it.
    if (total.source() == v1::IMPORTED) continue;
    const bool more = sources.shown == nullptr ||
                      total.pages() > sources.shown->pages() ||
                      (total.pages() == sources.shown->pages() &&
                       total.source() == v1::PLATFORM);
    if (more) {
      sources.other = sources.shown;
      sources.shown = &total;
    } else {
      sources.other = &total;
    }
  }
  return sources;
}

v1::Bound BoundOf(const v1::SourceTotal& total) {
  return total.lower_bounds() > 0 ? v1::AT_LEAST : v1::EXACT;
}

int64_t SumOf(const v1::SourceTotal& total) {
  switch (total.total_case()) {
    case v1::SourceTotal::kFlow:
      return total.flow().sum();
    case v1::SourceTotal::kCounter:
      return total.counter().increase();
    case v1::SourceTotal::kStock:
      return total.stock().sum();
    case v1::SourceTotal::kUnique:
      return total.unique().sum();
    default:
      return 0;
  }
}

}  // namespace

v1::Amount AmountOf(const v1::Rollup& rollup) {
  v1::Amount amount;
  amount.set_pages(rollup.coverage().pages());
  const Sources sources = SourcesOf(rollup);
  if (sources.shown == nullptr) return amount;
  amount.set_value(SumOf(*sources.shown));
  amount.set_bound(BoundOf(*sources.shown));
  amount.set_covered_pages(sources.shown->pages());
  amount.set_reported(sources.shown->source() == v1::REPORTED);
  if (sources.other == nullptr) return amount;
  amount.set_other_value(SumOf(*sources.other));
  amount.set_other_bound(BoundOf(*sources.other));
  amount.set_other_pages(sources.other->pages());
  return amount;
}

v1::Reach ReachOf(const v1::Rollup& rollup) {
  v1::Reach reach;
  reach.set_pages(rollup.coverage().pages());
  const Sources sources = SourcesOf(rollup);
  if (sources.shown == nullptr) return reach;
  reach.set_max(sources.shown->unique().max());
  reach.set_sum(sources.shown->unique().sum());
  reach.set_bound(BoundOf(*sources.shown));
  reach.set_covered_pages(sources.shown->pages());
  reach.set_reported(sources.shown->source() == v1::REPORTED);
  if (sources.other == nullptr) return reach;
  reach.set_other_max(sources.other->unique().max());
  reach.set_other_bound(BoundOf(*sources.other));
  reach.set_other_pages(sources.other->pages());
  return reach;
}

}  // namespace loa::metrics
