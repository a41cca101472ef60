#ifndef LOA_SERVICES_PUBLISHER_CORE_MATCH_H_
#define LOA_SERVICES_PUBLISHER_CORE_MATCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "libs/platform/platform.h"

namespace loa::publisher {

// A publication that may be on its page.
struct Sought {
  std::string text;
  std::string link;                       // "" for none
  std::vector<std::string> prepared_ids;  // of this attempt: exact markers
  absl::Time begun;                       // of this attempt, content's clock
  // Posts of the page that are other publications: never this one.
  std::vector<std::string> bound_post_ids;
};

// What reading the page showed.
struct Sight {
  enum class Kind {
    kFound,       // more than one post_id: an incident
    kAbsent,      // the listing was complete and it is not there
    kUnreadable,  // not found, but not everything was seen
  };
  Kind kind = Kind::kUnreadable;
  std::vector<std::string> post_ids;  // kFound: the oldest first
  std::string permalink;              // of the first
  std::string evidence;               // in words
};

// Looks for `sought` among the posts of its page by the strongest marker that
// hits: a prepared id, of the post or of a photo that it shows; link and
// canonical text; canonical text alone (the platform may rewrite links).  A
// post that was created before begun - skew, or that is bound elsewhere, never
// matches.  `skew` covers the difference between content's clock and the
// platform's.
Sight Match(const Sought& sought, absl::Span<const platform::Post> posts,
            bool complete, absl::Duration skew);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_MATCH_H_
