#include "services/units/platform_flags.h"

#include <string>

#include "absl/flags/flag.h"
#include "libs/platform/facebook/directory.h"
#include "libs/platform/facebook/facebook.h"
#include "libs/platform/webhook/webhook.h"

ABSL_FLAG(std::string, facebook_url, "https://graph.facebook.com/v25.0",
          "Graph API, with its version");
ABSL_FLAG(bool, webhook_allow_loopback, false,
          "Take sites on http://127.0.0.1 too, for demonstrations");

namespace loa::units {

PlatformAdapters PlatformsFromFlags(const base::Clock& clock) {
  const platform::facebook::Options facebook = {
      .base_url = absl::GetFlag(FLAGS_facebook_url)};
  return {platform::facebook::NewFacebook(facebook, clock),
          platform::webhook::NewWebhook(
              {.allow_loopback = absl::GetFlag(FLAGS_webhook_allow_loopback)},
              clock),
          platform::facebook::NewFacebookDirectory(facebook, clock)};
}

}  // namespace loa::units
