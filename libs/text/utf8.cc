#include "libs/text/utf8.h"

#include <unicode/utf8.h>

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::text {
namespace {

absl::Status NotUtf8(uint32_t offset) {
  return status::Error(absl::StatusCode::kInvalidArgument, "loa",
                       "TEXT_NOT_UTF8",
                       absl::StrCat("the text is not UTF-8 at byte ", offset,
                                    "; save it as UTF-8 and send it again"))
      .Vietnamese(absl::StrCat("Đoạn chữ không phải UTF-8 từ byte thứ ", offset,
                               "; hãy lưu lại dạng UTF-8 rồi gửi lại."))
      .With("offset", absl::StrCat(offset));
}

// Decodes all of `utf8`; returns the offset of the first bad byte when
// `replace` is off and there is one.
std::optional<uint32_t> DecodeInto(absl::string_view utf8, bool replace,
                                   std::vector<Character>& characters) {
  characters.reserve(utf8.size());
  const auto length = static_cast<int32_t>(utf8.size());
  int32_t next = 0;
  while (next < length) {
    const int32_t begin = next;
    UChar32 code;
    U8_NEXT(utf8.data(), next, length, code);
    if (code < 0) {
      if (!replace) return begin;
      code = 0xFFFD;
      next = begin + 1;
    }
    characters.push_back(
        {static_cast<char32_t>(code),
         {static_cast<uint32_t>(begin), static_cast<uint32_t>(next)}});
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<std::vector<Character>> Decode(absl::string_view utf8) {
  std::vector<Character> characters;
  if (const auto bad = DecodeInto(utf8, /*replace=*/false, characters)) {
    return NotUtf8(*bad);
  }
  return characters;
}

std::vector<Character> DecodeLossy(absl::string_view utf8) {
  std::vector<Character> characters;
  DecodeInto(utf8, /*replace=*/true, characters);
  return characters;
}

void AppendUtf8(char32_t code, std::string& text) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code);
  text.append(bytes, length);
}

}  // namespace loa::text
