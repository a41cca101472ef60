#ifndef LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace loa::platform::facebook {

// The parameter that goes with every call of an app that has "Require app
// secret" on: hex HMAC-SHA256 of the token under the app's secret.
std::string AppSecretProof(absl::string_view app_secret,
                           absl::string_view token);

// `text` for one segment of a path or one value of a query.
std::string PercentEncode(absl::string_view text);

// "a=1&b=x%20y", in order.  Empty values are left out: an empty message is an
// error of its own (code 197).
std::string FormEncode(
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>
        fields);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_
