#include "libs/platform/facebook/insights.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/platform/errors.h"
#include "libs/platform/facebook/reader.h"
#include "libs/platform/http/client.h"
#include "libs/platform/http/form.h"
#include "libs/platform/untrusted_json.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"

namespace loa::platform::facebook {
namespace {

using Json = nlohmann::json;

// "invalid parameter": of a call that names metrics, one of them.
constexpr absl::string_view kInvalidParameter = "100";
// "insights only for pages with enough likes".
constexpr absl::string_view kTooFewLikes = "2874008";

// What a refusal means for a call that names metrics.
absl::Status AsInsightsError(const absl::Status& status) {
  if (status::ReasonOf(status) != "PLATFORM_REFUSED") return status;
  const std::string code = status::MetadataOf(status, "code");
  const std::string subcode = status::MetadataOf(status, "subcode");
  if (code == kTooFewLikes || subcode == kTooFewLikes) return TooFewLikes();
  // With a subcode it is another parameter, such as a page that is gone.
  if (code == kInvalidParameter && subcode == "0") return MetricUnknown();
  return status;
}

// A number, or the sum of an object of numbers.
std::optional<int64_t> NumberOf(const Json& value) {
  if (value.is_number_integer()) return value.get<int64_t>();
  if (!value.is_object()) return std::nullopt;
  int64_t sum = 0;
  for (const Json& part : value) {
    if (!part.is_number_integer()) return std::nullopt;
    sum += part.get<int64_t>();
  }
  return sum;
}

// The day that a value is of: it ends on the next one, in the morning of UTC.
std::optional<base::Days> DayOf(const Json& entry) {
  const auto end = entry.find("end_time");
  if (end == entry.end() || !end->is_string()) return std::nullopt;
  absl::Time time;
  std::string error;
  if (!absl::ParseTime("%Y-%m-%dT%H:%M:%S%z", end->get<std::string>(), &time,
                       &error)) {
    return std::nullopt;
  }
  return base::DateAt(time, absl::UTCTimeZone()) - 1;
}

// False when an entry makes no sense.
bool ReadValues(const Json& values, DayValues& to) {
  for (const Json& entry : values) {
    if (!entry.is_object()) return false;
    const auto value = entry.find("value");
    if (value == entry.end()) return false;
    if (value->is_null()) continue;  // none, not 0
    const auto day = DayOf(entry);
    const auto number = NumberOf(*value);
    if (!day || !number) return false;
    to[*day] = *number;
  }
  return true;
}

class FacebookInsights : public PageInsights {
 public:
  FacebookInsights(Options options, const base::Clock& clock)
      : options_(std::move(options)),
        client_(HttpOptions(options_), clock),
        reader_(options_, client_, clock) {}

  absl::StatusOr<std::map<std::string, DayValues>> ReadInsights(
      const Credential& credential, const std::vector<std::string>& metrics,
      base::Days first, base::Days last) override {
    // Each value ends on the morning after its day.
    const auto unix_start = [](base::Days day) {
      return absl::StrCat(
          absl::ToUnixSeconds(base::StartOf(day, absl::UTCTimeZone())));
    };
    const auto answer = reader_.Read(
        credential,
        absl::StrCat(http::PercentEncode(credential.page_id), "/insights"),
        http::FormEncode({{"metric", absl::StrJoin(metrics, ",")},
                          {"period", "day"},
                          {"since", unix_start(first + 1)},
                          {"until", unix_start(last + 2)}}));
    if (!answer.ok()) return AsInsightsError(answer.status());
    ASSIGN_OR_RETURN(auto values, ReadInsightsAnswer(answer->body));
    for (auto& [metric, days] : values) {
      std::erase_if(days, [&](const auto& day) {
        return day.first < first || day.first > last;
      });
    }
    return values;
  }

  absl::StatusOr<int64_t> ReadField(const Credential& credential,
                                    const std::string& field) override {
    const auto answer =
        reader_.Read(credential, http::PercentEncode(credential.page_id),
                     http::FormEncode({{"fields", field}}));
    if (!answer.ok()) return AsInsightsError(answer.status());
    return ReadFieldAnswer(answer->body, field);
  }

 private:
  const Options options_;
  http::Client client_;
  Reader reader_;
};

}  // namespace

std::unique_ptr<PageInsights> NewFacebookInsights(Options options,
                                                  const base::Clock& clock) {
  return std::make_unique<FacebookInsights>(std::move(options), clock);
}

absl::StatusOr<std::map<std::string, DayValues>> ReadInsightsAnswer(
    absl::string_view body) {
  const Json json = ParseUntrusted(body);
  if (json.is_discarded() || !json.is_object()) {
    return Unreadable("the insights are not a JSON object");
  }
  const auto data = json.find("data");
  if (data == json.end() || !data->is_array()) {
    return Unreadable("the insights hold no data");
  }
  std::map<std::string, DayValues> all;
  for (const Json& metric : *data) {
    const auto name = metric.is_object() ? metric.find("name") : metric.end();
    const auto values =
        metric.is_object() ? metric.find("values") : metric.end();
    const bool whole = metric.is_object() && name != metric.end() &&
                       name->is_string() && values != metric.end() &&
                       values->is_array();
    if (!whole || !ReadValues(*values, all[name->get<std::string>()])) {
      return Unreadable(
          absl::StrCat("metric ", all.size(), " of the insights is malformed"));
    }
  }
  return all;
}

absl::StatusOr<int64_t> ReadFieldAnswer(absl::string_view body,
                                        const std::string& field) {
  const Json json = ParseUntrusted(body);
  if (json.is_discarded() || !json.is_object()) {
    return Unreadable("the page is not a JSON object");
  }
  const auto value = json.find(field);
  if (value == json.end()) return MetricUnknown();
  if (!value->is_number_integer()) {
    return Unreadable("the page's field is no whole number");
  }
  return value->get<int64_t>();
}

}  // namespace loa::platform::facebook
