#ifndef LOA_SERVICES_UNITS_PAGES_PAGE_STATE_H_
#define LOA_SERVICES_UNITS_PAGES_PAGE_STATE_H_

#include <optional>

#include "libs/base/civil_date.h"
#include "loa/units/v1/page_service.pb.h"

namespace loa::units {

using PageState = v1::Page::State;
using PageConnection = v1::Page::Connection;

// The days that a page's life turns on; nullopt: not yet.
struct PageDates {
  std::optional<base::Days> established_on;
  std::optional<base::Days> active_on;
  std::optional<base::Days> retired_on;
};

// The state on a day.  A later state wins: a page with a first post but no
// known beginning is active, and what is retired is nothing else.
PageState StateOn(const PageDates& dates, base::Days day);

// What can be done to a page.
enum class PageAction {
  kEdit,        // UpdatePage
  kRetire,      // RetirePage
  kConnect,     // ConnectPage
  kDisconnect,  // DisconnectPage
  kProve,       // the platform took the credential when it was asked again
  kRefuse,      // it did not
};

// Whether a page in `state` takes `action`.
bool TakesAction(PageState state, PageAction action);

// The connection after `action`; nullopt when it is refused.  Of a page that
// is not retired.
std::optional<PageConnection> ConnectionAfter(PageConnection connection,
                                              PageAction action);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_PAGES_PAGE_STATE_H_
