#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/auth/errors.h"
#include "libs/auth/token.h"
#include "libs/auth/token_key.h"
#include "libs/base/base64url.h"
#include "nlohmann/json.hpp"

namespace loa::auth {
namespace {

class Ed25519Issuer : public TokenIssuer {
 public:
  explicit Ed25519Issuer(Key key)
      : key_(std::move(key)), key_id_(KeyIdOf(key_.get())) {}

  std::string Issue(const Principal& principal, absl::Time now,
                    absl::Duration life) const override {
    const nlohmann::json header = {{"alg", std::string(kTokenAlgorithm)},
                                   {"typ", "JWT"},
                                   {"kid", key_id_}};
    const nlohmann::json claims = {
        {"iss", std::string(kIssuer)},
        {"aud", std::string(kAudience)},
        {"sub", principal.name},
        {"kind",
         principal.kind == Principal::Kind::kService ? "service" : "person"},
        {"iat", absl::ToUnixSeconds(now)},
        {"exp", absl::ToUnixSeconds(now + life)}};
    const std::string signed_part =
        absl::StrCat(base::Base64UrlEncode(header.dump()), ".",
                     base::Base64UrlEncode(claims.dump()));
    return absl::StrCat(signed_part, ".",
                        base::Base64UrlEncode(Sign(key_.get(), signed_part)));
  }

  std::string PublicKey() const override { return PublicPemOf(key_.get()); }

 private:
  const Key key_;
  const std::string key_id_;
};

// Asked for when the PEM is encrypted; without it OpenSSL would prompt on the
// terminal.
int NoPassphrase(char*, int, int, void*) { return -1; }

}  // namespace

absl::StatusOr<std::unique_ptr<TokenIssuer>> TokenIssuer::Create(
    absl::string_view pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &NoPassphrase, nullptr));
  ERR_clear_error();
  if (key == nullptr) {
    return SigningKeyInvalid("it is not a private key in unencrypted PEM");
  }
  if (!IsEd25519(key.get())) return SigningKeyInvalid("it is not Ed25519");
  return std::make_unique<Ed25519Issuer>(std::move(key));
}

}  // namespace loa::auth
