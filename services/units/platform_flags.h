#ifndef LOA_SERVICES_UNITS_PLATFORM_FLAGS_H_
#define LOA_SERVICES_UNITS_PLATFORM_FLAGS_H_

#include <memory>

#include "libs/base/clock.h"
#include "libs/platform/page_directory.h"
#include "libs/platform/platform.h"
#include "services/units/register_service.h"

namespace loa::units {

// The adapters of all platforms of pages.
struct PlatformAdapters {
  std::unique_ptr<platform::PagePlatform> facebook;
  std::unique_ptr<platform::PagePlatform> webhook;
  std::unique_ptr<platform::PageDirectory> directory;

  Platforms platforms() const { return {*facebook, *webhook, *directory}; }
};

// From --facebook_url and --webhook_allow_loopback.  `clock` outlives them.
PlatformAdapters PlatformsFromFlags(const base::Clock& clock);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PLATFORM_FLAGS_H_
