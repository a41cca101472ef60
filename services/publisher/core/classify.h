#ifndef LOA_SERVICES_PUBLISHER_CORE_CLASSIFY_H_
#define LOA_SERVICES_PUBLISHER_CORE_CLASSIFY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/platform/platform.h"

namespace loa::publisher {

// What one visible call came to.
struct Verdict {
  enum class Kind {
    kAccepted,     // the platform gave the post's id: it is visible
    kRefused,      // this content, for good
    kNotSent,      // no byte left: try again later
    kThrottled,    // too many calls: later, and nothing of this page or app
    kTokenDead,    // the page's credential or standing needs a person
    kSpamBlocked,  // the platform blocks the page for hours
    kUnknown,      // it may be visible: read the page before anything else
  };
  // Whose gate a kThrottled, kTokenDead or kSpamBlocked closes.
  enum class Scope { kNone, kPage, kApp };

  Kind kind = Kind::kUnknown;
  Scope scope = Scope::kNone;
  // How long the gate stays closed; nullopt: until a person opens it.
  std::optional<absl::Duration> closed_for;

  std::string post_id;    // kAccepted
  std::string permalink;  // kAccepted, when known
  int http_status = 0;
  int64_t code = 0;
  int64_t subcode = 0;
  std::string trace_id;
  std::string detail;  // in words, for the timeline
  // CLOCK_BOOTTIME of the first byte; nullopt when none left.
  std::optional<absl::Duration> first_byte;
};

absl::string_view Name(Verdict::Kind kind);

// Judges by subcode, then code, then is_transient, then HTTP status.  Only an
// answer that was read whole and is an error body under a status below 500 can
// be more than kUnknown: a 5xx proves nothing, whatever its body says, and a
// refusal that was none would be sent twice.
Verdict Classify(const platform::RawOutcome& outcome);

// The same of an edit or a deletion.  "No such object" is unknown: the post
// may be gone, by ourselves or by others, or the right to see it.
Verdict ClassifyChange(const platform::RawOutcome& outcome);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_CLASSIFY_H_
