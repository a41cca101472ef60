#ifndef LOA_SERVICES_METRICS_COLLECTOR_COLLECTOR_H_
#define LOA_SERVICES_METRICS_COLLECTOR_COLLECTOR_H_

#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/clock.h"
#include "libs/platform/insights.h"
#include "libs/sql/database.h"
#include "services/metrics/collector/page_reading.h"
#include "services/metrics/collector/sweep_store.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Where the credentials of connected pages come from.  Blocking.
class Credentials {
 public:
  virtual ~Credentials() = default;
  // Of "pages/{page}".  Each opening is audited by units.
  virtual absl::StatusOr<platform::Credential> CredentialOf(
      const std::string& page) = 0;
};

// Reads what the platform counts on connected pages: one sweep a day and page,
// the day being the organisation's.  A sweep reads the level of today and the
// insights of the days before it, some of them again, because the platform
// corrects itself.  What it has no value for is recorded as such, which is not
// 0.  A sweep that fails is tried again after a growing pause; it keeps no
// other page back.  Replicas share the pages.
class Collector {
 public:
  // The first sweep of a page, and one after a long absence, reads so far
  // back at most (the platform's limit).
  static constexpr int kMostDays = 90;

  Collector(sql::Database& database, const base::Clock& clock,
            const Register& registry, Credentials& credentials,
            platform::PageInsights& insights)
      : database_(database),
        clock_(clock),
        registry_(registry),
        credentials_(credentials),
        insights_(insights) {}

  // Every page whose sweep is due; for a periodic task.
  void SweepAll(std::stop_token stop);

 private:
  absl::Status SweepPage(const clients::RegistryView& view,
                         const units::v1::Page& page, base::Days today,
                         const Sweep& sweep);
  absl::Status Record(const clients::RegistryView& view,
                      const units::v1::Page& page,
                      const Definitions& definitions,
                      const PageReading& reading, base::Days first,
                      base::Days today);
  void Fail(const units::v1::Page& page, const Sweep& sweep,
            const absl::Status& why);

  sql::Database& database_;
  const base::Clock& clock_;
  const Register& registry_;
  Credentials& credentials_;
  platform::PageInsights& insights_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_COLLECTOR_COLLECTOR_H_
