#ifndef LOA_LIBS_QUEUE_ERRORS_H_
#define LOA_LIBS_QUEUE_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Every error of libs/queue, by name; those of libs/redis pass through.  The
// domain is "queue.loa".
namespace loa::queue {

// INVALID_ARGUMENT QUEUE_ENTRY_MALFORMED: a line that is no entry.
absl::Status EntryMalformed(absl::string_view why);

// INVALID_ARGUMENT QUEUE_ENTRY_INVALID: an entry that cannot be written, since
// the id in `field` is empty, too long or has other characters than allowed.
absl::Status EntryInvalid(absl::string_view field, absl::string_view id);

}  // namespace loa::queue

#endif  // LOA_LIBS_QUEUE_ERRORS_H_
