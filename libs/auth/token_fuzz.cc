#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/status/error.h"

namespace {

// Any key will do: no input can be signed with its other half.
constexpr absl::string_view kPublicKey =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
    "-----END PUBLIC KEY-----\n";

}  // namespace

// Whatever the bytes: no crash, and never a principal.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto& verifier =
      **new auto(loa::auth::TokenVerifier::Create(kPublicKey));
  const auto principal = verifier->Verify(
      absl::string_view(reinterpret_cast<const char*>(data), size),
      absl::FromUnixSeconds(1'654'041'600));
  if (principal.ok() || loa::status::ReasonOf(principal.status()).empty()) {
    std::abort();
  }
  return 0;
}
