#include "libs/auth/secret.h"

#include <openssl/crypto.h>

#include "libs/base/base64url.h"
#include "libs/base/sha256.h"

namespace loa::auth {
namespace {

constexpr size_t kSecretBytes = 32;

}  // namespace

std::string NewSecret(base::IdSource& ids) {
  return base::Base64UrlEncode(ids.RandomBytes(kSecretBytes));
}

std::string HashSecret(absl::string_view secret) {
  return base::Sha256Hex(secret);
}

bool SecretMatches(absl::string_view secret, absl::string_view hash) {
  const std::string actual = HashSecret(secret);
  return !secret.empty() && actual.size() == hash.size() &&
         CRYPTO_memcmp(actual.data(), hash.data(), actual.size()) == 0;
}

}  // namespace loa::auth
