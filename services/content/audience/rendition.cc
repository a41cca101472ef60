#include "services/content/audience/rendition.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/platform/canonical_text.h"

namespace loa::content {
namespace {

// Appends the lines of `part` after a blank one.
void AppendPart(const std::string& part, std::string& text) {
  bool blank_pending = !text.empty();
  for (const absl::string_view raw : absl::StrSplit(part, '\n')) {
    const std::string line = platform::CanonicalText(raw);
    if (line.empty()) {
      blank_pending = !text.empty();
      continue;
    }
    if (!text.empty()) text += blank_pending ? "\n\n" : "\n";
    text += line;
    blank_pending = false;
  }
}

}  // namespace

std::string RenderText(const v1::Post& post, const std::string& opening_line) {
  std::string text;
  AppendPart(opening_line, text);
  AppendPart(post.title(), text);
  AppendPart(post.body(), text);
  AppendPart(post.attribution(), text);
  if (!post.media().empty()) AppendPart(post.link(), text);
  return text;
}

std::string RenderLink(const v1::Post& post) {
  return post.media().empty() ? post.link() : std::string();
}

}  // namespace loa::content
