#ifndef LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "libs/platform/http/form.h"

namespace loa::platform::facebook {

// The parameter that goes with every call of an app that has "Require app
// secret" on: hex HMAC-SHA256 of the token under the app's secret.
std::string AppSecretProof(absl::string_view app_secret,
                           absl::string_view token);

using http::FormEncode;
using http::PercentEncode;

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_
