#include "libs/platform/platform.h"

#include <string>
#include <utility>

#include "libs/platform/errors.h"
#include "libs/status/status_macros.h"

namespace loa::platform {

namespace {

ApiError CannotDo(const char* what) {
  ApiError error;
  error.message = std::string("the platform cannot ") + what;
  return error;
}

// As if the platform had refused it, for good.
RawOutcome Refusal(const char* what) {
  RawOutcome outcome;
  outcome.kind = RawOutcome::Kind::kAnswered;
  outcome.body = RawOutcome::Body::kError;
  outcome.http_status = 405;
  outcome.error = CannotDo(what);
  return outcome;
}

}  // namespace

RawOutcome PagePlatform::UploadPhoto(const Credential&, const Photo&,
                                     absl::Duration) {
  return Refusal("show photos");
}

RawOutcome PagePlatform::Edit(const Credential&, const std::string&,
                              const std::string&, absl::Duration) {
  return Refusal("edit posts");
}

RawOutcome PagePlatform::Delete(const Credential&, const std::string&,
                                absl::Duration) {
  return Refusal("delete posts");
}

absl::StatusOr<std::optional<Post>> PagePlatform::FindPost(const Credential&,
                                                           const std::string&) {
  return Refused(CannotDo("show one post"));
}

absl::StatusOr<PostHistory> ReadPostsSince(PagePlatform& platform,
                                           const Credential& credential,
                                           absl::Time since, int max_pages) {
  PostHistory history;
  std::string cursor;
  for (int page = 0; page < max_pages; ++page) {
    ASSIGN_OR_RETURN(PostList list,
                     platform.ListPosts(credential, since, cursor));
    for (Post& post : list.posts) history.posts.push_back(std::move(post));
    history.usage = list.usage;
    cursor = std::move(list.next_cursor);
    if (cursor.empty()) {
      history.complete = true;
      return history;
    }
  }
  return history;
}

}  // namespace loa::platform
