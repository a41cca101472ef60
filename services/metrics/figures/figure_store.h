#ifndef LOA_SERVICES_METRICS_FIGURES_FIGURE_STORE_H_
#define LOA_SERVICES_METRICS_FIGURES_FIGURE_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/sample_service.pb.h"

namespace loa::metrics {

// A figure that a person reported.
struct StoredFigure {
  std::string figure_id;
  std::string page;
  std::string unit;
  std::string metric_id;
  base::Days day = 0;
  int64_t value = 0;
  int64_t denominator = 0;
  bool lower_bound = false;
  std::string evidence;
  v1::Figure::State state = v1::Figure::PENDING;
  std::string reporter;
  absl::Time reported_at;
  std::string decider;
  std::optional<absl::Time> decided_at;
  std::string note;
};

v1::Figure ToProto(const StoredFigure& figure);

// Errors: FIGURE_NOT_FOUND.
absl::StatusOr<StoredFigure> FindFigure(sql::Tx& tx, absl::string_view name);
// The same, and nobody else changes it until the transaction ends.
absl::StatusOr<StoredFigure> LockFigure(sql::Tx& tx, absl::string_view name);

// Writes a new, pending one; false when another of the same page, metric and
// day is pending.
absl::StatusOr<bool> InsertFigure(sql::Tx& tx, const StoredFigure& figure);
absl::Status SaveDecision(sql::Tx& tx, const StoredFigure& figure);

// The name of the pending figure of a page, metric and day; "" when there is
// none.
absl::StatusOr<std::string> PendingFigureOf(sql::Tx& tx,
                                            const std::string& page,
                                            const std::string& metric_id,
                                            base::Days day);

// In order of creation, after (reported_at, figure_id); state 0 and metric_id
// "" stand for any.
absl::StatusOr<std::vector<StoredFigure>> ListFiguresAfter(
    sql::Tx& tx, v1::Figure::State state, const std::string& metric_id,
    int64_t reported_at, const std::string& figure_id, int limit);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FIGURES_FIGURE_STORE_H_
