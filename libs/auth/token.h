#ifndef LOA_LIBS_AUTH_TOKEN_H_
#define LOA_LIBS_AUTH_TOKEN_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/auth/principal.h"
#include "libs/base/clock.h"

namespace loa::auth {

inline constexpr absl::string_view kIssuer = "loa";
inline constexpr absl::string_view kAudience = "loa";
inline constexpr absl::Duration kTokenLife = absl::Minutes(15);
inline constexpr absl::Duration kClockSkew = absl::Seconds(30);

// Signs short-lived JWTs (EdDSA, Ed25519).  Only units holds the key.
class TokenIssuer {
 public:
  // `pem` is a PKCS#8 Ed25519 private key (openssl genpkey -algorithm ed25519).
  // Errors: SIGNING_KEY_INVALID.
  static absl::StatusOr<std::unique_ptr<TokenIssuer>> Create(
      absl::string_view pem);
  virtual ~TokenIssuer() = default;
  // Header {alg, typ, kid}, claims {iss, aud, sub, kind, iat, exp}.
  virtual std::string Issue(const Principal& principal, absl::Time now,
                            absl::Duration life) const = 0;
  // The matching public key, PEM.
  virtual std::string PublicKey() const = 0;
};

// Verifies tokens offline; a signature that was right once is not computed
// again while its token is good.  Thread-safe.
class TokenVerifier {
 public:
  // `pems`: one or more public keys, concatenated.  A key's id is the first 16
  // hex digits of the SHA-256 of its DER form.  Errors: TOKEN_KEYS_INVALID.
  static absl::StatusOr<std::unique_ptr<TokenVerifier>> Create(
      absl::string_view pems);
  virtual ~TokenVerifier() = default;
  // UNAUTHENTICATED with one of TOKEN_MISSING, TOKEN_MALFORMED,
  // TOKEN_ALGORITHM_REFUSED (only EdDSA is accepted), TOKEN_KEY_UNKNOWN,
  // TOKEN_SIGNATURE_WRONG, TOKEN_ISSUER_WRONG, TOKEN_AUDIENCE_WRONG,
  // TOKEN_EXPIRED, TOKEN_NOT_YET_VALID.
  virtual absl::StatusOr<Principal> Verify(absl::string_view token,
                                           absl::Time now) const = 0;
};

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_TOKEN_H_
