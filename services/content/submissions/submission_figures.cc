#include "services/content/submissions/submission_figures.h"

#include <optional>
#include <string>

#include "libs/base/civil_date.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

// States: 3 ACCEPTED, 4 DECLINED.
constexpr absl::string_view kCount =
    "SELECT unit, CAST(COUNT(*) AS BIGINT),"
    " CAST(SUM(CASE WHEN state = 3 AND decided_at < $2 THEN 1 ELSE 0 END)"
    " AS BIGINT),"
    " CAST(SUM(CASE WHEN state = 4 AND decided_at < $2 THEN 1 ELSE 0 END)"
    " AS BIGINT)"
    " FROM submission WHERE created_at >= $1 AND created_at < $2"
    " GROUP BY unit ORDER BY unit";

}  // namespace

absl::StatusOr<v1::SubmissionFigures> SubmissionFigureReads::Read(
    const rpc::RequestContext&,
    const v1::ReadSubmissionFiguresRequest& request) {
  ASSIGN_OR_RETURN(const auto view, CurrentView(registry_));
  const std::optional<std::string> within = view->FindUnit(request.within());
  if (!within) return UnitUnknown("within", request.within());
  const auto first = base::ParseDate(request.first_day());
  const auto last = base::ParseDate(request.last_day());
  if (!first || !last || *last < *first) {
    return rpc::FieldInvalid("last_day", "must not be before first_day",
                             "không được trước first_day");
  }
  v1::SubmissionFigures figures;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    figures.Clear();
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     tx.Run(kCount, base::StartOf(*first, view->zone()),
                            base::StartOf(*last + 1, view->zone())));
    for (const sql::Row row : rows) {
      if (!view->IsWithin(row.Text(0), *within)) continue;
      auto& unit = *figures.add_units();
      unit.set_unit(row.Text(0));
      unit.set_received(static_cast<int32_t>(row.Int(1)));
      unit.set_accepted(static_cast<int32_t>(row.Int(2)));
      unit.set_declined(static_cast<int32_t>(row.Int(3)));
    }
    return absl::OkStatus();
  }));
  return figures;
}

}  // namespace loa::content
