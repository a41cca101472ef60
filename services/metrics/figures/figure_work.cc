#include "services/metrics/figures/figure_work.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/figures/figure_store.h"
#include "services/metrics/figures/figure_words.h"

namespace loa::metrics {
namespace {

using work::v1::WorkItem;

constexpr int kRowsABatch = 1000;

// Where those who confirm begin: above the unit, or at it where nothing is
// above.
std::string SuperiorOf(const auth::AccessView& view, const std::string& unit) {
  const std::vector<std::string> path = view.PathToRoot(unit);
  return path.size() < 2 ? unit : path[1];
}

WorkItem ItemOf(const StoredFigure& figure, const FigureWords& words) {
  WorkItem item;
  item.set_kind(WorkItem::FIGURE);
  item.set_resource(rpc::JoinName("figures", figure.figure_id));
  item.set_unit(figure.unit);
  item.set_title(absl::StrCat(
      "Xác nhận số liệu ", words.Metric(figure.metric_id), " ngày ",
      base::DayMonthYear(figure.day), " của ", words.Page(figure.page)));
  item.set_method("loa.metrics.v1.FigureService/ConfirmFigure");
  *item.mutable_since_time() = base::TimestampOf(figure.reported_at);
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> FigureWork::Waiting(
    const work::Duty& duty, absl::Time) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    ASSIGN_OR_RETURN(auto names, MetricDisplayNames(tx));
    const FigureWords words(std::move(names), *view);
    std::vector<StoredFigure> pending;
    StoredFigure last{.reported_at = absl::UnixEpoch()};
    do {
      ASSIGN_OR_RETURN(pending,
                       ListFiguresAfter(tx, v1::Figure::PENDING, "",
                                        absl::ToUnixMicros(last.reported_at),
                                        last.figure_id, kRowsABatch));
      for (const StoredFigure& figure : pending) {
        last = figure;
        const std::optional<std::string> responsible =
            duty.Responsible(options::v1::PERMISSION_MANAGE_PAGES,
                             SuperiorOf(*view, figure.unit), {figure.reporter});
        if (!responsible) continue;
        if (items.size() >= work::kMaxOfAKind) return absl::OkStatus();
        items.push_back(ItemOf(figure, words));
        items.back().set_responsible_unit(*responsible);
      }
    } while (pending.size() == kRowsABatch);
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::metrics
