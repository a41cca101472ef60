#include "libs/auth/token_key.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <utility>

#include "libs/auth/errors.h"
#include "libs/base/sha256.h"

namespace loa::auth {
namespace {

constexpr size_t kKeyIdDigits = 16;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

// A key file is a few hundred bytes; beyond this it is something else.
constexpr size_t kMaxPemBytes = size_t{1} << 20;

Bio Reader(absl::string_view text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
             &BIO_free);
}

bool IsEd25519(EVP_PKEY* key) { return EVP_PKEY_id(key) == EVP_PKEY_ED25519; }

// Asked for when the PEM is encrypted; without it OpenSSL would prompt on the
// terminal.
int NoPassphrase(char*, int, int, void*) { return -1; }

// The next PEM block.
struct PemBlock {
  char* type = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;  // NOLINT: OpenSSL's type

  PemBlock() = default;
  PemBlock(const PemBlock&) = delete;
  PemBlock& operator=(const PemBlock&) = delete;
  ~PemBlock() {
    OPENSSL_free(type);
    OPENSSL_free(header);
    OPENSSL_free(data);
  }
  bool Read(BIO* from) {
    return PEM_read_bio(from, &type, &header, &data, &size) == 1;
  }
};

// After PemBlock::Read failed: was it only for want of another block?
bool ReachedTheEnd() {
  const unsigned long error = ERR_peek_last_error();  // NOLINT: its type
  ERR_clear_error();
  return ERR_GET_LIB(error) == ERR_LIB_PEM &&
         ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

absl::StatusOr<Key> PrivateKeyOf(absl::string_view pem) {
  if (pem.size() > kMaxPemBytes) return SigningKeyInvalid("it is over 1 MiB");
  const Bio bio = Reader(pem);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &NoPassphrase, nullptr));
  ERR_clear_error();
  if (key == nullptr) {
    return SigningKeyInvalid("it is not a private key in unencrypted PEM");
  }
  if (!IsEd25519(key.get())) return SigningKeyInvalid("it is not Ed25519");
  return key;
}

absl::StatusOr<std::vector<Key>> PublicKeysOf(absl::string_view pems) {
  if (pems.size() > kMaxPemBytes) return TokenKeysInvalid("over 1 MiB");
  const Bio bio = Reader(pems);
  std::vector<Key> keys;
  ERR_clear_error();
  while (true) {
    PemBlock block;
    if (!block.Read(bio.get())) break;
    if (absl::string_view(block.type) != PEM_STRING_PUBLIC) {
      return TokenKeysInvalid("one block is not a PUBLIC KEY");
    }
    const unsigned char* der = block.data;
    Key key(d2i_PUBKEY(nullptr, &der, block.size));
    ERR_clear_error();
    if (key == nullptr || der != block.data + block.size) {
      return TokenKeysInvalid("one cannot be read as a public key");
    }
    if (!IsEd25519(key.get())) return TokenKeysInvalid("one is not Ed25519");
    keys.push_back(std::move(key));
  }
  if (!ReachedTheEnd()) return TokenKeysInvalid("one block is damaged");
  if (keys.empty()) return TokenKeysInvalid("there is none");
  return keys;
}

std::string KeyIdOf(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  if (size <= 0) std::abort();  // a loaded key always has a public half
  const std::string digest = base::Sha256Hex(
      absl::string_view(reinterpret_cast<const char*>(der), size));
  OPENSSL_free(der);
  return digest.substr(0, kKeyIdDigits);
}

std::string PublicPemOf(EVP_PKEY* key) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()),
                                                      &BIO_free);
  PEM_write_bio_PUBKEY(bio.get(), key);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);  // NOLINT: its type
  return std::string(data, static_cast<size_t>(size));
}

std::string Sign(EVP_PKEY* key, absl::string_view message) {
  const Context context(EVP_MD_CTX_new());
  std::string signature(kSignatureBytes, '\0');
  size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) != 1 ||
      EVP_DigestSign(context.get(),
                     reinterpret_cast<unsigned char*>(signature.data()), &size,
                     Bytes(message), message.size()) != 1 ||
      size != kSignatureBytes) {
    std::abort();  // Ed25519 over a checked key fails only without memory
  }
  return signature;
}

bool SignatureIsRight(EVP_PKEY* key, absl::string_view message,
                      absl::string_view signature) {
  const Context context(EVP_MD_CTX_new());
  return signature.size() == kSignatureBytes &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) ==
             1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                          Bytes(message), message.size()) == 1;
}

}  // namespace loa::auth
