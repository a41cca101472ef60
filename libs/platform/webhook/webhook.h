#ifndef LOA_LIBS_PLATFORM_WEBHOOK_WEBHOOK_H_
#define LOA_LIBS_PLATFORM_WEBHOOK_WEBHOOK_H_

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/platform/platform.h"

namespace loa::platform::webhook {

struct Options {
  // Take http://127.0.0.1, http://localhost and http://[::1] too: for tests and
  // demonstrations.  Elsewhere an address is https.
  bool allow_loopback = false;
  // PEM file of the authorities to trust; "" for the system's.
  std::string ca_file;
  absl::Duration read_timeout = absl::Seconds(15);
  absl::Duration connect_timeout = absl::Seconds(5);
};

// Sites that take signed posts.  Of a credential it uses `address`, where the
// site takes posts, `token`, the shared secret, and `page_id`, what the site
// calls itself.  The site's side:
//
//   POST address        {"text", "link"?} -> 2xx {"id", "url"?}
//   GET  address?since=<unix seconds>&after=<cursor>
//        -> {"page": {"id", "name"?},
//            "posts": [{"id", "text", "link"?, "url"?, "created_at"}],
//            "next"?}     newest first, RFC 3339 times, all since `since`
//   both signed, see signature.h; 401 or 403 for a wrong signature, 429 with
//   Retry-After for too many calls, 4xx {"error": {"message"}} for a post that
//   it does not take.
//
// A POST whose outcome is unknown is settled by reading back, as everywhere: a
// site never sees the same post twice on purpose.  `clock` outlives the result.
std::unique_ptr<PagePlatform> NewWebhook(Options options,
                                         const base::Clock& clock);

}  // namespace loa::platform::webhook

#endif  // LOA_LIBS_PLATFORM_WEBHOOK_WEBHOOK_H_
