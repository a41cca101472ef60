#ifndef LOA_LIBS_PLATFORM_INSIGHTS_H_
#define LOA_LIBS_PLATFORM_INSIGHTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/platform/platform.h"

namespace loa::platform {

// The values of one metric by day.  A day that is not there has no value,
// which is not 0.
using DayValues = std::map<base::Days, int64_t>;

// What a platform counts on pages.  Blocking; thread-safe.  Errors are those of
// PagePlatform's reads.
class PageInsights {
 public:
  virtual ~PageInsights() = default;

  // The daily values of `metrics` in [first, last], by the platform's days, by
  // name; a metric without any value may be left out.  At most 90 days.  One
  // metric that the platform does not know fails the whole call.  More errors:
  //   NOT_FOUND PLATFORM_METRIC_UNKNOWN  one of the metrics; ask one by one
  //   FAILED_PRECONDITION PLATFORM_TOO_FEW_LIKES  the page is too small to
  //       have any
  virtual absl::StatusOr<std::map<std::string, DayValues>> ReadInsights(
      const Credential& credential, const std::vector<std::string>& metrics,
      base::Days first, base::Days last) = 0;

  // A number that the page shows of itself at this moment, such as
  // "followers_count".  More errors: NOT_FOUND PLATFORM_METRIC_UNKNOWN where
  // the page has no such field.
  virtual absl::StatusOr<int64_t> ReadField(const Credential& credential,
                                            const std::string& field) = 0;
};

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_INSIGHTS_H_
