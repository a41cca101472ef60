#ifndef LOA_TOOLS_LEDGER_CHECK_PUBLICATIONS_H_
#define LOA_TOOLS_LEDGER_CHECK_PUBLICATIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::ledger_check {

// What content says about one publication.
struct Publication {
  std::string name;              // "publications/1"
  std::string page;              // "pages/1"
  std::string platform_page_id;  // as in the ledger
  std::string post;              // "posts/1"
  std::string state;             // "PUBLISHED"
  absl::Time due_time;
  int64_t sequence = 0;
  std::string text;
  // "" for a post without one; nullopt when content's side does not say.
  std::optional<std::string> link;
  // SHA-256 of its photos, with commas; nullopt as for the link.
  std::optional<std::string> photo_sha256;
  std::string platform_post_id;  // "" when not known
  std::string edited_text;       // EDITED: what the page shows now
  // Its people put it up: nothing is promised of it.
  bool by_hand = false;
};

// Reads JSON lines, one publication each, in the field names above:
//   {"name": ..., "platform_page_id": ..., "state": "PUBLISHED",
//    "due_time": "2022-06-01T00:00:00Z", "sequence": 7, "text": ...}
// "edited" may hold the text of a correction, as the contract's Publication
// has it. name, platform_page_id, state, due_time, sequence and text are
// required; sequence may be a string, as protobuf's JSON has it.  Other fields
// are ignored. Errors: INVALID_ARGUMENT with the line and the field.
absl::StatusOr<std::vector<Publication>> ParsePublications(
    absl::string_view json_lines);

}  // namespace loa::ledger_check

#endif  // LOA_TOOLS_LEDGER_CHECK_PUBLICATIONS_H_
