#include "libs/platform/http/form.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace loa::platform::http {
namespace {

void AppendPercentEncoded(absl::string_view text, std::string& out) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || c == '-' || c == '.' || c == '_' ||
        c == '~') {
      out.push_back(c);
    } else {
      absl::StrAppend(&out, "%", absl::Hex(byte, absl::kZeroPad2));
    }
  }
}

}  // namespace

std::string PercentEncode(absl::string_view text) {
  std::string out;
  AppendPercentEncoded(text, out);
  return out;
}

std::string FormEncode(
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>
        fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    if (!form.empty()) form.push_back('&');
    AppendPercentEncoded(name, form);
    form.push_back('=');
    AppendPercentEncoded(value, form);
  }
  return form;
}

}  // namespace loa::platform::http
