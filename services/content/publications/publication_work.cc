#include "services/content/publications/publication_work.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "libs/work/waiting_rows.h"
#include "loa/content/v1/publication.pb.h"
#include "services/content/work/work_words.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

constexpr absl::string_view kStopped =
    "SELECT publication, due_at, unit, page, text FROM publication"
    " WHERE state = $1 AND (due_at, publication) > ($2, $3)"
    " ORDER BY due_at, publication LIMIT $4";

WorkItem ItemOf(const sql::Row& row, const WorkWords& words) {
  WorkItem item;
  item.set_kind(WorkItem::PUBLICATION_TO_SETTLE);
  item.set_resource(row.Text(0));
  item.set_unit(row.Text(2));
  item.set_title(absl::StrCat("Xử lý bài chưa rõ đã đăng trên ",
                              words.Page(row.Text(3)), ": ",
                              work::OneLine(row.Text(4))));
  *item.mutable_since_time() = base::TimestampOf(row.Time(1));
  item.set_method("loa.content.v1.PublicationService/AdoptPublication");
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> PublicationWork::Waiting(
    const work::Duty& duty, absl::Time) {
  const WorkWords words(registry_);
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    return work::ForEachWaiting(
        items,
        [&](absl::Time time, absl::string_view name, int limit) {
          return tx.Run(kStopped,
                        static_cast<int64_t>(v1::Publication::NEEDS_ATTENTION),
                        time, name, limit);
        },
        [&](const sql::Row& row) {
          const std::optional<std::string> responsible = duty.Responsible(
              options::v1::PERMISSION_MANAGE_PUBLICATIONS, row.Text(2));
          if (!responsible) return absl::OkStatus();
          items.push_back(ItemOf(row, words));
          items.back().set_responsible_unit(*responsible);
          return absl::OkStatus();
        });
  }));
  return items;
}

}  // namespace loa::content
