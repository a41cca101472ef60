#ifndef LOA_SERVICES_CONTENT_AUDIENCE_REACH_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_REACH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// Whom an audience reaches, and whom it does not, at one registry sequence.
struct Reach {
  struct Page {
    std::string page;
    std::string unit;
    bool by_hand = false;
  };
  struct LeftOut {
    std::string unit;
    std::string page;  // "": the unit has none
    // NO_PAGE, PAGE_PLANNED, PAGE_RETIRED, PAGE_NOT_CONNECTED,
    // PERSONAL_PROFILE, or OUTSIDE_UNIT for what has moved away since.
    std::string cause;
  };

  std::vector<Page> pages;
  std::vector<LeftOut> left_out;  // in order of unit and page
  int64_t registry_sequence = 0;
};

// The reach of a checked audience of a post of `unit`: a pure function of the
// view. A cascade is in order of unit, then page; named pages in order of name.
Reach ReachOf(const RegistryView& registry, absl::string_view unit,
              const v1::Audience& audience);

// Brings the pages into the order in which they are due: over a spread that of
// the SHA-256 of "{post} {page}", so that no page is always the first.
void PutInOrderOfDue(absl::string_view post, absl::Duration spread,
                     Reach& reach);

// When number `index` of `count` pages is due: the spread divided evenly,
// the first at `first`.
absl::Time DueAt(absl::Time first, absl::Duration spread, int64_t index,
                 int64_t count);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_REACH_H_
