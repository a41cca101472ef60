#ifndef LOA_LIBS_PLATFORM_PAGE_DIRECTORY_H_
#define LOA_LIBS_PLATFORM_PAGE_DIRECTORY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/platform/platform.h"

namespace loa::platform {

// A page that a system user or a person can act for.
struct ListedPage {
  PageIdentity identity;
  std::string token;  // the page's own; "" where the platform gave none
};

// One page of the listing.
struct PageListing {
  std::vector<ListedPage> pages;
  std::string next_cursor;  // "" on the last one
};

// A platform that tells which pages one credential can act for.  Blocking;
// thread-safe.  Errors are those of the reads of PagePlatform.
class PageDirectory {
 public:
  virtual ~PageDirectory() = default;

  // Lists pages from `cursor`, "" for the first.  `holder` is a system user's
  // or a person's credential; its page_id is not looked at.
  virtual absl::StatusOr<PageListing> ListPages(const Credential& holder,
                                                const std::string& cursor) = 0;
};

// Follows ListPages to its end.  More errors: UNAVAILABLE PLATFORM_UNREADABLE
// for a listing that does not end after `max_pages` or repeats a cursor: a part
// of a fleet must not look like the whole.
absl::StatusOr<std::vector<ListedPage>> ListAllPages(PageDirectory& directory,
                                                     const Credential& holder,
                                                     int max_pages);

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_PAGE_DIRECTORY_H_
