#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "libs/auth/errors.h"
#include "libs/auth/proven_tokens.h"
#include "libs/auth/token.h"
#include "libs/auth/token_key.h"
#include "libs/base/base64url.h"
#include "libs/base/sha256.h"
#include "libs/status/status_macros.h"
#include "nlohmann/json.hpp"

namespace loa::auth {
namespace {

using nlohmann::json;

constexpr size_t kMaxTokenBytes = 4096;
constexpr int kMaxJsonDepth = 4;
constexpr size_t kMaxSubjectBytes = 128;
// 9999-12-31: later times are no dates, and must not overflow.
constexpr int64_t kMaxUnixSeconds = 253402300799;
constexpr absl::string_view kPrincipals = "principals/";

// A part of a token as a JSON object; nullopt for anything else, nesting
// beyond kMaxJsonDepth and repeated keys included.
std::optional<json> ParseObject(absl::string_view part) {
  const auto text = base::Base64UrlDecode(part);
  if (!text) return std::nullopt;
  bool sound = true;
  std::vector<std::map<std::string, bool>> keys;
  const auto check = [&](int depth, json::parse_event_t event, json& parsed) {
    if (depth > kMaxJsonDepth) sound = false;
    if (event == json::parse_event_t::object_start) keys.emplace_back();
    if (event == json::parse_event_t::object_end && !keys.empty()) {
      keys.pop_back();
    }
    if (event == json::parse_event_t::key && !keys.empty()) {
      sound =
          keys.back().emplace(parsed.get<std::string>(), true).second && sound;
    }
    return true;
  };
  json object = json::parse(*text, check, /*allow_exceptions=*/false);
  if (object.is_discarded() || !object.is_object() || !sound) {
    return std::nullopt;
  }
  return object;
}

// object[key] when it is a string, else "".
std::string StringAt(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : "";
}

std::optional<absl::Time> TimeAt(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const int64_t seconds =
      found->is_number_unsigned() && found->get<uint64_t>() > kMaxUnixSeconds
          ? -1
          : found->get<int64_t>();
  if (seconds < 0) return std::nullopt;
  return absl::FromUnixSeconds(seconds);
}

absl::StatusOr<Principal> PrincipalOf(const json& claims) {
  Principal principal;
  principal.name = StringAt(claims, "sub");
  if (!absl::StartsWith(principal.name, kPrincipals) ||
      principal.name.size() == kPrincipals.size() ||
      principal.name.size() > kMaxSubjectBytes) {
    return TokenMalformed("sub is not the name of a principal");
  }
  const std::string kind = StringAt(claims, "kind");
  if (kind != "person" && kind != "service") {
    return TokenMalformed("kind is neither person nor service");
  }
  principal.kind =
      kind == "service" ? Principal::Kind::kService : Principal::Kind::kPerson;
  return principal;
}

// When the claims hold, with the skew of clocks.
struct Validity {
  absl::Time from, until;
};

absl::StatusOr<Validity> ValidityAt(const json& claims, absl::Time now) {
  const auto issued = TimeAt(claims, "iat");
  const auto expiry = TimeAt(claims, "exp");
  if (!issued) return TokenMalformed("iat is not a time");
  if (!expiry) return TokenMalformed("exp is not a time");
  if (now >= *expiry + kClockSkew) return TokenExpired(*expiry);
  auto valid_from = *issued;
  if (claims.contains("nbf")) {
    const auto not_before = TimeAt(claims, "nbf");
    if (!not_before) return TokenMalformed("nbf is not a time");
    valid_from = std::max(valid_from, *not_before);
  }
  if (valid_from > now + kClockSkew) return TokenNotYetValid(valid_from);
  return Validity{valid_from - kClockSkew, *expiry + kClockSkew};
}

class Ed25519Verifier : public TokenVerifier {
 public:
  explicit Ed25519Verifier(std::map<std::string, Key> keys)
      : keys_(std::move(keys)) {}

  absl::StatusOr<Principal> Verify(absl::string_view token,
                                   absl::Time now) const override {
    if (token.empty()) return TokenMissing();
    if (token.size() > kMaxTokenBytes) {
      return TokenMalformed("it is over 4096 bytes");
    }
    const std::string digest = base::Sha256(token);
    if (auto principal = proven_.Find(digest, now)) return *principal;
    ASSIGN_OR_RETURN(const ProvenToken proven, Prove(token, now));
    proven_.Remember(digest, proven);
    return proven.principal;
  }

 private:
  absl::StatusOr<ProvenToken> Prove(absl::string_view token,
                                    absl::Time now) const {
    const std::vector<absl::string_view> parts = absl::StrSplit(token, '.');
    if (parts.size() != 3) return TokenMalformed("it has not three parts");
    RETURN_IF_ERROR(CheckSignature(
        parts[0], token.substr(0, parts[0].size() + 1 + parts[1].size()),
        parts[2]));
    // Only what a trusted key signed is read from here on.
    const auto claims = ParseObject(parts[1]);
    if (!claims) return TokenMalformed("its claims are not a JSON object");
    if (const auto issuer = StringAt(*claims, "iss"); issuer != kIssuer) {
      return TokenIssuerWrong(issuer);
    }
    if (StringAt(*claims, "aud") != kAudience) return TokenAudienceWrong();
    ASSIGN_OR_RETURN(const Validity validity, ValidityAt(*claims, now));
    ASSIGN_OR_RETURN(Principal principal, PrincipalOf(*claims));
    return ProvenToken{std::move(principal), validity.from, validity.until};
  }

  absl::Status CheckSignature(absl::string_view header_part,
                              absl::string_view signed_part,
                              absl::string_view signature_part) const {
    const auto header = ParseObject(header_part);
    if (!header) return TokenMalformed("its header is not a JSON object");
    // The algorithm is pinned before anything else of the header is believed.
    if (const auto algorithm = StringAt(*header, "alg");
        algorithm != kTokenAlgorithm) {
      return TokenAlgorithmRefused(algorithm);
    }
    // RFC 7515: extensions that must be understood, and are not.
    if (header->contains("crit")) return TokenMalformed("it has crit headers");
    const std::string key_id = StringAt(*header, "kid");
    const auto key = keys_.find(key_id);
    if (key == keys_.end()) return TokenKeyUnknown(key_id);
    const auto signature = base::Base64UrlDecode(signature_part);
    if (!signature) return TokenMalformed("its signature is not base64url");
    if (!SignatureIsRight(key->second.get(), signed_part, *signature)) {
      return TokenSignatureWrong();
    }
    return absl::OkStatus();
  }

  const std::map<std::string, Key> keys_;
  mutable ProvenTokens proven_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<TokenVerifier>> TokenVerifier::Create(
    absl::string_view pems) {
  ASSIGN_OR_RETURN(std::vector<Key> public_keys, PublicKeysOf(pems));
  std::map<std::string, Key> keys;
  for (Key& key : public_keys) {
    const std::string key_id = KeyIdOf(key.get());
    keys.emplace(key_id, std::move(key));
  }
  return std::make_unique<Ed25519Verifier>(std::move(keys));
}

}  // namespace loa::auth
