#ifndef LOA_SERVICES_UNITS_PAGES_PAGE_REGISTRATION_H_
#define LOA_SERVICES_UNITS_PAGES_PAGE_REGISTRATION_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/page_service.pb.h"
#include "services/units/pages/page_store.h"

namespace loa::units {

// Checks `page` and the caller's access to its unit and stores it under the
// new id.  `field` is where the request has the page.
absl::StatusOr<StoredPage> RegisterPage(sql::Tx& tx,
                                        const rpc::RequestContext& context,
                                        absl::string_view field,
                                        const v1::Page& page,
                                        const std::string& page_id);

// The day a request names for the opening of a page, nullopt for none.
// Errors: ESTABLISHED_IN_FUTURE.
absl::StatusOr<std::optional<base::Days>> ReadEstablishedOn(
    absl::string_view field, const std::string& date, base::Days today);

// Errors: PAGE_ALREADY_EXISTS when another page has `page`'s platform id.
absl::Status CheckPlatformPageId(sql::Tx& tx, const StoredPage& page);

// Makes the fact PAGE_REGISTERED say what the page says.
absl::Status RecordRegistration(sql::Tx& tx, const rpc::RequestContext& context,
                                const StoredPage& page);

// Stores a changed page at a new sequence, which it gets, and tells watchers.
absl::Status SavePage(sql::Tx& tx, StoredPage& page);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_PAGE_REGISTRATION_H_
