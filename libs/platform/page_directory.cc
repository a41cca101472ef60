#include "libs/platform/page_directory.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/platform/errors.h"
#include "libs/status/status_macros.h"

namespace loa::platform {

absl::StatusOr<std::vector<ListedPage>> ListAllPages(PageDirectory& directory,
                                                     const Credential& holder,
                                                     int max_pages) {
  std::vector<ListedPage> all;
  std::string cursor;
  for (int page = 0; page < max_pages; ++page) {
    ASSIGN_OR_RETURN(PageListing listing, directory.ListPages(holder, cursor));
    for (ListedPage& listed : listing.pages) all.push_back(std::move(listed));
    if (listing.next_cursor.empty()) return all;
    if (listing.next_cursor == cursor) {
      return Unreadable("the listing of pages goes on where it stands");
    }
    cursor = std::move(listing.next_cursor);
  }
  return Unreadable(
      absl::StrCat("the listing of pages is longer than ", max_pages));
}

}  // namespace loa::platform
