#ifndef LOA_SERVICES_PUBLISHER_PAGE_CALLS_H_
#define LOA_SERVICES_PUBLISHER_PAGE_CALLS_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/platform/platform.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"
#include "services/publisher/media_gateway.h"
#include "services/publisher/units_gateway.h"

namespace loa::publisher {

// What is asked of the platform, in the core's words.  Blocking; thread-safe.
class PageCalls {
 public:
  // The adapters of pages; a page's credential says which is its own.
  struct Platforms {
    platform::PagePlatform& facebook;
    platform::PagePlatform& webhook;
  };

  // All outlive it.
  PageCalls(const Platforms& platforms, UnitsGateway& units,
            MediaGateway& media, const base::Clock& clock)
      : platforms_(platforms), units_(units), media_(media), clock_(clock) {}

  // Uploads the photos, unseen; the first failure ends it.
  Prepared Do(const Prepare& action);

  // The one visible call.  Makes it at most once, and not at all when the
  // page's credential cannot be had or the deadline has passed.
  CallFinished Do(const Call& action);

  // The one call that edits or deletes, by the same rules.
  AmendFinished Do(const Amend& action);

  // Reads one post.
  PostRead Do(const ReadPost& action);

  // The same for the sweep, which needs no evidence.
  PageSwept Do(const SweepPage& action);

  // Lists the page's posts since then.
  PageRead Do(const ReadPage& action);

 private:
  using MakeCall =
      absl::FunctionRef<Verdict(platform::PagePlatform& platform,
                                const platform::Credential& credential)>;

  // `make`, unless there is no credential or the deadline has passed.
  Verdict CallOnce(const std::string& page, absl::Duration deadline,
                   MakeCall make);
  // The outcome of one upload; kAccepted with the photo's id.
  Verdict Upload(const std::string& page, const PhotoToShow& photo);
  platform::PagePlatform& PlatformOf(const platform::Credential& credential);

  const Platforms platforms_;
  UnitsGateway& units_;
  MediaGateway& media_;
  const base::Clock& clock_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_PAGE_CALLS_H_
