#ifndef LOA_LIBS_AUTH_SECRET_H_
#define LOA_LIBS_AUTH_SECRET_H_

#include <string>

#include "absl/strings/string_view.h"
#include "libs/base/ids.h"

namespace loa::auth {

// A new secret for a principal: 32 random bytes, base64url (43 characters).
// Shown once; only its hash is stored.
std::string NewSecret(base::IdSource& ids);

// What is stored: SHA-256, hex.  A plain hash is enough because the secret is
// 256 random bits, not a password that people choose.
std::string HashSecret(absl::string_view secret);

// Does `secret` hash to `hash`?  Takes the same time wherever they differ.
bool SecretMatches(absl::string_view secret, absl::string_view hash);

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_SECRET_H_
