#ifndef LOA_LIBS_PLATFORM_UNTRUSTED_JSON_H_
#define LOA_LIBS_PLATFORM_UNTRUSTED_JSON_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/string_view.h"

// Reading of bodies that anybody may have sent: total functions, any bytes are
// allowed.
namespace loa::platform {

// Discarded unless `body` is one JSON value in valid UTF-8, at most 32 deep.
nlohmann::json ParseUntrusted(absl::string_view body);

// Leaves `text` alone when the field is absent or null; false on a wrong type.
bool ReadString(const nlohmann::json& object, const char* key,
                std::string& text);

// The field cut to `limit` bytes, not inside a character; "" when it is absent
// or no text.
std::string TextOrEmpty(const nlohmann::json& object, const char* key,
                        size_t limit);

// 1 to 128 letters, digits, '_' or '-'.
bool IsPlatformId(absl::string_view id);

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_UNTRUSTED_JSON_H_
