#ifndef LOA_SERVICES_CONTENT_HAND_PERMALINK_H_
#define LOA_SERVICES_CONTENT_HAND_PERMALINK_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::content {

// The address of a post as people copy it from the platform, taken apart.
struct Permalink {
  // What two addresses of one post have in common: no scheme, no "www." or
  // "m.", nothing of the query but what names the post.
  std::string key;
  // The platform's id of the post; "": the address does not hold it.
  std::string post_id;
};

// The page whose post it must be.
struct PageAddress {
  std::string platform_page_id;
  std::string url;  // for people; "" for none
};

// nullopt unless `address` is one of the platform's, names a post and says that
// it is this page's.
std::optional<Permalink> ParsePermalink(absl::string_view address,
                                        const PageAddress& page);

// The key of any address, also one that ParsePermalink() does not take.
std::string PermalinkKey(absl::string_view address);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_PERMALINK_H_
