#ifndef LOA_LIBS_PLATFORM_FACEBOOK_DIRECTORY_H_
#define LOA_LIBS_PLATFORM_FACEBOOK_DIRECTORY_H_

#include <memory>

#include "libs/base/clock.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/page_directory.h"

namespace loa::platform::facebook {

// The pages of a system user, 25 a page of the listing, as the Graph API gives
// them by default: nothing may rely on the first page being all.  `clock`
// outlives the result.
std::unique_ptr<PageDirectory> NewFacebookDirectory(Options options,
                                                    const base::Clock& clock);

}  // namespace loa::platform::facebook

#endif  // LOA_LIBS_PLATFORM_FACEBOOK_DIRECTORY_H_
