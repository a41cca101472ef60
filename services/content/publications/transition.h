#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_TRANSITION_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_TRANSITION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"
#include "services/content/publications/publication_state.h"

namespace loa::content {

// One thing that happens to a publication, with all that the timeline and the
// row keep of it. What an action does not use is ignored.
struct Happening {
  PublicationAction action;
  absl::Time at;          // content's clock
  std::string principal;  // who
  int64_t attempt = 0;    // kBegin .. kUnreadableTooLong

  std::string platform_post_id;         // kAccepted .. kReported, kProven
  std::string permalink;                // the same
  std::optional<absl::Time> posted_at;  // kReported: if not `at`
  absl::Time not_before;        // kNotSent, kThrottled, kAbsent (once more)
  absl::Time next_read_at;      // to UNKNOWN: first reading of the page
  std::string cause;            // to FAILED, CANCELLED, NEEDS_ATTENTION
  bool may_resend = false;      // kAbsent
  std::string edited_revision;  // kEdited
  std::string edited_text;      // kEdited

  int64_t http_status = 0;
  int64_t platform_code = 0;
  int64_t platform_subcode = 0;
  std::string platform_trace_id;
  std::string evidence;
};

// Does what NextStep() says to a publication that the transaction has locked:
// row, timeline and the page's first post. `publication` becomes what was
// written; a step that is refused or stays writes nothing.
absl::StatusOr<PublicationStep> Apply(sql::Tx& tx, Publication& publication,
                                      const Happening& happening);

// The page shows `post_id` too: writes the incident on the timeline and saves
// the publication, unless that is the very post that it has.
absl::Status NoteSecondPost(sql::Tx& tx, Publication& publication,
                            Happening happening, absl::string_view post_id);

// Adds a line to the timeline that changes no state ("READ_ABSENT"). The
// caller saves the publication, whose version it raises.
absl::Status Note(sql::Tx& tx, Publication& publication, absl::string_view kind,
                  const Happening& happening);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_TRANSITION_H_
