#ifndef LOA_LIBS_PLATFORM_HTTP_FORM_H_
#define LOA_LIBS_PLATFORM_HTTP_FORM_H_

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace loa::platform::http {

// `text` for one segment of a path or one value of a query.
std::string PercentEncode(absl::string_view text);

// "a=1&b=x%20y", in order.  Empty values are left out: an empty message is an
// error of its own (Facebook's code 197).
std::string FormEncode(
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>
        fields);

}  // namespace loa::platform::http

#endif  // LOA_LIBS_PLATFORM_HTTP_FORM_H_
