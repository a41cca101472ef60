#include "services/metrics/collector/page_reading.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

using Insights = std::map<std::string, platform::DayValues>;

bool IsUnknownMetric(const absl::Status& status) {
  return status::ReasonOf(status) == "PLATFORM_METRIC_UNKNOWN";
}
bool IsTooSmall(const absl::Status& status) {
  return status::ReasonOf(status) == "PLATFORM_TOO_FEW_LIKES";
}

// What is asked, each name once.
struct Questions {
  std::set<std::string> insights;
  std::set<std::string> fields;
};

Questions QuestionsFor(const Definitions& definitions, base::Days first,
                       base::Days today) {
  Questions questions;
  for (const auto& [metric_id, versions] : definitions.all()) {
    for (base::Days day = first; day <= today; ++day) {
      const Definition* definition = definitions.On(metric_id, day);
      if (definition->retired_at) continue;
      const PlatformNames names = NamesOf(*definition);
      questions.insights.insert(names.insights.begin(), names.insights.end());
      if (!names.field.empty()) questions.fields.insert(names.field);
    }
  }
  return questions;
}

// One reading of one page.
class Reading {
 public:
  Reading(platform::PageInsights& insights,
          const platform::Credential& credential, base::Days first,
          base::Days today)
      : insights_(insights),
        credential_(credential),
        first_(first),
        today_(today) {}

  absl::Status ReadFields(const std::set<std::string>& fields) {
    for (const std::string& field : fields) {
      const auto value = insights_.ReadField(credential_, field);
      if (value.ok()) {
        answered_ = true;
        result_.values[field][today_] = *value;
      } else if (IsUnknownMetric(value.status())) {
        Doubt(field, value.status());
      } else {
        return value.status();
      }
    }
    return absl::OkStatus();
  }

  absl::Status ReadMetrics(const std::set<std::string>& metrics) {
    if (metrics.empty() || first_ >= today_) return absl::OkStatus();
    const absl::Status all =
        Ask(std::vector<std::string>(metrics.begin(), metrics.end()));
    if (!IsUnknownMetric(all)) return all;
    for (const std::string& metric : metrics) {
      const absl::Status one = Ask({metric});
      if (IsUnknownMetric(one)) {
        Doubt(metric, one);
      } else if (!one.ok()) {
        return one;
      }
      if (result_.too_small) break;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<PageReading> Result() && {
    if (!result_.unknown.empty() && !answered_) return doubt_;
    return std::move(result_);
  }

 private:
  absl::Status Ask(const std::vector<std::string>& metrics) {
    auto values =
        insights_.ReadInsights(credential_, metrics, first_, today_ - 1);
    if (IsTooSmall(values.status())) {
      result_.too_small = answered_ = true;
      return absl::OkStatus();
    }
    if (!values.ok()) return values.status();
    answered_ = true;
    for (auto& [metric, days] : *values) result_.values[metric] = days;
    return absl::OkStatus();
  }

  void Doubt(const std::string& name, const absl::Status& why) {
    result_.unknown.insert(name);
    doubt_ = why;
  }

  platform::PageInsights& insights_;
  const platform::Credential& credential_;
  const base::Days first_;
  const base::Days today_;
  PageReading result_;
  bool answered_ = false;  // the platform answered something about the page
  absl::Status doubt_;
};

}  // namespace

PlatformNames NamesOf(const Definition& definition) {
  PlatformNames names;
  absl::string_view name = definition.facebook_name;
  if (name.empty()) return names;
  if (absl::ConsumePrefix(&name, "field:")) {
    names.field = std::string(name);
  } else {
    names.insights = absl::StrSplit(name, '/');
  }
  return names;
}

absl::StatusOr<PageReading> ReadPage(platform::PageInsights& insights,
                                     const platform::Credential& credential,
                                     const Definitions& definitions,
                                     base::Days first, base::Days today) {
  const Questions questions = QuestionsFor(definitions, first, today);
  Reading reading(insights, credential, first, today);
  RETURN_IF_ERROR(reading.ReadFields(questions.fields));
  RETURN_IF_ERROR(reading.ReadMetrics(questions.insights));
  return std::move(reading).Result();
}

}  // namespace loa::metrics
