#include "services/content/publications/publication_work.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "loa/content/v1/publication.pb.h"
#include "services/content/work/work_words.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

constexpr absl::string_view kStopped =
    "SELECT publication, unit, page, text, due_at FROM publication"
    " WHERE state = $1 ORDER BY due_at, publication LIMIT $2";

WorkItem ItemOf(const sql::Row& row, const WorkWords& words) {
  WorkItem item;
  item.set_kind(WorkItem::PUBLICATION_TO_SETTLE);
  item.set_resource(row.Text(0));
  item.set_unit(row.Text(1));
  item.set_title(absl::StrCat("Xử lý bài chưa rõ đã đăng trên ",
                              words.Page(row.Text(2)), ": ",
                              work::OneLine(row.Text(3))));
  *item.mutable_since_time() = base::TimestampOf(row.Time(4));
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
    ASSIGN_OR_RETURN(
        const sql::Rows rows,
        tx.Run(kStopped, static_cast<int64_t>(v1::Publication::NEEDS_ATTENTION),
               work::kMaxOfAKind));
    for (const sql::Row row : rows) {
      const std::optional<std::string> responsible = duty.Responsible(
          options::v1::PERMISSION_MANAGE_PUBLICATIONS, row.Text(1));
      if (!responsible) continue;
      items.push_back(ItemOf(row, words));
      items.back().set_responsible_unit(*responsible);
    }
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::content
