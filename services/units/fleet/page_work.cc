#include "services/units/fleet/page_work.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/units/fleet/health_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"

namespace loa::units {
namespace {

using work::v1::WorkItem;

constexpr int kChunk = 500;

WorkItem ItemOf(const BrokenPage& page) {
  WorkItem item;
  item.set_kind(WorkItem::PAGE);
  item.set_resource(PageName(page.page_id));
  item.set_unit(UnitName(page.unit_id));
  item.set_title(absl::StrCat("Kết nối lại trang: ", page.display_name));
  item.set_method("loa.units.v1.PageService/ConnectPage");
  *item.mutable_since_time() = base::TimestampOf(page.broken_at);
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> PageWork::Waiting(const work::Duty& duty,
                                                        absl::Time now) {
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, now));
    std::vector<BrokenPage> broken;
    BrokenPage last{.broken_at = absl::UnixEpoch()};
    do {
      ASSIGN_OR_RETURN(broken, ListBrokenPages(tx, today, last.broken_at,
                                               last.page_id, kChunk));
      for (const BrokenPage& page : broken) {
        last = page;
        const std::optional<std::string> responsible = duty.Responsible(
            options::v1::PERMISSION_MANAGE_PAGES, UnitName(page.unit_id));
        if (!responsible) continue;
        if (items.size() >= work::kMaxOfAKind) return absl::OkStatus();
        items.push_back(ItemOf(page));
        items.back().set_responsible_unit(*responsible);
      }
    } while (broken.size() == kChunk);
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::units
