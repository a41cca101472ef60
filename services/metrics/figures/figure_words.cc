#include "services/metrics/figures/figure_words.h"

namespace loa::metrics {

std::string FigureWords::Metric(const std::string& metric_id) const {
  const auto found = metrics_.find(metric_id);
  return found == metrics_.end() ? metric_id : found->second;
}

std::string FigureWords::Page(absl::string_view page) const {
  const units::v1::Page* found = view_.FindPage(page);
  return found == nullptr || found->display_name().empty()
             ? std::string(page)
             : found->display_name();
}

}  // namespace loa::metrics
