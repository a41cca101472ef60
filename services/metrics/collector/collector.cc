#include "services/metrics/collector/collector.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "libs/base/log.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"
#include "services/metrics/samples/branch.h"
#include "services/metrics/samples/recording.h"

namespace loa::metrics {
namespace {

constexpr char kRecorder[] = "principals/metrics";
// Days before today that are read again.
constexpr int kReadAgain = 3;
// A sweep that takes longer is given up for another replica to do.
constexpr absl::Duration kClaim = absl::Minutes(10);
constexpr absl::Duration kFirstPause = absl::Minutes(5);
constexpr absl::Duration kLongestPause = absl::Hours(6);

bool IsSwept(const units::v1::Page& page, base::Days today) {
  return page.platform() == units::v1::PLATFORM_FACEBOOK &&
         page.connection() == units::v1::Page::CONNECTED &&
         CountsOn(page, today);
}

base::Days FirstDay(const Sweep& sweep, base::Days today) {
  return std::max(std::min(sweep.done_on, today - kReadAgain),
                  today - Collector::kMostDays);
}

absl::Duration PauseAfter(int64_t failures, const absl::Status& why) {
  const absl::Duration asked = status::RetryAfterOf(why);
  if (asked > absl::ZeroDuration()) return asked;
  const int doublings = static_cast<int>(std::min<int64_t>(failures, 10));
  return std::min(kFirstPause * (1 << doublings), kLongestPause);
}

// The value of one metric and day, in the platform's words.
std::optional<Point> PointOf(const Definition& definition,
                             const PageReading& reading, base::Days day) {
  const PlatformNames names = NamesOf(definition);
  const auto value = [&](const std::string& name) -> std::optional<int64_t> {
    const auto days = reading.values.find(name);
    if (days == reading.values.end()) return std::nullopt;
    const auto found = days->second.find(day);
    if (found == days->second.end() || found->second < 0) return std::nullopt;
    return found->second;
  };
  Point point;
  point.day = day;
  const auto first =
      value(names.field.empty() ? names.insights[0] : names.field);
  if (!first) return std::nullopt;
  point.value = *first;
  if (definition.metric_class != v1::RATIO) return point;
  const auto second = value(names.insights[1]);
  if (!second || *second == 0) return std::nullopt;
  point.denominator = *second;
  return point;
}

bool IsUnknown(const Definition& definition, const PageReading& reading) {
  const PlatformNames names = NamesOf(definition);
  return reading.unknown.count(names.field) > 0 ||
         std::any_of(names.insights.begin(), names.insights.end(),
                     [&](const std::string& name) {
                       return reading.unknown.count(name) > 0;
                     });
}

const char* WhyNone(const Definition& definition, const PageReading& reading) {
  if (definition.retired_at || IsUnknown(definition, reading)) {
    return "METRIC_RETIRED";
  }
  const bool insight = NamesOf(definition).field.empty();
  return insight && reading.too_small ? "TOO_FEW_LIKES" : "NO_VALUE";
}

}  // namespace

void Collector::SweepAll(std::stop_token stop) {
  const auto view = registry_.View();
  if (!view.ok()) return;
  const base::Days today = DayAt(**view, clock_.Now());
  // One read in place of a write a page, most of which would change nothing.
  std::set<std::string> not_due;
  const absl::Status read = database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(not_due, PagesNotDue(tx, today, clock_.Now()));
    return absl::OkStatus();
  });
  if (!read.ok()) return;
  for (const std::string& unit : (*view)->Subtree((*view)->RootUnit())) {
    for (const clients::PagePtr& page : (*view)->PagesOf(unit)) {
      if (stop.stop_requested()) return;
      if (!IsSwept(*page, today) || not_due.contains(page->name())) continue;
      std::optional<Sweep> sweep;
      const absl::Status claimed =
          database_.Write([&](sql::Tx& tx) -> absl::Status {
            const absl::Time now = clock_.Now();
            ASSIGN_OR_RETURN(
                sweep, ClaimSweep(tx, page->name(), today, now, now + kClaim));
            return absl::OkStatus();
          });
      if (!claimed.ok() || !sweep) continue;
      const absl::Status swept = SweepPage(**view, *page, today, *sweep);
      if (!swept.ok()) Fail(*page, *sweep, swept);
    }
  }
}

absl::Status Collector::SweepPage(const clients::RegistryView& view,
                                  const units::v1::Page& page, base::Days today,
                                  const Sweep& sweep) {
  Definitions definitions;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(definitions, ReadDefinitions(tx));
    return absl::OkStatus();
  }));
  const base::Days first =
      std::max(FirstDay(sweep, today), DayOf(page.established_on()));
  ASSIGN_OR_RETURN(const platform::Credential credential,
                   credentials_.CredentialOf(page.name()));
  ASSIGN_OR_RETURN(const PageReading reading,
                   ReadPage(insights_, credential, definitions, first, today));
  return Record(view, page, definitions, reading, first, today);
}

absl::Status Collector::Record(const clients::RegistryView& view,
                               const units::v1::Page& page,
                               const Definitions& definitions,
                               const PageReading& reading, base::Days first,
                               base::Days today) {
  const absl::Time now = clock_.Now();
  const Branch branch = BranchOf(view, page.unit());
  return database_.Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(SaveBranch(tx, branch));
    std::vector<Sample> samples;
    for (const auto& [metric_id, versions] : definitions.all()) {
      for (const Definition& definition : versions) {
        if (definition.retired_at || !IsUnknown(definition, reading)) continue;
        RETURN_IF_ERROR(
            RetireDefinition(tx, metric_id, definition.version, now));
      }
      for (base::Days day = first; day <= today; ++day) {
        const Definition& definition = *definitions.On(metric_id, day);
        const bool field = !NamesOf(definition).field.empty();
        // A field says how it is today, insights how it was before.
        if (definition.facebook_name.empty() || field != (day == today)) {
          continue;
        }
        const auto point = PointOf(definition, reading, day);
        if (!point && day < today - kReadAgain) continue;  // long ago
        if (!point) {
          RETURN_IF_ERROR(SaveGap(tx, page.name(), metric_id, day,
                                  WhyNone(definition, reading), branch.name,
                                  now));
          continue;
        }
        Sample& sample = samples.emplace_back();
        sample.series = {page.name(), metric_id, definition.version,
                         v1::PLATFORM};
        sample.metric_class = definition.metric_class;
        sample.point = *point;
        sample.point.branch = branch.name;
        sample.observed_at = now;
        sample.recorder = kRecorder;
      }
    }
    RETURN_IF_ERROR(RecordSamples(tx, std::move(samples)).status());
    return FinishSweep(tx, page.name(), today);
  });
}

void Collector::Fail(const units::v1::Page& page, const Sweep& sweep,
                     const absl::Status& why) {
  const absl::Time again = clock_.Now() + PauseAfter(sweep.failures, why);
  base::Log(base::Severity::kWarning, "a page's figures were not read",
            {{"page", page.name()}, {"error", why.ToString()}});
  const absl::Status noted = database_.Write([&](sql::Tx& tx) {
    return FailSweep(tx, page.name(), again, status::ReasonOf(why));
  });
  if (!noted.ok()) {
    base::Log(base::Severity::kWarning, "a failed sweep was not noted",
              {{"page", page.name()}, {"error", noted.ToString()}});
  }
}

}  // namespace loa::metrics
