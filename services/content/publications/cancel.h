#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_CANCEL_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_CANCEL_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

namespace loa::content {

// Why publications were cancelled.
inline constexpr absl::string_view kRequested = "REQUESTED";
inline constexpr absl::string_view kApprovalVoided = "APPROVAL_VOIDED";
inline constexpr absl::string_view kPostWithdrawn = "POST_WITHDRAWN";
inline constexpr absl::string_view kApprovalLapsed = "APPROVAL_LAPSED";

// May something of the post still become visible?
absl::StatusOr<bool> HasOpenPublications(sql::Tx& tx, absl::string_view post);

// Cancels a locked publication, or remembers that it is wanted. What has ended
// stays as it is.
absl::Status CancelOne(sql::Tx& tx, Publication& publication,
                       absl::string_view cause, absl::string_view principal,
                       absl::Time now);

// Cancels all that may still become visible of a post; what is SENDING,
// UNKNOWN or BY_HAND remembers that a cancel is wanted. The caller has locked
// the post, so that no publication of it appears meanwhile.
absl::Status CancelAllOf(sql::Tx& tx, absl::string_view post,
                         absl::string_view cause, absl::string_view principal,
                         absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_CANCEL_H_
