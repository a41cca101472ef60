#include "libs/work/waiting_rows.h"

#include <string>

#include "libs/status/status_macros.h"
#include "libs/work/work_list.h"

namespace loa::work {
namespace {

constexpr int kRowsABatch = 1000;

}  // namespace

absl::Status ForEachWaiting(
    const std::vector<v1::WorkItem>& items, ReadAfter read,
    absl::FunctionRef<absl::Status(const sql::Row&)> take) {
  absl::Time time = absl::UnixEpoch();
  std::string name;
  for (;;) {
    ASSIGN_OR_RETURN(const sql::Rows rows, read(time, name, kRowsABatch));
    for (const sql::Row row : rows) {
      if (items.size() >= kMaxOfAKind) return absl::OkStatus();
      RETURN_IF_ERROR(take(row));
      name = row.Text(0);
      time = row.Time(1);
    }
    if (rows.size() < kRowsABatch) return absl::OkStatus();
  }
}

}  // namespace loa::work
