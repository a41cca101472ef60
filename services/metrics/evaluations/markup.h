#ifndef LOA_SERVICES_METRICS_EVALUATIONS_MARKUP_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_MARKUP_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace loa::metrics {

// Writes HTML that is well-formed XML as well, whatever the texts hold: every
// text and attribute is composed (NFC) and escaped, characters that XML does
// not know become U+FFFD, and elements close in the order that they opened.
class Markup {
 public:
  using Attributes = std::vector<std::pair<absl::string_view, std::string>>;

  Markup& Open(absl::string_view tag, const Attributes& attributes = {});
  // Closes the innermost open element.
  Markup& Close();
  Markup& Text(absl::string_view text);
  // An element with one text.
  Markup& Leaf(absl::string_view tag, absl::string_view text,
               const Attributes& attributes = {});
  // An element that never has content, such as "br" or "rect".
  Markup& Empty(absl::string_view tag, const Attributes& attributes = {});
  // Our own markup or style sheet, as it stands.
  Markup& Trusted(absl::string_view markup);

  // Closes what is open and hands out what was written.
  std::string Take() &&;

 private:
  void Begin(absl::string_view tag, const Attributes& attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_MARKUP_H_
