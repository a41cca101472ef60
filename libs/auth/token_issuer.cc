#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/auth/token.h"
#include "libs/auth/token_key.h"
#include "libs/base/base64url.h"
#include "libs/status/status_macros.h"
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

}  // namespace

absl::StatusOr<std::unique_ptr<TokenIssuer>> TokenIssuer::Create(
    absl::string_view pem) {
  ASSIGN_OR_RETURN(Key key, PrivateKeyOf(pem));
  return std::make_unique<Ed25519Issuer>(std::move(key));
}

}  // namespace loa::auth
