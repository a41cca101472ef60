#include "libs/platform/facebook/requests.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"

namespace loa::platform::facebook {

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

std::string MediaReference(absl::string_view photo_id) {
  return absl::StrCat("{\"media_fbid\":\"", photo_id, "\"}");
}

Multipart MultipartEncode(
    std::initializer_list<std::pair<absl::string_view, absl::string_view>>
        fields,
    const FilePart& file) {
  // A line that the parts would have to hold their own hash to contain.
  std::string hashed(file.bytes);
  for (const auto& [name, value] : fields) absl::StrAppend(&hashed, value);
  const std::string boundary = absl::StrCat("loa-", base::Sha256Hex(hashed));
  Multipart body;
  body.content_type = absl::StrCat("multipart/form-data; boundary=", boundary);
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    absl::StrAppend(&body.bytes, "--", boundary,
                    "\r\nContent-Disposition: form-data; name=\"", name,
                    "\"\r\n\r\n", value, "\r\n");
  }
  absl::StrAppend(&body.bytes, "--", boundary,
                  "\r\nContent-Disposition: form-data; name=\"", file.name,
                  "\"; filename=\"photo\"\r\nContent-Type: ", file.mime_type,
                  "\r\n\r\n", file.bytes, "\r\n--", boundary, "--\r\n");
  return body;
}

}  // namespace loa::platform::facebook
