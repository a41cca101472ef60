#include "services/metrics/digest/digest.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"

namespace loa::metrics {
namespace {

using nlohmann::ordered_json;
using work::v1::WorkItem;

std::string Rfc3339(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", base::TimeOf(time),
                          absl::UTCTimeZone());
}

ordered_json JsonOf(const WorkItem& item) {
  ordered_json json = {{"kind", WorkItem::Kind_Name(item.kind())},
                       {"title", item.title()},
                       {"resource", item.resource()},
                       {"unit", item.unit()},
                       {"since", Rfc3339(item.since_time())},
                       {"overdue", item.overdue()},
                       {"method", item.method()}};
  if (item.has_due_time()) json["due"] = Rfc3339(item.due_time());
  if (!item.principal().empty()) json["principal"] = item.principal();
  return json;
}

}  // namespace

std::vector<UnitDigest> ByUnit(const std::vector<WorkItem>& items) {
  std::map<std::string, UnitDigest> by_unit;
  for (const WorkItem& item : items) {
    const std::string& unit =
        item.responsible_unit().empty() ? item.unit() : item.responsible_unit();
    UnitDigest& digest = by_unit[unit];
    digest.unit = unit;
    digest.items.push_back(item);
  }
  std::vector<UnitDigest> digests;
  for (auto& [unit, digest] : by_unit) digests.push_back(std::move(digest));
  return digests;
}

std::string DigestJson(const UnitDigest& digest, absl::string_view unit_name,
                       base::Days day) {
  ordered_json items = ordered_json::array();
  int overdue = 0;
  for (const WorkItem& item : digest.items) {
    items.push_back(JsonOf(item));
    if (item.overdue()) ++overdue;
  }
  const ordered_json body = {{"day", base::FormatDate(day)},
                             {"unit", digest.unit},
                             {"unit_name", std::string(unit_name)},
                             {"waiting", digest.items.size()},
                             {"overdue", overdue},
                             {"items", std::move(items)}};
  // Bytes that are not UTF-8 never leave, whatever a service answered.
  return body.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string DigestKey(base::Days day, absl::string_view unit) {
  return absl::StrCat("digest/", base::FormatDate(day), "/", unit);
}

std::optional<absl::Duration> ParseTimeOfDay(absl::string_view text) {
  int hour = 0;
  int minute = 0;
  const bool shape = text.size() == 5 && text[2] == ':' &&
                     absl::ascii_isdigit(text[0]) &&
                     absl::ascii_isdigit(text[3]) &&
                     absl::SimpleAtoi(text.substr(0, 2), &hour) &&
                     absl::SimpleAtoi(text.substr(3), &minute);
  if (!shape || hour > 23 || minute > 59) return std::nullopt;
  return absl::Hours(hour) + absl::Minutes(minute);
}

std::optional<base::Days> DigestDay(absl::Time now, absl::TimeZone zone,
                                    absl::Duration at) {
  const base::Days today = base::DateAt(now, zone);
  if (now < base::StartOf(today, zone) + at) return std::nullopt;
  return today;
}

}  // namespace loa::metrics
