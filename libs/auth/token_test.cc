#include "libs/auth/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/auth/token_key.h"
#include "libs/base/base64url.h"
#include "libs/testing/status_matchers.h"

namespace loa::auth {
namespace {

using loa::testing::HasMetadata;
using loa::testing::HasReason;
using loa::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::Time kNow = absl::FromUnixSeconds(1'654'041'600);
constexpr int64_t kSeconds = 1'654'041'600;

std::string PemOf(EVP_PKEY* key) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()),
                                                      &BIO_free);
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr,
                           nullptr);
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<size_t>(size));
}

Key NewEd25519() { return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")); }

class TokenTest : public ::testing::Test {
 protected:
  TokenTest()
      : key_(NewEd25519()),
        issuer_(*TokenIssuer::Create(PemOf(key_.get()))),
        verifier_(*TokenVerifier::Create(issuer_->PublicKey())) {}

  // A token of any header and claims, rightly signed by the trusted key.
  std::string Signed(absl::string_view header, absl::string_view claims) {
    const std::string part = absl::StrCat(base::Base64UrlEncode(header), ".",
                                          base::Base64UrlEncode(claims));
    return absl::StrCat(part, ".",
                        base::Base64UrlEncode(Sign(key_.get(), part)));
  }
  std::string Header(absl::string_view more = "") {
    return absl::StrCat(R"({"alg":"EdDSA","kid":")", KeyIdOf(key_.get()), "\"",
                        more, "}");
  }
  std::string SignedClaims(absl::string_view claims) {
    return Signed(Header(), claims);
  }
  // Good claims with `from` replaced by `to`.
  std::string Claims(absl::string_view from = "", absl::string_view to = "") {
    std::string claims = absl::StrCat(
        R"({"iss":"loa","aud":"loa","sub":"principals/a","kind":"person",)",
        R"("iat":)", kSeconds, R"(,"exp":)", kSeconds + 900, "}");
    if (!from.empty()) {
      const size_t at = claims.find(from.data(), 0, from.size());
      EXPECT_NE(at, std::string::npos) << from;
      claims.replace(at, from.size(), to.data(), to.size());
    }
    return claims;
  }
  absl::Status Verify(absl::string_view token, absl::Time now = kNow) {
    return verifier_->Verify(token, now).status();
  }

  const Key key_;
  const std::unique_ptr<TokenIssuer> issuer_;
  const std::unique_ptr<TokenVerifier> verifier_;
  const Principal person_{"principals/a", Principal::Kind::kPerson};
};

TEST_F(TokenTest, ProvesPersonsAndServices) {
  for (const auto kind :
       {Principal::Kind::kPerson, Principal::Kind::kService}) {
    const auto principal = verifier_->Verify(
        issuer_->Issue({"principals/content", kind}, kNow, kTokenLife), kNow);
    ASSERT_TRUE(principal.ok()) << principal.status();
    EXPECT_EQ(principal->name, "principals/content");
    EXPECT_EQ(principal->kind, kind);
  }
}

TEST_F(TokenTest, AcceptsTheHandMadeTokenOfTheOtherTests) {
  EXPECT_TRUE(Verify(SignedClaims(Claims())).ok());
}

TEST_F(TokenTest, IsGoodForItsLifeAndTheSkewOfClocks) {
  const std::string token = issuer_->Issue(person_, kNow, absl::Minutes(15));
  const absl::Time expiry = kNow + absl::Minutes(15);

  EXPECT_TRUE(Verify(token, kNow - kClockSkew).ok());
  EXPECT_TRUE(Verify(token, expiry + kClockSkew - absl::Seconds(1)).ok());
  EXPECT_THAT(Verify(token, expiry + kClockSkew),
              AllOf(StatusIs(absl::StatusCode::kUnauthenticated),
                    HasReason("TOKEN_EXPIRED"),
                    HasMetadata("expired_at", "2022-06-01T00:15:00Z")));
  EXPECT_THAT(Verify(token, kNow - kClockSkew - absl::Seconds(1)),
              AllOf(HasReason("TOKEN_NOT_YET_VALID"),
                    HasMetadata("valid_from", "2022-06-01T00:00:00Z")));
}

TEST_F(TokenTest, RespectsNotBefore) {
  const auto with = [&](absl::string_view nbf) {
    return Verify(
        SignedClaims(Claims("}", absl::StrCat(",\"nbf\":", nbf, "}"))));
  };
  EXPECT_TRUE(with(absl::StrCat(kSeconds)).ok());
  EXPECT_THAT(with(absl::StrCat(kSeconds + 60)),
              HasReason("TOKEN_NOT_YET_VALID"));
  EXPECT_THAT(with("\"soon\""), HasReason("TOKEN_MALFORMED"));
}

TEST_F(TokenTest, RefusesNoToken) {
  EXPECT_THAT(Verify(""), AllOf(StatusIs(absl::StatusCode::kUnauthenticated),
                                HasReason("TOKEN_MISSING")));
}

TEST_F(TokenTest, RefusesATokenOfAKeyThatIsNotTrusted) {
  const auto stranger = *TokenIssuer::Create(PemOf(NewEd25519().get()));
  EXPECT_THAT(Verify(stranger->Issue(person_, kNow, kTokenLife)),
              HasReason("TOKEN_KEY_UNKNOWN"));
}

TEST_F(TokenTest, RefusesATokenSignedByAnotherKeyUnderATrustedId) {
  const Key stranger = NewEd25519();
  const std::string part = absl::StrCat(base::Base64UrlEncode(Header()), ".",
                                        base::Base64UrlEncode(Claims()));
  EXPECT_THAT(
      Verify(absl::StrCat(part, ".",
                          base::Base64UrlEncode(Sign(stranger.get(), part)))),
      HasReason("TOKEN_SIGNATURE_WRONG"));
}

TEST_F(TokenTest, RefusesEveryOtherAlgorithm) {
  for (const absl::string_view algorithm :
       {"none", "None", "", "HS256", "RS256", "ES256", "eddsa", "EdDSA "}) {
    const std::string header = absl::StrCat(
        R"({"alg":")", algorithm, R"(","kid":")", KeyIdOf(key_.get()), "\"}");
    EXPECT_THAT(Verify(Signed(header, Claims())),
                AllOf(HasReason("TOKEN_ALGORITHM_REFUSED"),
                      HasMetadata("alg", algorithm)));
  }
  EXPECT_THAT(Verify(absl::StrCat(base::Base64UrlEncode(R"({"alg":"none"})"),
                                  ".", base::Base64UrlEncode(Claims()), ".")),
              HasReason("TOKEN_ALGORITHM_REFUSED"));
}

TEST_F(TokenTest, RefusesAnHmacMadeWithThePublicKey) {
  const std::string part = absl::StrCat(
      base::Base64UrlEncode(absl::StrCat(R"({"alg":"HS256","kid":")",
                                         KeyIdOf(key_.get()), "\"}")),
      ".", base::Base64UrlEncode(Claims()));
  const std::string pem = issuer_->PublicKey();
  unsigned char mac[EVP_MAX_MD_SIZE];
  size_t size = 0;
  ASSERT_NE(
      EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, pem.data(),
                pem.size(), reinterpret_cast<const unsigned char*>(part.data()),
                part.size(), mac, sizeof(mac), &size),
      nullptr);
  EXPECT_THAT(Verify(absl::StrCat(part, ".",
                                  base::Base64UrlEncode(absl::string_view(
                                      reinterpret_cast<char*>(mac), size)))),
              HasReason("TOKEN_ALGORITHM_REFUSED"));
}

TEST_F(TokenTest, RefusesExtensionsThatMustBeUnderstood) {
  EXPECT_THAT(
      Verify(Signed(Header(R"(,"crit":["b64"],"b64":false)"), Claims())),
      HasReason("TOKEN_MALFORMED"));
}

TEST_F(TokenTest, RefusesAnotherIssuerOrAudience) {
  EXPECT_THAT(
      Verify(SignedClaims(Claims(R"("iss":"loa")", R"("iss":"x")"))),
      AllOf(HasReason("TOKEN_ISSUER_WRONG"), HasMetadata("issuer", "x")));
  EXPECT_THAT(Verify(SignedClaims(Claims(R"("iss":"loa",)", ""))),
              HasReason("TOKEN_ISSUER_WRONG"));
  for (const absl::string_view audience : {"\"x\"", "[\"loa\"]", "1"}) {
    EXPECT_THAT(Verify(SignedClaims(Claims(
                    R"("aud":"loa")", absl::StrCat("\"aud\":", audience)))),
                HasReason("TOKEN_AUDIENCE_WRONG"));
  }
}

TEST_F(TokenTest, RefusesTimesThatAreNone) {
  for (const absl::string_view time :
       {"\"1654042500\"", "1654042500.5", "1e400", "-1", "null",
        "18446744073709551615", "253402300800", "-9223372036854775808"}) {
    EXPECT_THAT(
        Verify(SignedClaims(Claims(absl::StrCat(kSeconds + 900), time))),
        HasReason("TOKEN_MALFORMED"))
        << time;
  }
  EXPECT_THAT(Verify(SignedClaims(
                  Claims(absl::StrCat(",\"exp\":", kSeconds + 900), ""))),
              HasReason("TOKEN_MALFORMED"));
}

TEST_F(TokenTest, RefusesSubjectsThatAreNoPrincipals) {
  for (const std::string& subject :
       {std::string(), std::string("principals/"), std::string("units/a"),
        "principals/" + std::string(200, 'a')}) {
    EXPECT_THAT(Verify(SignedClaims(Claims("principals/a", subject))),
                HasReason("TOKEN_MALFORMED"))
        << subject;
  }
  EXPECT_THAT(Verify(SignedClaims(Claims("person", "robot"))),
              HasReason("TOKEN_MALFORMED"));
}

TEST_F(TokenTest, RefusesClaimsThatAreNoSoundObject) {
  std::string deep = "1";
  for (int i = 0; i < 500; ++i) deep = absl::StrCat("[", deep, "]");
  for (const std::string& claims :
       {std::string(), std::string("null"), std::string("[]"), std::string("{"),
        Claims() + "x", Claims("}", R"(,"sub":"principals/root"})"),
        Claims("}", absl::StrCat(",\"x\":", deep, "}")),
        Claims("principals/a", "principals/\xff")}) {
    EXPECT_THAT(Verify(SignedClaims(claims)), HasReason("TOKEN_MALFORMED"))
        << claims;
  }
}

TEST_F(TokenTest, RefusesGarbage) {
  const std::string good = issuer_->Issue(person_, kNow, kTokenLife);
  const std::vector<std::string> parts = absl::StrSplit(good, '.');
  for (const std::string& token :
       {std::string("x"), std::string("."), std::string(".."),
        std::string("a.b.c"), std::string(5000, 'a'), std::string(3, '\0'),
        parts[0] + "." + parts[1], good + ".", good + ".x",
        parts[0] + "=." + parts[1] + "." + parts[2],
        parts[0] + "." + parts[1] + "." + parts[2] + "=",
        parts[0] + "." + parts[1] + ".!", " " + good, good + "\n"}) {
    EXPECT_THAT(Verify(token), HasReason("TOKEN_MALFORMED")) << token;
  }
}

TEST_F(TokenTest, RefusesATokenOverFourKibibytesEvenWhenSigned) {
  const std::string token = SignedClaims(
      Claims("}", absl::StrCat(",\"x\":\"", std::string(4000, 'x'), "\"}")));
  EXPECT_THAT(Verify(token), HasReason("TOKEN_MALFORMED"));
}

TEST_F(TokenTest, RefusesEverySingleCharacterThatWasChanged) {
  const std::string good = issuer_->Issue(person_, kNow, kTokenLife);
  for (size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    ASSERT_THAT(Verify(changed), StatusIs(absl::StatusCode::kUnauthenticated))
        << i;
  }
}

TEST_F(TokenTest, HoldsATokenThatItKnowsToItsTimes) {
  const std::string token = issuer_->Issue(person_, kNow, absl::Minutes(15));
  const absl::Time expiry = kNow + absl::Minutes(15);
  for (int i = 0; i < 2; ++i) {  // learnt, then known
    ASSERT_TRUE(Verify(token).ok());
    EXPECT_THAT(Verify(token, expiry + kClockSkew),
                AllOf(HasReason("TOKEN_EXPIRED"),
                      HasMetadata("expired_at", "2022-06-01T00:15:00Z")));
    EXPECT_THAT(Verify(token, kNow - kClockSkew - absl::Seconds(1)),
                HasReason("TOKEN_NOT_YET_VALID"));
  }
}

TEST_F(TokenTest, RefusesEveryChangeOfATokenThatItKnows) {
  const std::string good = issuer_->Issue(person_, kNow, kTokenLife);
  ASSERT_TRUE(Verify(good).ok());
  for (size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    ASSERT_THAT(Verify(changed), StatusIs(absl::StatusCode::kUnauthenticated))
        << i;
  }
  EXPECT_TRUE(Verify(good).ok());
}

TEST_F(TokenTest, NeverRemembersARefusal) {
  const std::string early =
      issuer_->Issue(person_, kNow + absl::Hours(1), kTokenLife);
  EXPECT_THAT(Verify(early), HasReason("TOKEN_NOT_YET_VALID"));
  EXPECT_TRUE(Verify(early, kNow + absl::Hours(1)).ok());
}

TEST_F(TokenTest, NeverRepeatsTheTokenInAnError) {
  const std::string good = issuer_->Issue(person_, kNow, kTokenLife);
  const absl::Status refusal = Verify(good, kNow + absl::Hours(1));
  EXPECT_THAT(refusal.ToString(), Not(HasSubstr(good.substr(0, 20))));
}

TEST_F(TokenTest, TrustsEveryKeyOfTheFileWhileTheyRotate) {
  const auto next = *TokenIssuer::Create(PemOf(NewEd25519().get()));
  const auto both = *TokenVerifier::Create(absl::StrCat(
      "# now\n", issuer_->PublicKey(), "\n# next\n", next->PublicKey()));

  EXPECT_TRUE(
      both->Verify(issuer_->Issue(person_, kNow, kTokenLife), kNow).ok());
  EXPECT_TRUE(both->Verify(next->Issue(person_, kNow, kTokenLife), kNow).ok());
}

TEST(TokenIssuer, RefusesWhatIsNoEd25519PrivateKey) {
  const Key rsa(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t{2048}));
  const Key ed25519 = NewEd25519();
  for (const std::string& pem :
       {std::string(), std::string("key"), PublicPemOf(ed25519.get()),
        PemOf(rsa.get()), PemOf(ed25519.get()).substr(0, 60)}) {
    EXPECT_THAT(TokenIssuer::Create(pem).status(),
                HasReason("SIGNING_KEY_INVALID"));
  }
}

TEST(TokenVerifier, RefusesWhatAreNoEd25519PublicKeys) {
  const Key rsa(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t{2048}));
  const Key ed25519 = NewEd25519();
  const std::string good = PublicPemOf(ed25519.get());
  for (const std::string& pems :
       {std::string(), std::string("key"), PemOf(ed25519.get()),
        PublicPemOf(rsa.get()), good + PublicPemOf(rsa.get()),
        good + good.substr(0, 60), good + PemOf(ed25519.get())}) {
    EXPECT_THAT(TokenVerifier::Create(pems).status(),
                HasReason("TOKEN_KEYS_INVALID"))
        << pems;
  }
}

}  // namespace
}  // namespace loa::auth
