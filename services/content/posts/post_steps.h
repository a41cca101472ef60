#ifndef LOA_SERVICES_CONTENT_POSTS_POST_STEPS_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_STEPS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/posts/post_record.h"

// What the use cases do to a post that the transaction has locked. None of
// them saves the record itself.
namespace loa::content {

// Who acts, when.
struct Act {
  std::string principal;
  absl::Time now;
};

// Makes the content of `record.post` its next revision, by `act`: number,
// hash, editor and source follow. The caller writes the revision.
absl::Status TakeRevision(sql::Tx& tx, PostRecord& record, const Act& act);

// Makes `next` the content and audience of the post. False when that changes
// nothing. A change makes it a DRAFT and ends what was asked or approved.
absl::StatusOr<bool> Change(sql::Tx& tx, PostRecord& record,
                            const v1::Post& next, const Act& act);

// Sends the post to moderation, to reach `expected_page_count` pages.
absl::Status Submit(sql::Tx& tx, PostRecord& record,
                    int64_t expected_page_count, const Act& act);

// Its approval is older than its policy allows.  What is published stays; while
// something is still to be sent, the post is a draft again that asks for a new
// review, and what was not sent is cancelled.
absl::Status Lapse(sql::Tx& tx, PostRecord& record, const Act& act);

// Takes it back for good.
absl::Status Withdraw(sql::Tx& tx, PostRecord& record, const std::string& note,
                      const Act& act);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_STEPS_H_
