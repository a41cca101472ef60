#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_ERASURE_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_ERASURE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/submissions/submission_rows.h"

namespace loa::content {

// Erases who sent a locked submission and what it says, everywhere but in a
// post that was made of it. Its text's hash, state and decision stay. Nothing
// happens to one that was erased. Answers of requests with a request_id are
// kept for a day and may hold it that long.
absl::Status Erase(sql::Tx& tx, SubmissionRecord& record, absl::Time now);

// Erases what came, or was decided, `retention` before `now`, with a line in
// the audit log each. Answers how many. Bounded: call it again while it
// answers some.
absl::StatusOr<int> EraseExpired(sql::Database& database,
                                 absl::Duration retention, absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_ERASURE_H_
