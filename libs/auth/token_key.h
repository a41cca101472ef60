#ifndef LOA_LIBS_AUTH_TOKEN_KEY_H_
#define LOA_LIBS_AUTH_TOKEN_KEY_H_

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// The Ed25519 keys of tokens, over OpenSSL.  Internal to libs/auth.
namespace loa::auth {

inline constexpr absl::string_view kTokenAlgorithm = "EdDSA";
inline constexpr size_t kSignatureBytes = 64;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

// An Ed25519 private key in unencrypted PEM.  Errors: SIGNING_KEY_INVALID.
absl::StatusOr<Key> PrivateKeyOf(absl::string_view pem);

// One or more Ed25519 public keys in PEM, text between them ignored.  Errors:
// TOKEN_KEYS_INVALID.
absl::StatusOr<std::vector<Key>> PublicKeysOf(absl::string_view pems);

// The first 16 hex digits of the SHA-256 of the public key's DER form.
std::string KeyIdOf(EVP_PKEY* key);

// The public half, PEM.
std::string PublicPemOf(EVP_PKEY* key);

// The 64-byte signature of `message`.
std::string Sign(EVP_PKEY* key, absl::string_view message);

bool SignatureIsRight(EVP_PKEY* key, absl::string_view message,
                      absl::string_view signature);

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_TOKEN_KEY_H_
