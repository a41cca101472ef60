#ifndef LOA_SERVICES_UNITS_PAGES_CREDENTIAL_PROOF_H_
#define LOA_SERVICES_UNITS_PAGES_CREDENTIAL_PROOF_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "libs/platform/platform.h"
#include "services/units/pages/page_store.h"

namespace loa::units {

// Asks the page's platform, by read-only calls, whether a token is good for
// the page.  Thread-safe.
class CredentialProof {
 public:
  // The platforms outlive it; `app_secret` is that of the app that the tokens
  // of Facebook pages belong to.
  CredentialProof(platform::PagePlatform& facebook,
                  platform::PagePlatform& webhook, std::string app_secret)
      : facebook_(facebook),
        webhook_(webhook),
        app_secret_(std::move(app_secret)) {}

  // Errors: CREDENTIAL_REFUSED, CREDENTIAL_OF_OTHER_PAGE,
  // CREDENTIAL_NOT_A_PAGE, CREDENTIAL_LACKS_TASK, PLATFORM_UNAVAILABLE (nothing
  // is proven either way).
  absl::Status Prove(const StoredPage& page,
                     const std::string& access_token) const;

  const std::string& app_secret() const { return app_secret_; }

 private:
  platform::PagePlatform& PlatformOf(const StoredPage& page) const;
  // Whether the token is that of the platform's page, and not of a person.
  bool IsPage(const std::string& platform_page_id,
              const std::string& access_token) const;

  platform::PagePlatform& facebook_;
  platform::PagePlatform& webhook_;
  const std::string app_secret_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_CREDENTIAL_PROOF_H_
