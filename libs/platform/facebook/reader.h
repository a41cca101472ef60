#ifndef LOA_LIBS_PLATFORM_FACEBOOK_READER_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_READER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/http/client.h"
#include "libs/platform/platform.h"

namespace loa::platform::facebook {

// How the Graph API is connected to.
inline http::Options HttpOptions(const Options& options) {
  return {.proxy = options.proxy,
          .ca_file = options.ca_file,
          .connect_timeout = options.connect_timeout};
}

// Reads of the Graph API.  Thread-safe.
class Reader {
 public:
  // Both outlive it.
  Reader(const Options& options, http::Client& client, const base::Clock& clock)
      : options_(options), client_(client), clock_(clock) {}

  // A GET; the whole answer of a 2xx, else the error that it means.
  absl::StatusOr<http::Response> Read(const Credential& credential,
                                      absl::string_view path,
                                      absl::string_view query);

 private:
  const Options& options_;
  http::Client& client_;
  const base::Clock& clock_;
};

// What the answer's headers say of the budgets.
Usage UsageOf(const http::Response& response, absl::string_view page_id);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_READER_H_
