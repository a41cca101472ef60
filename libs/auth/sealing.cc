#include "libs/auth/sealing.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/auth/errors.h"
#include "libs/base/base64url.h"
#include "libs/status/status_macros.h"

namespace loa::auth {
namespace {

constexpr size_t kKeyBytes = 32;
constexpr size_t kMinDistinctBytes = 16;
constexpr size_t kMaxKeyIdBytes = 32;
constexpr size_t kNonceBytes = 12;
constexpr size_t kTagBytes = 16;
constexpr size_t kMaxPlainBytes = size_t{1} << 20;
constexpr absl::string_view kVersion = "v1";

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const {
    EVP_CIPHER_CTX_free(context);
  }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* In(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Out(std::string& text, size_t at = 0) {
  return reinterpret_cast<unsigned char*>(text.data()) + at;
}

// What the tag covers besides the text.  Lengths are unambiguous: a key id has
// no newline.
std::string AssociatedData(absl::string_view key_id, absl::string_view owner) {
  return absl::StrCat(kVersion, "\n", key_id, "\n", owner);
}

bool IsKeyId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxKeyIdBytes &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_';
         });
}

// "v1:<key id>:<text>" taken apart; false when it is not of that form.
bool Split(absl::string_view sealed, absl::string_view& key_id,
           absl::string_view& text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(sealed, ':');
  if (parts.size() != 3 || parts[0] != kVersion) return false;
  key_id = parts[1];
  text = parts[2];
  return true;
}

}  // namespace

Sealer::Sealer(std::vector<Key> keys, base::IdSource& ids)
    : keys_(std::move(keys)), ids_(ids) {}

Sealer::~Sealer() {
  for (Key& key : keys_) OPENSSL_cleanse(key.bytes.data(), key.bytes.size());
}

absl::StatusOr<Sealer::Key> Sealer::ParseKey(int line, absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits(':', 1));
  const absl::string_view id = absl::StripAsciiWhitespace(parts.first);
  const absl::string_view hex = absl::StripAsciiWhitespace(parts.second);
  if (!absl::StrContains(text, ':')) {
    return SealingKeyMalformed(line, "it has no colon");
  }
  if (!IsKeyId(id)) {
    return SealingKeyMalformed(
        line, "the id is not 1 to 32 of letters, digits, - and _");
  }
  if (!std::all_of(hex.begin(), hex.end(),
                   [](unsigned char c) { return absl::ascii_isxdigit(c); })) {
    return SealingKeyMalformed(line, "the key is not hex digits");
  }
  if (hex.size() != 2 * kKeyBytes) {
    return SealingKeyWeak(
        id, absl::StrCat("it has ", hex.size(), " hex digits, not 64"));
  }
  Key key{std::string(id), absl::HexStringToBytes(hex)};
  const size_t distinct =
      std::set<char>(key.bytes.begin(), key.bytes.end()).size();
  if (distinct < kMinDistinctBytes) {
    return SealingKeyWeak(
        id, absl::StrCat("it has only ", distinct, " distinct bytes"));
  }
  return key;
}

absl::StatusOr<std::unique_ptr<Sealer>> Sealer::Create(absl::string_view keys,
                                                       base::IdSource& ids) {
  std::vector<Key> parsed;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(keys, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    ASSIGN_OR_RETURN(Key key, ParseKey(number, line));
    if (std::any_of(parsed.begin(), parsed.end(),
                    [&](const Key& other) { return other.id == key.id; })) {
      return SealingKeyMalformed(number, "the id is there twice");
    }
    parsed.push_back(std::move(key));
  }
  if (parsed.empty()) return SealingKeyMissing("the file holds none");
  return std::unique_ptr<Sealer>(new Sealer(std::move(parsed), ids));
}

absl::StatusOr<std::unique_ptr<Sealer>> Sealer::FromFile(
    const std::string& path, base::IdSource& ids) {
  if (path.empty()) return SealingKeyMissing("no file is named");
  std::ifstream file(path, std::ios::binary);
  if (!file) return SealingKeyMissing("the file cannot be read");
  std::string keys{std::istreambuf_iterator<char>(file), {}};
  auto sealer = Create(keys, ids);
  OPENSSL_cleanse(keys.data(), keys.size());
  return sealer;
}

std::string Sealer::Seal(absl::string_view plain,
                         absl::string_view owner) const {
  const Key& key = keys_.front();
  const std::string nonce = ids_.RandomBytes(kNonceBytes);
  const std::string bound = AssociatedData(key.id, owner);
  std::string text = nonce;
  text.resize(kNonceBytes + plain.size() + kTagBytes);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  if (plain.size() > kMaxPlainBytes ||
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                         In(key.bytes), In(nonce)) != 1 ||
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, In(bound),
                        static_cast<int>(bound.size())) != 1 ||
      EVP_EncryptUpdate(cipher.get(), Out(text, kNonceBytes), &size, In(plain),
                        static_cast<int>(plain.size())) != 1 ||
      EVP_EncryptFinal_ex(cipher.get(), Out(text, kNonceBytes + plain.size()),
                          &size) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                          Out(text, kNonceBytes + plain.size())) != 1) {
    std::abort();  // never write a credential that is not sealed
  }
  return absl::StrCat(kVersion, ":", key.id, ":", base::Base64UrlEncode(text));
}

absl::StatusOr<std::string> Sealer::Open(absl::string_view sealed,
                                         absl::string_view owner) const {
  absl::string_view key_id, encoded;
  if (!Split(sealed, key_id, encoded)) return SealedDataDamaged();
  const auto key = std::find_if(
      keys_.begin(), keys_.end(),
      [&](const Key& candidate) { return candidate.id == key_id; });
  if (key == keys_.end()) {
    return IsKeyId(key_id) ? SealingKeyUnknown(key_id) : SealedDataDamaged();
  }
  auto text = base::Base64UrlDecode(encoded);
  if (!text || text->size() < kNonceBytes + kTagBytes ||
      text->size() > kNonceBytes + kMaxPlainBytes + kTagBytes) {
    return SealedDataDamaged();
  }
  const std::string bound = AssociatedData(key_id, owner);
  const size_t plain_size = text->size() - kNonceBytes - kTagBytes;
  std::string plain(plain_size, '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  unsigned char rest[kTagBytes];
  if (EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                         In(key->bytes), In(*text)) != 1 ||
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, In(bound),
                        static_cast<int>(bound.size())) != 1 ||
      EVP_DecryptUpdate(cipher.get(), Out(plain), &size,
                        In(*text) + kNonceBytes,
                        static_cast<int>(plain_size)) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes,
                          Out(*text, kNonceBytes + plain_size)) != 1 ||
      EVP_DecryptFinal_ex(cipher.get(), rest, &size) != 1) {
    return SealedDataDamaged();
  }
  return plain;
}

bool Sealer::NeedsResealing(absl::string_view sealed) const {
  absl::string_view key_id, text;
  return !Split(sealed, key_id, text) || key_id != sealing_key_id();
}

}  // namespace loa::auth
