#include "libs/platform/facebook/requests.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace loa::platform::facebook {
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

std::string AppSecretProof(absl::string_view app_secret,
                           absl::string_view token) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), app_secret.data(), static_cast<int>(app_secret.size()),
       reinterpret_cast<const unsigned char*>(token.data()), token.size(), mac,
       &size);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(mac), size));
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

}  // namespace loa::platform::facebook
