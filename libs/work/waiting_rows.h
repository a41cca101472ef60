#ifndef LOA_LIBS_WORK_WAITING_ROWS_H_
#define LOA_LIBS_WORK_WAITING_ROWS_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/work/v1/work_service.pb.h"

namespace loa::work {

// Up to `limit` rows after (time, name) in that order; a row begins with its
// name and its time.
using ReadAfter = absl::FunctionRef<absl::StatusOr<sql::Rows>(
    absl::Time time, absl::string_view name, int limit)>;

// Gives `take` one row after another until none is left or `items`, to which it
// adds those of the duty, holds kMaxOfAKind: what a unit has to do is
// found behind the like of thousands of others.
absl::Status ForEachWaiting(
    const std::vector<v1::WorkItem>& items, ReadAfter read,
    absl::FunctionRef<absl::Status(const sql::Row&)> take);

}  // namespace loa::work

#endif  // LOA_LIBS_WORK_WAITING_ROWS_H_
