#ifndef LOA_LIBS_PLATFORM_USAGE_H_
#define LOA_LIBS_PLATFORM_USAGE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::platform {

// One budget of calls, in percent of its limit; 100 and more means throttled.
struct Budget {
  double call_count = 0;
  double total_time = 0;
  double total_cputime = 0;
  // How long until calls are let through again, when the platform says so.
  absl::Duration regain_access = absl::ZeroDuration();

  // The fullest of the three.
  double Percent() const;
};

// What an answer said about budgets.  The platform sends these headers only
// "once enough calls have been made": absent is unknown, not zero.
struct Usage {
  std::optional<Budget> app;            // X-App-Usage
  std::optional<Budget> page;           // X-Page-Usage
  std::optional<Budget> business_page;  // X-Business-Use-Case-Usage, our page

  // The longest wait that any of them asks for.
  absl::Duration RegainAccess() const;
};

// Folds one response header into `usage`.  `name` is case-insensitive; other
// headers and values that cannot be read are ignored.  Of a business use case
// header only the entry of `page_id` counts, its fullest bucket.
void ReadUsageHeader(absl::string_view name, absl::string_view value,
                     absl::string_view page_id, Usage& usage);

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_USAGE_H_
