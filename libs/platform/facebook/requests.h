#ifndef LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "libs/platform/http/form.h"

namespace loa::platform::facebook {

// The parameter that goes with every call of an app that has "Require app
// secret" on: hex HMAC-SHA256 of the token under the app's secret.
std::string AppSecretProof(absl::string_view app_secret,
                           absl::string_view token);

using http::FormEncode;
using http::PercentEncode;

// What a post says of a photo that was uploaded before.
std::string MediaReference(absl::string_view photo_id);

// A body of type multipart/form-data.
struct Multipart {
  std::string content_type;  // with the boundary
  std::string bytes;
};
struct FilePart {
  absl::string_view name;
  absl::string_view mime_type;
  absl::string_view bytes;
};
// The fields in order, empty ones left out, and then the file.
Multipart MultipartEncode(
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>
        fields,
    const FilePart& file);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_REQUESTS_H_
