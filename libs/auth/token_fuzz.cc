#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/auth/token_key.h"
#include "libs/base/base64url.h"
#include "libs/status/error.h"

namespace {

using loa::auth::Key;
using loa::auth::Principal;
using loa::auth::TokenVerifier;

// The first key of RFC 8032, section 7.1: anybody knows it.
constexpr absl::string_view kPrivateKey =
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

struct Suite {
  Key key;
  std::string header;
  std::unique_ptr<TokenVerifier> verifier;
};

Suite MakeSuite() {
  const std::string raw = absl::HexStringToBytes(kPrivateKey);
  Key key(EVP_PKEY_new_raw_private_key(
      EVP_PKEY_ED25519, nullptr,
      reinterpret_cast<const unsigned char*>(raw.data()), raw.size()));
  auto verifier = TokenVerifier::Create(loa::auth::PublicPemOf(key.get()));
  std::string header = loa::base::Base64UrlEncode(absl::StrCat(
      R"({"alg":"EdDSA","kid":")", loa::auth::KeyIdOf(key.get()), R"("})"));
  return {std::move(key), std::move(header), *std::move(verifier)};
}

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// The bytes first as a whole token, then as the claims of one that is signed
// rightly: no crash, a named error or a principal, and never a principal
// without the signature.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto& suite = *new Suite(MakeSuite());
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const absl::Time now = absl::FromUnixSeconds(1'654'041'600);

  const auto forged = suite.verifier->Verify(input, now);
  Require(!forged.ok() && !loa::status::ReasonOf(forged.status()).empty());

  const std::string signed_part =
      absl::StrCat(suite.header, ".", loa::base::Base64UrlEncode(input));
  const auto principal = suite.verifier->Verify(
      absl::StrCat(signed_part, ".",
                   loa::base::Base64UrlEncode(
                       loa::auth::Sign(suite.key.get(), signed_part))),
      now);
  Require(principal.ok() ? absl::string_view(principal->name).size() > 11
                         : !loa::status::ReasonOf(principal.status()).empty());
  return 0;
}
