#ifndef LOA_SERVICES_CONTENT_SOURCES_SOURCE_HOST_H_
#define LOA_SERVICES_CONTENT_SOURCES_SOURCE_HOST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace loa::content {

// A DNS name of two labels or more in lower case ("quangninh.gov.vn"), made of
// `text`; "" when it is none: a URL, an address, a single label.
std::string ParseHost(absl::string_view text);

// The host that a browser would go to for `link`, in lower case; "" when that
// is not a plain http(s) address. Links that readers of URLs disagree about
// (user info, backslashes, white space, escapes in the host) have none.
std::string HostOfLink(absl::string_view link);

// `host` and every host above it with two labels or more, itself first:
// "www.mattran.org.vn" -> {itself, "mattran.org.vn", "org.vn"}.
std::vector<std::string> HostAndParents(absl::string_view host);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SOURCES_SOURCE_HOST_H_
