#ifndef LOA_LIBS_BASE_SHA256_H_
#define LOA_LIBS_BASE_SHA256_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::base {

// The 32 bytes of the SHA-256 of `bytes`.
std::string Sha256(absl::string_view bytes);

// The same as 64 lower-case hex digits: how hashes are stored and shown.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_SHA256_H_
