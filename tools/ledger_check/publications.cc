#include "tools/ledger_check/publications.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/status_macros.h"

namespace loa::ledger_check {
namespace {

using Json = nlohmann::json;

absl::Status BadField(absl::string_view name, absl::string_view expected) {
  return absl::InvalidArgumentError(
      absl::StrCat("field ", name, " must be ", expected));
}

absl::StatusOr<std::string> Text(const Json& json, const char* name,
                                 bool required) {
  const auto it = json.find(name);
  if (it == json.end()) {
    if (required) return BadField(name, "there");
    return "";
  }
  if (!it->is_string()) return BadField(name, "a text");
  return it->get<std::string>();
}

absl::StatusOr<int64_t> Sequence(const Json& json) {
  const auto it = json.find("sequence");
  int64_t number = 0;
  if (it != json.end() && it->is_number_integer()) return it->get<int64_t>();
  if (it != json.end() && it->is_string() &&
      absl::SimpleAtoi(it->get<std::string>(), &number)) {
    return number;
  }
  return BadField("sequence", "a whole number");
}

absl::StatusOr<Publication> ParseOne(absl::string_view line) {
  const Json json = Json::parse(line.begin(), line.end(), nullptr,
                                /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return absl::InvalidArgumentError("not a JSON object");
  }
  Publication publication;
  ASSIGN_OR_RETURN(publication.name, Text(json, "name", true));
  ASSIGN_OR_RETURN(publication.page, Text(json, "page", false));
  ASSIGN_OR_RETURN(publication.platform_page_id,
                   Text(json, "platform_page_id", true));
  ASSIGN_OR_RETURN(publication.post, Text(json, "post", false));
  ASSIGN_OR_RETURN(publication.state, Text(json, "state", true));
  ASSIGN_OR_RETURN(publication.text, Text(json, "text", true));
  if (json.contains("link")) {
    ASSIGN_OR_RETURN(publication.link, Text(json, "link", true));
  }
  if (json.contains("photo_sha256")) {
    ASSIGN_OR_RETURN(publication.photo_sha256,
                     Text(json, "photo_sha256", true));
  }
  ASSIGN_OR_RETURN(publication.platform_post_id,
                   Text(json, "platform_post_id", false));
  if (const auto edited = json.find("edited");
      edited != json.end() && edited->is_object()) {
    ASSIGN_OR_RETURN(publication.edited_text, Text(*edited, "text", true));
  }
  if (const auto by_hand = json.find("by_hand"); by_hand != json.end()) {
    if (!by_hand->is_boolean()) return BadField("by_hand", "true or false");
    publication.by_hand = by_hand->get<bool>();
  }
  ASSIGN_OR_RETURN(publication.sequence, Sequence(json));
  ASSIGN_OR_RETURN(const std::string due, Text(json, "due_time", true));
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, due, &publication.due_time,
                       &error)) {
    return BadField("due_time", "an RFC 3339 time");
  }
  return publication;
}

}  // namespace

absl::StatusOr<std::vector<Publication>> ParsePublications(
    absl::string_view json_lines) {
  std::vector<Publication> publications;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(json_lines, '\n')) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    absl::StatusOr<Publication> publication = ParseOne(line);
    if (!publication.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": ", publication.status().message()));
    }
    publications.push_back(*std::move(publication));
  }
  return publications;
}

}  // namespace loa::ledger_check
