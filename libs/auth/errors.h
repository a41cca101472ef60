#ifndef LOA_LIBS_AUTH_ERRORS_H_
#define LOA_LIBS_AUTH_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "loa/options/v1/access.pb.h"

// Every error of this library, domain "loa".  None of them repeats a token, a
// key or a secret.
namespace loa::auth {

absl::Status PermissionDenied(options::v1::Permission permission);

absl::Status TokenMissing();
absl::Status TokenMalformed(absl::string_view what);
absl::Status TokenAlgorithmRefused(absl::string_view algorithm);
absl::Status TokenKeyUnknown(absl::string_view key_id);
absl::Status TokenSignatureWrong();
absl::Status TokenIssuerWrong(absl::string_view issuer);
absl::Status TokenAudienceWrong();
absl::Status TokenExpired(absl::Time expiry);
absl::Status TokenNotYetValid(absl::Time issued);

absl::Status SigningKeyInvalid(absl::string_view what);
absl::Status TokenKeysInvalid(absl::string_view what);

absl::Status SealingKeyMissing(absl::string_view what);
absl::Status SealingKeyMalformed(int line, absl::string_view what);
absl::Status SealingKeyWeak(absl::string_view key_id, absl::string_view what);
absl::Status SealingKeyUnknown(absl::string_view key_id);
absl::Status SealedDataDamaged();

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_ERRORS_H_
