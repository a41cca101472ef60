#ifndef LOA_SERVICES_METRICS_FIGURES_FIGURE_WORDS_H_
#define LOA_SERVICES_METRICS_FIGURES_FIGURE_WORDS_H_

#include <map>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "libs/clients/registry_view.h"

namespace loa::metrics {

// What the titles of work items call metrics and pages; for one list.
class FigureWords {
 public:
  // `metrics`: MetricDisplayNames(). `view` outlives it.
  FigureWords(std::map<std::string, std::string> metrics,
              const clients::RegistryView& view)
      : metrics_(std::move(metrics)), view_(view) {}

  // "Người theo dõi"; the id of an unknown one.
  std::string Metric(const std::string& metric_id) const;
  // The page's name for people; where the register has none, "pages/x".
  std::string Page(absl::string_view page) const;

 private:
  const std::map<std::string, std::string> metrics_;
  const clients::RegistryView& view_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_FIGURE_WORDS_H_
