#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "tools/pagesim/graph_answers.h"
#include "tools/pagesim/simulator.h"

// What the platform counts on pages.
namespace loa::pagesim {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t kLeastLikes = 100;
constexpr int64_t kMostSeconds = 93 * 24 * 60 * 60;
// A day of the platform ends at this time of the next one, UTC.
constexpr int64_t kEndOfDay = 7 * 60 * 60;
constexpr int64_t kDay = 24 * 60 * 60;

// The metrics of the present version of the API that Loa knows of.
const std::set<std::string>& Metrics() {
  static const auto& metrics =
      *new std::set<std::string>{"page_daily_follows_unique",
                                 "page_follows",
                                 "page_media_view",
                                 "page_post_engagements",
                                 "page_total_media_view_unique",
                                 "page_views_total"};
  return metrics;
}

Reply InvalidParameter(int subcode, absl::string_view message) {
  return ErrorReply(400, 100, subcode, message);
}

}  // namespace

void Simulator::AddCounters(const Request& request, const Page& page,
                            Json& to) const {
  const std::vector<std::string> fields =
      absl::StrSplit(request.Field("fields"), ',');
  for (const std::string& field : fields) {
    if (field == "followers_count") to[field] = page.followers;
    if (field == "fan_count") to[field] = page.likes;
  }
}

Reply Simulator::Insights(const Request& request, const Bearer& bearer,
                          const std::string& id) {
  if (bearer.kind != Bearer::Kind::kPage || bearer.id != id) {
    return ErrorReply(403, 200, 0, "(#200) Permissions error");
  }
  const std::vector<std::string> metrics =
      absl::StrSplit(request.Field("metric"), ',', absl::SkipEmpty());
  if (metrics.empty()) {
    return ErrorReply(400, 3001, 1504028, "No metric was specified");
  }
  for (const std::string& metric : metrics) {
    if (Metrics().count(metric) == 0 || retired_metrics_.count(metric) > 0) {
      return InvalidParameter(
          0, "(#100) The value must be a valid insights metric");
    }
  }
  const Page& page = pages_[id];
  if (page.likes < kLeastLikes) {
    return InvalidParameter(2874008,
                            "(#100) Insights are for pages with 100 likes");
  }
  int64_t since = 0, until = 0;
  if (!absl::SimpleAtoi(request.Field("since"), &since) ||
      !absl::SimpleAtoi(request.Field("until"), &until) || until < since ||
      until - since > kMostSeconds) {
    return InvalidParameter(0, "(#100) since and until are at most 93 days");
  }
  Json data = Json::array();
  for (const std::string& metric : metrics) {
    const auto value = page.insights.find(metric);
    if (value == page.insights.end()) continue;
    Json values = Json::array();
    for (int64_t day = since / kDay; day * kDay + kEndOfDay < until; ++day) {
      const int64_t end = day * kDay + kEndOfDay;
      if (end < since || absl::FromUnixSeconds(end) > clock_.Now()) continue;
      values.push_back(
          {{"value", value->second},
           {"end_time", absl::FormatTime("%Y-%m-%dT%H:%M:%S+0000",
                                         absl::FromUnixSeconds(end),
                                         absl::UTCTimeZone())}});
    }
    data.push_back({{"name", metric}, {"period", "day"}, {"values", values}});
  }
  return JsonReply({{"data", data}});
}

}  // namespace loa::pagesim
