#ifndef LOA_LIBS_PLATFORM_FACEBOOK_FACEBOOK_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_FACEBOOK_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/platform/platform.h"

namespace loa::platform::facebook {

// Stored with each rendition: a change of how posts are built raises it.
inline constexpr int kAdapterVersion = 1;

struct Options {
  // With the version, without a slash at the end.
  std::string base_url = "https://graph.facebook.com/v25.0";
  // "http://host:port" of a forward proxy, reached by CONNECT; "" for none.
  // The environment's proxy variables are not read.
  std::string proxy;
  // PEM file of the authorities to trust; "" for the system's.
  std::string ca_file;
  // Limit of one read (Identify, ListPosts).
  absl::Duration read_timeout = absl::Seconds(15);
  // Limit of connecting, inside the limit of the whole call.
  absl::Duration connect_timeout = absl::Seconds(5);
  // Posts a ListPosts call, 1..100.
  int list_page_size = 100;
};

// Facebook pages through the Graph API.  `clock` outlives the result.
std::unique_ptr<PagePlatform> NewFacebook(Options options,
                                          const base::Clock& clock);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_FACEBOOK_H_
