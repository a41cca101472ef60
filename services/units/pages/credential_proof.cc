#include "services/units/pages/credential_proof.h"

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"
#include "libs/status/error.h"
#include "services/units/errors.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

constexpr absl::string_view kCreateContent = "CREATE_CONTENT";

// The platform's answer to a probe in the words of the contract.
absl::Status ProbeError(const absl::Status& status, const std::string& page,
                        v1::Platform platform) {
  const std::string reason = status::ReasonOf(status);
  if (reason == "PLATFORM_TOKEN_NOT_A_PAGE") return CredentialNotAPage(page);
  if (reason == "PLATFORM_TASK_MISSING") {
    return CredentialLacksTask(page, kCreateContent);
  }
  if (reason == "PLATFORM_TOKEN_REFUSED" ||
      reason == "PLATFORM_PERMISSION_MISSING" || reason == "PLATFORM_REFUSED") {
    return CredentialRefused(page, status::MetadataOf(status, "code"));
  }
  return PlatformUnavailable(v1::Platform_Name(platform));
}

}  // namespace

platform::PagePlatform& CredentialProof::PlatformOf(
    const StoredPage& page) const {
  return page.platform == v1::PLATFORM_WEBHOOK ? webhook_ : facebook_;
}

bool CredentialProof::IsPage(const std::string& platform_page_id,
                             const std::string& access_token) const {
  return !platform_page_id.empty() &&
         facebook_.Identify({platform_page_id, access_token, app_secret_}).ok();
}

absl::Status CredentialProof::Prove(const StoredPage& page,
                                    const std::string& access_token) const {
  const std::string name = PageName(page.page_id);
  const absl::StatusOr<platform::PageIdentity> identity =
      PlatformOf(page).Identify({.page_id = page.platform_page_id,
                                 .token = access_token,
                                 .app_secret = app_secret_,
                                 .address = page.url});
  if (!identity.ok()) {
    const std::string owner =
        status::MetadataOf(identity.status(), "actual_id");
    if (page.platform == v1::PLATFORM_FACEBOOK && IsPage(owner, access_token)) {
      return CredentialOfOtherPage(name, owner);
    }
    return ProbeError(identity.status(), name, page.platform);
  }
  if (identity->page_id != page.platform_page_id) {
    return CredentialOfOtherPage(name, identity->page_id);
  }
  if (!absl::c_linear_search(identity->tasks, kCreateContent)) {
    return CredentialLacksTask(name, kCreateContent);
  }
  return absl::OkStatus();
}

}  // namespace loa::units
