#ifndef LOA_LIBS_PLATFORM_WEBHOOK_ANSWERS_H_
#define LOA_LIBS_PLATFORM_WEBHOOK_ANSWERS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/platform/http/client.h"
#include "libs/platform/platform.h"

namespace loa::platform::webhook {

// Reads what a site answers.  Total functions: any bytes are allowed, and what
// is not exactly understood is unreadable.

// Fills body, post_id, permalink, error, usage and, when unreadable, why.  The
// site's status tells what its error means, in the codes that Facebook has for
// the same: 401 and 403 a refused signature (190), 429 too many calls (32, with
// Retry-After), other 4xx but 408, 409 and 425 a refused post (100).
void ReadPublishAnswer(const http::Response& response, RawOutcome& outcome);

// OK for a 2xx answer; else the error of a read that it means, see platform.h.
absl::Status ReadStatus(const http::Response& response);

// {"page": {"id", "name"}, "posts": [...], "next"}.  Errors: UNAVAILABLE
// PLATFORM_UNREADABLE, also for a single post that is malformed: one that was
// passed over could be the one that is looked for.
struct Listing {
  PageIdentity page;
  PostList posts;
};
absl::StatusOr<Listing> ReadListing(absl::string_view body);

}  // namespace loa::platform::webhook

#endif  // LOA_LIBS_PLATFORM_WEBHOOK_ANSWERS_H_
