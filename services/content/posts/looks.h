#ifndef LOA_SERVICES_CONTENT_POSTS_LOOKS_H_
#define LOA_SERVICES_CONTENT_POSTS_LOOKS_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/audit/mutation.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"
#include "services/content/publications/publication.h"

// A superior looked at what was published: it may not stay. Every `review` here
// is WITHDRAWN by its look.
namespace loa::content {

// The post is taken back for good, nothing of it is sent any more, and what
// pages show of it is deleted as WithdrawEverywhere does. Where the post has
// become another one since, it stays, and the pages that still show what was
// looked at lose it.
absl::Status ApplyNegativeLook(sql::Tx& tx, base::IdSource& ids,
                               const moderation::v1::Review& review,
                               absl::Time now);

// The same of one locked publication.
absl::Status TakeDownByLook(sql::Tx& tx, base::IdSource& ids,
                            Publication& publication,
                            const moderation::v1::Review& review,
                            absl::Time now);

// Writes into the audit log who looked, and at which review: no request of
// content's asked for the change.
absl::Status AuditLook(sql::Tx& tx, const moderation::v1::Review& review,
                       const audit::Subject& subject, absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_LOOKS_H_
