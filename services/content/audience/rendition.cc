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

bool ShowsPhotos(const v1::Post& post, const v1::LocalPart& part) {
  return part.has_photo() || !post.media().empty();
}

}  // namespace

std::string RenderText(const v1::Post& post, const v1::LocalPart& part) {
  std::string text;
  AppendPart(part.opening_line(), text);
  AppendPart(post.title(), text);
  AppendPart(post.body(), text);
  AppendPart(post.attribution(), text);
  if (ShowsPhotos(post, part)) AppendPart(post.link(), text);
  return text;
}

std::string RenderLink(const v1::Post& post, const v1::LocalPart& part) {
  return ShowsPhotos(post, part) ? std::string() : post.link();
}

std::vector<v1::PostMedia> RenderedPhotos(const v1::Post& post,
                                          const v1::LocalPart& part) {
  std::vector<v1::PostMedia> photos;
  if (part.has_photo()) photos.push_back(part.photo());
  for (const v1::PostMedia& photo : post.media()) {
    if (photo.media() != part.photo().media()) photos.push_back(photo);
  }
  return photos;
}

}  // namespace loa::content
