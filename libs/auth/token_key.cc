#include "libs/auth/token_key.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdlib>

#include "libs/base/sha256.h"

namespace loa::auth {
namespace {

constexpr size_t kKeyIdDigits = 16;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

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

bool IsEd25519(EVP_PKEY* key) { return EVP_PKEY_id(key) == EVP_PKEY_ED25519; }

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
