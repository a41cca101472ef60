#ifndef LOA_SERVICES_UNITS_PAGES_PAGE_STORE_H_
#define LOA_SERVICES_UNITS_PAGES_PAGE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/page_service.pb.h"
#include "services/units/creation_cursor.h"
#include "services/units/pages/page_state.h"
#include "services/units/units/unit_access.h"

namespace loa::units {

// A page as it is stored.
struct StoredPage {
  std::string page_id;
  std::string unit_id;
  v1::Platform platform = v1::PLATFORM_UNSPECIFIED;
  std::string platform_page_id;  // "": not known yet
  std::string url;
  std::string display_name;
  bool personal_profile = false;
  PageDates dates;
  PageConnection connection = v1::Page::NONE;
  std::optional<absl::Time> connected_at;
  absl::Time created_at;
  int64_t sequence = 0;
};

// The page as the contract shows it on `today`.
v1::Page PageFrom(const StoredPage& page, base::Days today);

// The page that `name` names: "pages/abc" or "pages/facebook:1234".
// Errors: PAGE_NOT_FOUND at `field`.
absl::StatusOr<StoredPage> ResolvePage(sql::Tx& tx, absl::string_view field,
                                       const std::string& name);

absl::StatusOr<std::optional<StoredPage>> FindPage(sql::Tx& tx,
                                                   const std::string& page_id);
// By the platform's id.
absl::StatusOr<std::optional<StoredPage>> FindPlatformPage(
    sql::Tx& tx, v1::Platform platform, const std::string& platform_page_id);

absl::Status InsertPage(sql::Tx& tx, const StoredPage& page);
absl::Status UpdateStoredPage(sql::Tx& tx, const StoredPage& page);

struct PageFilter {
  VisibleTree visible;
  PageState state = v1::Page::STATE_UNSPECIFIED;
  PageConnection connection = v1::Page::CONNECTION_UNSPECIFIED;
  std::string level;
};
// At most `limit` pages after `after`, in order of creation.
absl::StatusOr<std::vector<StoredPage>> ListStoredPages(
    sql::Tx& tx, const PageFilter& filter, base::Days today, int64_t sequence,
    const CreationCursor& after, int limit);

// The sealed credential; "" when there is none.
absl::StatusOr<std::string> FindCredential(sql::Tx& tx,
                                           const std::string& page_id);
absl::Status PutCredential(sql::Tx& tx, const std::string& page_id,
                           const std::string& sealed, absl::Time now);
absl::Status DeleteCredential(sql::Tx& tx, const std::string& page_id);

struct StoredCredential {
  std::string page_id;
  std::string sealed;
};
// At most `limit` credentials of pages after `page_id`, in order of page.
absl::StatusOr<std::vector<StoredCredential>> ListCredentials(
    sql::Tx& tx, const std::string& page_id, int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_PAGE_STORE_H_
