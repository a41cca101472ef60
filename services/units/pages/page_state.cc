#include "services/units/pages/page_state.h"

namespace loa::units {
namespace {

using v1::Page;

struct StateRow {
  PageState state;
  bool edit, retire, connect, disconnect, probe;
};
// A retired page can still be disconnected: its credential should not stay.
constexpr StateRow kStates[] = {
    // state           edit   retire connect disconnect probe
    {Page::PLANNED, true, true, true, true, true},
    {Page::REGISTERED, true, true, true, true, true},
    {Page::ACTIVE, true, true, true, true, true},
    {Page::RETIRED, false, false, false, true, false},
};

struct ConnectionRow {
  PageConnection connection;
  PageAction action;
  PageConnection next;
};
// What is not here is refused.
constexpr ConnectionRow kConnections[] = {
    {Page::NONE, PageAction::kEdit, Page::NONE},
    {Page::NONE, PageAction::kRetire, Page::NONE},
    {Page::NONE, PageAction::kConnect, Page::CONNECTED},
    {Page::CONNECTED, PageAction::kEdit, Page::CONNECTED},
    {Page::CONNECTED, PageAction::kRetire, Page::CONNECTED},
    {Page::CONNECTED, PageAction::kConnect, Page::CONNECTED},
    {Page::CONNECTED, PageAction::kDisconnect, Page::NONE},
    {Page::CONNECTED, PageAction::kProve, Page::CONNECTED},
    {Page::CONNECTED, PageAction::kRefuse, Page::BROKEN},
    {Page::BROKEN, PageAction::kEdit, Page::BROKEN},
    {Page::BROKEN, PageAction::kRetire, Page::BROKEN},
    {Page::BROKEN, PageAction::kConnect, Page::CONNECTED},
    {Page::BROKEN, PageAction::kDisconnect, Page::NONE},
    {Page::BROKEN, PageAction::kProve, Page::CONNECTED},
    {Page::BROKEN, PageAction::kRefuse, Page::BROKEN},
};

bool Came(std::optional<base::Days> date, base::Days day) {
  return date.has_value() && *date <= day;
}

}  // namespace

PageState StateOn(const PageDates& dates, base::Days day) {
  if (Came(dates.retired_on, day)) return Page::RETIRED;
  if (Came(dates.active_on, day)) return Page::ACTIVE;
  if (Came(dates.established_on, day)) return Page::REGISTERED;
  return Page::PLANNED;
}

bool TakesAction(PageState state, PageAction action) {
  for (const StateRow& row : kStates) {
    if (row.state != state) continue;
    switch (action) {
      case PageAction::kEdit:
        return row.edit;
      case PageAction::kRetire:
        return row.retire;
      case PageAction::kConnect:
        return row.connect;
      case PageAction::kDisconnect:
        return row.disconnect;
      case PageAction::kProve:
      case PageAction::kRefuse:
        return row.probe;
    }
  }
  return false;
}

std::optional<PageConnection> ConnectionAfter(PageConnection connection,
                                              PageAction action) {
  for (const ConnectionRow& row : kConnections) {
    if (row.connection == connection && row.action == action) return row.next;
  }
  return std::nullopt;
}

}  // namespace loa::units
