#include "libs/auth/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::auth {
namespace {

using status::Error;

constexpr absl::string_view kDomain = "loa";
// Claims are written by whoever made the token: only so much is repeated.
constexpr size_t kMaxEchoBytes = 64;

std::string Echo(absl::string_view claim) {
  std::string safe;
  for (const char c : claim.substr(0, kMaxEchoBytes)) {
    safe += c >= 0x20 && c < 0x7F ? c : '?';
  }
  return safe;
}

std::string Rfc3339(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

Error Unauthenticated(absl::string_view reason, absl::string_view message) {
  return Error(absl::StatusCode::kUnauthenticated, kDomain, reason, message);
}

Error BadKey(absl::string_view reason, absl::string_view message) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain, reason, message);
}

}  // namespace

absl::Status PermissionDenied(options::v1::Permission permission) {
  const std::string& name = options::v1::Permission_Name(permission);
  return Error(absl::StatusCode::kPermissionDenied, kDomain,
               "PERMISSION_DENIED",
               absl::StrCat("you need ", name,
                            " there; ask an administrator of the unit for a "
                            "role that includes it"))
      .With("permission", name);
}

absl::Status TokenMissing() {
  return Unauthenticated("TOKEN_MISSING",
                         "no token; send metadata \"authorization: Bearer "
                         "<token>\" with a token from IssueToken");
}

absl::Status TokenMalformed(absl::string_view what) {
  return Unauthenticated("TOKEN_MALFORMED",
                         absl::StrCat("the token cannot be read: ", what,
                                      "; use one from IssueToken"))
      .With("problem", what);
}

absl::Status TokenAlgorithmRefused(absl::string_view algorithm) {
  const std::string echo = Echo(algorithm);
  return Unauthenticated(
             "TOKEN_ALGORITHM_REFUSED",
             absl::StrCat("tokens are signed with EdDSA, not \"", echo, "\""))
      .With("alg", echo);
}

absl::Status TokenKeyUnknown(absl::string_view key_id) {
  const std::string echo = Echo(key_id);
  return Unauthenticated("TOKEN_KEY_UNKNOWN",
                         absl::StrCat("no key \"", echo,
                                      "\" is trusted here; get a new token "
                                      "from IssueToken"))
      .With("key", echo);
}

absl::Status TokenSignatureWrong() {
  return Unauthenticated("TOKEN_SIGNATURE_WRONG",
                         "the token was not signed by the key it names; get a "
                         "new one from IssueToken");
}

absl::Status TokenIssuerWrong(absl::string_view issuer) {
  const std::string echo = Echo(issuer);
  return Unauthenticated("TOKEN_ISSUER_WRONG",
                         absl::StrCat("the token's issuer is \"", echo,
                                      "\" where \"loa\" is expected"))
      .With("issuer", echo);
}

absl::Status TokenAudienceWrong() {
  return Unauthenticated("TOKEN_AUDIENCE_WRONG",
                         "the token is not for this suite; its audience must "
                         "be \"loa\"");
}

absl::Status TokenExpired(absl::Time expiry) {
  const std::string at = Rfc3339(expiry);
  return Unauthenticated("TOKEN_EXPIRED",
                         absl::StrCat("the token expired at ", at,
                                      "; get a new one from IssueToken"))
      .With("expired_at", at);
}

absl::Status TokenNotYetValid(absl::Time issued) {
  const std::string at = Rfc3339(issued);
  return Unauthenticated("TOKEN_NOT_YET_VALID",
                         absl::StrCat("the token is valid from ", at,
                                      "; check the clocks of both hosts"))
      .With("valid_from", at);
}

absl::Status SigningKeyInvalid(absl::string_view what) {
  return BadKey("SIGNING_KEY_INVALID",
                absl::StrCat("the signing key cannot be used: ", what,
                             "; make one with \"openssl genpkey -algorithm "
                             "ed25519\""))
      .With("problem", what);
}

absl::Status TokenKeysInvalid(absl::string_view what) {
  return BadKey("TOKEN_KEYS_INVALID",
                absl::StrCat("the token keys cannot be used: ", what,
                             "; the file holds one or more Ed25519 public keys "
                             "in PEM (openssl pkey -pubout)"))
      .With("problem", what);
}

absl::Status SealingKeyMissing(absl::string_view what) {
  return BadKey("SEALING_KEY_MISSING",
                absl::StrCat("no sealing key: ", what,
                             "; the file holds lines \"<id>:<64 hex digits>\", "
                             "such as \"k1:$(openssl rand -hex 32)\""))
      .With("problem", what);
}

absl::Status SealingKeyMalformed(int line, absl::string_view what) {
  return BadKey("SEALING_KEY_MALFORMED",
                absl::StrCat("line ", line, " of the sealing keys: ", what,
                             "; expected \"<id>:<64 hex digits>\""))
      .With("line", absl::StrCat(line))
      .With("problem", what);
}

absl::Status SealingKeyWeak(absl::string_view key_id, absl::string_view what) {
  return BadKey("SEALING_KEY_WEAK",
                absl::StrCat("sealing key ", key_id, " is weak: ", what,
                             "; make one with \"openssl rand -hex 32\""))
      .With("key", key_id)
      .With("problem", what);
}

absl::Status SealingKeyUnknown(absl::string_view key_id) {
  return BadKey("SEALING_KEY_UNKNOWN",
                absl::StrCat("sealed with key ", key_id,
                             ", which is not in the key file; put it back "
                             "until everything is sealed again"))
      .With("key", key_id);
}

absl::Status SealedDataDamaged() {
  return Error(absl::StatusCode::kDataLoss, kDomain, "SEALED_DATA_DAMAGED",
               "sealed data does not open: it was changed, or it belongs to "
               "something else; enter the credential again");
}

}  // namespace loa::auth
