#include "libs/platform/usage.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "absl/strings/match.h"

namespace loa::platform {
namespace {

using Json = nlohmann::json;

// A wait longer than this is a mistake of the header, not an instruction.
constexpr absl::Duration kLongestRegain = absl::Hours(24);

Json Parse(absl::string_view text) {
  return Json::parse(text.begin(), text.end(), nullptr,
                     /*allow_exceptions=*/false);
}

// 0 for what is absent, not a number, negative or not finite.
double Number(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_number()) return 0;
  const double value = it->get<double>();
  return std::isfinite(value) && value > 0 ? value : 0;
}

std::optional<Budget> BudgetFrom(const Json& object) {
  if (!object.is_object()) return std::nullopt;
  Budget budget;
  budget.call_count = Number(object, "call_count");
  budget.total_time = Number(object, "total_time");
  budget.total_cputime = Number(object, "total_cputime");
  // The platform counts this one in minutes.
  const double minutes = Number(object, "estimated_time_to_regain_access");
  budget.regain_access = std::min(absl::Minutes(minutes), kLongestRegain);
  return budget;
}

std::optional<Budget> FullestOf(const Json& by_object,
                                absl::string_view page_id) {
  if (!by_object.is_object()) return std::nullopt;
  const auto buckets = by_object.find(std::string(page_id));
  if (buckets == by_object.end() || !buckets->is_array()) return std::nullopt;
  std::optional<Budget> fullest;
  for (const Json& bucket : *buckets) {
    const std::optional<Budget> budget = BudgetFrom(bucket);
    if (!budget) continue;
    if (!fullest || budget->regain_access > fullest->regain_access ||
        (budget->regain_access == fullest->regain_access &&
         budget->Percent() > fullest->Percent())) {
      fullest = budget;
    }
  }
  return fullest;
}

}  // namespace

double Budget::Percent() const {
  return std::max({call_count, total_time, total_cputime});
}

absl::Duration Usage::RegainAccess() const {
  absl::Duration longest = absl::ZeroDuration();
  for (const std::optional<Budget>* budget : {&app, &page, &business_page}) {
    if (*budget) longest = std::max(longest, (*budget)->regain_access);
  }
  return longest;
}

void ReadUsageHeader(absl::string_view name, absl::string_view value,
                     absl::string_view page_id, Usage& usage) {
  std::optional<Budget>* target = nullptr;
  std::optional<Budget> budget;
  if (absl::EqualsIgnoreCase(name, "X-App-Usage")) {
    target = &usage.app;
    budget = BudgetFrom(Parse(value));
  } else if (absl::EqualsIgnoreCase(name, "X-Page-Usage")) {
    target = &usage.page;
    budget = BudgetFrom(Parse(value));
  } else if (absl::EqualsIgnoreCase(name, "X-Business-Use-Case-Usage")) {
    target = &usage.business_page;
    budget = FullestOf(Parse(value), page_id);
  }
  if (target != nullptr && budget) *target = budget;
}

}  // namespace loa::platform
