#ifndef LOA_LIBS_PLATFORM_FACEBOOK_INSIGHTS_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_INSIGHTS_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/insights.h"

namespace loa::platform::facebook {

// What Facebook counts on pages, through the Graph API.  `clock` outlives the
// result.
std::unique_ptr<PageInsights> NewFacebookInsights(Options options,
                                                  const base::Clock& clock);

// Reads the bodies of both calls.  Total functions: any bytes are allowed.
// A value that the platform splits (an object of numbers) is summed.  Errors:
// UNAVAILABLE PLATFORM_UNREADABLE; NOT_FOUND PLATFORM_METRIC_UNKNOWN where the
// field is not there.
absl::StatusOr<std::map<std::string, DayValues>> ReadInsightsAnswer(
    absl::string_view body);
absl::StatusOr<int64_t> ReadFieldAnswer(absl::string_view body,
                                        const std::string& field);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_INSIGHTS_H_
