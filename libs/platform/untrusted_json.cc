#include "libs/platform/untrusted_json.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace loa::platform {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxId = 128;
// The parser recurses; real answers are four levels deep.
constexpr int kMaxDepth = 32;

bool IsTooDeep(absl::string_view body) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Json ParseUntrusted(absl::string_view body) {
  if (IsTooDeep(body)) return Json(Json::value_t::discarded);
  return Json::parse(body.begin(), body.end(), nullptr,
                     /*allow_exceptions=*/false);
}

bool ReadString(const Json& object, const char* key, std::string& text) {
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) return true;
  if (!it->is_string()) return false;
  text = it->get<std::string>();
  return true;
}

std::string TextOrEmpty(const Json& object, const char* key, size_t limit) {
  std::string text;
  ReadString(object, key, text);
  if (text.size() <= limit) return text;
  while (limit > 0 && (text[limit] & 0xC0) == 0x80) --limit;
  text.resize(limit);
  return text;
}

bool IsPlatformId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxId &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  c == '_' || c == '-';
         });
}

}  // namespace loa::platform
