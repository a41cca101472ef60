#include "services/content/submissions/submission_title.h"

#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "libs/text/utf8.h"

namespace loa::content {
namespace {

constexpr size_t kCharacters = 100;

}  // namespace

std::string TitleOf(const v1::Submission& submission) {
  if (!submission.title().empty()) return submission.title();
  absl::string_view text = absl::StripAsciiWhitespace(submission.text());
  text = text.substr(0, text.find('\n'));
  const std::vector<text::Character> characters = text::DecodeLossy(text);
  if (characters.size() <= kCharacters) return std::string(text);
  const absl::string_view cut =
      text.substr(0, characters[kCharacters].bytes.begin);
  const size_t blank = cut.rfind(' ');
  return std::string(blank == absl::string_view::npos ? cut
                                                      : cut.substr(0, blank));
}

}  // namespace loa::content
