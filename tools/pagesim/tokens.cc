#include "tools/pagesim/tokens.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace loa::pagesim {
namespace {

std::string Token(absl::string_view secret, absl::string_view kind,
                  absl::string_view id) {
  const std::string holder = absl::StrCat(kind, "-", id);
  return absl::StrCat(holder, "-", HmacHex(secret, holder));
}

}  // namespace

std::string HmacHex(absl::string_view key, absl::string_view message) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       mac, &size);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(mac), size));
}

std::string PageToken(absl::string_view secret, absl::string_view page) {
  return Token(secret, "page", page);
}

std::string UserToken(absl::string_view secret, absl::string_view user) {
  return Token(secret, "user", user);
}

Bearer WhoIs(absl::string_view secret, absl::string_view token) {
  absl::string_view rest = token;
  Bearer bearer;
  if (absl::ConsumePrefix(&rest, "page-")) {
    bearer.kind = Bearer::Kind::kPage;
  } else if (absl::ConsumePrefix(&rest, "user-")) {
    bearer.kind = Bearer::Kind::kUser;
  } else {
    return Bearer();
  }
  const size_t dash = rest.rfind('-');
  if (dash == rest.npos) return Bearer();
  bearer.id = std::string(rest.substr(0, dash));
  const std::string right = bearer.kind == Bearer::Kind::kPage
                                ? PageToken(secret, bearer.id)
                                : UserToken(secret, bearer.id);
  return token == right ? bearer : Bearer();
}

}  // namespace loa::pagesim
