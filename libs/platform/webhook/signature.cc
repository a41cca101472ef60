#include "libs/platform/webhook/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace loa::platform::webhook {

std::string Timestamp(absl::Time at) {
  return absl::StrCat(absl::ToUnixSeconds(at));
}

std::string Signature(absl::string_view secret, absl::Time at,
                      absl::string_view body) {
  const std::string message = absl::StrCat(Timestamp(at), ".", body);
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       mac, &size);
  return absl::StrCat("sha256=",
                      absl::BytesToHexString(absl::string_view(
                          reinterpret_cast<const char*>(mac), size)));
}

}  // namespace loa::platform::webhook
