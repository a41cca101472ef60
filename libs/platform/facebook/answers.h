#ifndef LOA_LIBS_PLATFORM_FACEBOOK_ANSWERS_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_ANSWERS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/platform/page_directory.h"
#include "libs/platform/platform.h"

namespace loa::platform::facebook {

// Reads the bodies that the Graph API answers with.  Total functions: any
// bytes are allowed, and what is not exactly understood is unreadable.

// Fills body, post_id, permalink, error and, when unreadable, why.
void ReadPublishAnswer(absl::string_view body, RawOutcome& outcome);

// The same of the answer to an edit or a deletion.
void ReadChangeAnswer(absl::string_view body, RawOutcome& outcome);

// The error object of `body`, nullopt when it holds none.
std::optional<ApiError> ReadApiError(absl::string_view body);

// Errors of these: UNAVAILABLE PLATFORM_UNREADABLE.
absl::StatusOr<PageIdentity> ReadIdentity(absl::string_view body);
absl::StatusOr<Post> ReadOnePost(absl::string_view body);
// A listing with one bad entry is unreadable as a whole: a post that was
// passed over could be the one that is looked for.
absl::StatusOr<PostList> ReadPostList(absl::string_view body);
// The same of pages: one that was passed over would look like none.
absl::StatusOr<PageListing> ReadPageListing(absl::string_view body);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_ANSWERS_H_
