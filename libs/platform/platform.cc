#include "libs/platform/platform.h"

#include <string>
#include <utility>

#include "libs/status/status_macros.h"

namespace loa::platform {

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
