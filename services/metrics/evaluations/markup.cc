#include "services/metrics/evaluations/markup.h"

#include "absl/strings/str_cat.h"
#include "libs/text/compose.h"

namespace loa::metrics {
namespace {

// XML has no place for control characters, not even escaped, but for tab and
// line ends; U+FFFE and U+FFFF it does not know either.
std::string Escaped(absl::string_view text) {
  constexpr char kReplacement[] = "\xEF\xBF\xBD";
  const std::string composed = text::Composed(text);
  std::string out;
  out.reserve(composed.size());
  for (size_t i = 0; i < composed.size(); ++i) {
    const char c = composed[i];
    const absl::string_view rest = absl::string_view(composed).substr(i, 3);
    if (rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") {
      out += kReplacement;
      i += 2;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\'') {
      out += "&#39;";
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') {
      out += kReplacement;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void Markup::Begin(absl::string_view tag, const Attributes& attributes) {
  absl::StrAppend(&out_, "<", tag);
  for (const auto& [name, value] : attributes) {
    absl::StrAppend(&out_, " ", name, "=\"", Escaped(value), "\"");
  }
}

Markup& Markup::Open(absl::string_view tag, const Attributes& attributes) {
  Begin(tag, attributes);
  out_ += '>';
  open_.emplace_back(tag);
  return *this;
}

Markup& Markup::Close() {
  if (open_.empty()) return *this;
  absl::StrAppend(&out_, "</", open_.back(), ">");
  // Lines that a person can read and a tool can compare.
  if (open_.back() != "td" && open_.back() != "th" && open_.back() != "span") {
    out_ += '\n';
  }
  open_.pop_back();
  return *this;
}

Markup& Markup::Text(absl::string_view text) {
  out_ += Escaped(text);
  return *this;
}

Markup& Markup::Leaf(absl::string_view tag, absl::string_view text,
                     const Attributes& attributes) {
  return Open(tag, attributes).Text(text).Close();
}

Markup& Markup::Empty(absl::string_view tag, const Attributes& attributes) {
  Begin(tag, attributes);
  out_ += "/>";
  return *this;
}

Markup& Markup::Trusted(absl::string_view markup) {
  absl::StrAppend(&out_, markup);
  return *this;
}

std::string Markup::Take() && {
  while (!open_.empty()) Close();
  return std::move(out_);
}

}  // namespace loa::metrics
