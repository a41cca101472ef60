#include "libs/work/one_line.h"

#include "absl/strings/str_cat.h"

namespace loa::work {
namespace {

constexpr size_t kMaxBytes = 120;

}  // namespace

std::string OneLine(absl::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (text.size() <= kMaxBytes) return std::string(text);
  size_t end = kMaxBytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "…");
}

}  // namespace loa::work
