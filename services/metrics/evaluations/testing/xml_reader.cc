#include "services/metrics/evaluations/testing/xml_reader.h"

#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace loa::metrics::testing {
namespace {

class Reader {
 public:
  explicit Reader(absl::string_view xml) : rest_(xml) {}

  bool Read() {
    if (absl::ConsumePrefix(&rest_, "<!DOCTYPE html>")) Skip();
    while (!rest_.empty()) {
      if (!(rest_[0] == '<' ? ReadTag() : ReadText(rest_.find('<'), text_))) {
        return false;
      }
    }
    return open_.empty();
  }

  const std::string& text() const { return text_; }

 private:
  void Skip() { rest_ = absl::StripLeadingAsciiWhitespace(rest_); }

  std::string Name() {
    size_t length = 0;
    while (length < rest_.size() &&
           (absl::ascii_isalnum(rest_[length]) || rest_[length] == '-' ||
            rest_[length] == ':')) {
      ++length;
    }
    const std::string name(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return name;
  }

  // Text up to `end`, with the five entities and &#39; read.
  bool ReadText(size_t end, std::string& out) {
    absl::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(text.size());
    static constexpr std::pair<absl::string_view, char> kEntities[] = {
        {"&amp;", '&'},
        {"&lt;", '<'},
        {"&gt;", '>'},
        {"&quot;", '"'},
        {"&#39;", '\''}};
    while (!text.empty()) {
      if (text[0] == '<') return false;
      if (text[0] != '&') {
        const unsigned char c = static_cast<unsigned char>(text[0]);
        if (c < 0x20 && c != '\n' && c != '\t') return false;
        out += text[0];
        text.remove_prefix(1);
        continue;
      }
      bool known = false;
      for (const auto& [entity, character] : kEntities) {
        if (!absl::ConsumePrefix(&text, entity)) continue;
        out += character;
        known = true;
        break;
      }
      if (!known) return false;
    }
    return true;
  }

  bool ReadTag() {
    rest_.remove_prefix(1);
    if (absl::ConsumePrefix(&rest_, "/")) {
      const std::string name = Name();
      if (open_.empty() || open_.back() != name) return false;
      open_.pop_back();
      return absl::ConsumePrefix(&rest_, ">");
    }
    const std::string name = Name();
    if (name.empty() || !ReadAttributes()) return false;
    if (absl::ConsumePrefix(&rest_, "/>")) return true;
    open_.push_back(name);
    return absl::ConsumePrefix(&rest_, ">");
  }

  bool ReadAttributes() {
    std::set<std::string> names;
    while (!rest_.empty() && absl::ascii_isspace(rest_[0])) {
      Skip();
      const std::string name = Name();
      if (name.empty() || !names.insert(name).second) return false;
      if (!absl::ConsumePrefix(&rest_, "=\"")) return false;
      std::string value;
      const size_t end = rest_.find('"');
      if (end == absl::string_view::npos || !ReadText(end, value)) return false;
      rest_.remove_prefix(1);
      if (name == "id" && !ids_.insert(value).second) return false;
    }
    return true;
  }

  absl::string_view rest_;
  std::string text_;
  std::vector<std::string> open_;
  std::set<std::string> ids_;
};

}  // namespace

std::optional<std::string> TextOfXml(absl::string_view xml) {
  Reader reader(xml);
  if (!reader.Read()) return std::nullopt;
  return reader.text();
}

}  // namespace loa::metrics::testing
