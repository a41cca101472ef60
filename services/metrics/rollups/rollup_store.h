#ifndef LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_STORE_H_
#define LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/metric.pb.h"
#include "services/metrics/samples/contribution.h"

namespace loa::metrics {

// What a figure is asked of.
struct Question {
  std::string scope;  // see branch.h
  std::string metric_id;
  int64_t version = 1;
  base::Days first = 0;
  base::Days last = 0;
};

// The sum of the rows of one source.
struct Total {
  bool any = false;  // is there a row at all?
  Amounts amounts;
  int64_t largest = 0;
};

absl::StatusOr<Total> TotalOf(sql::Tx& tx, const Question& question,
                              v1::FigureSource source);

// How many pages have a value in the period, of one source or (UNSPECIFIED) of
// any.  Reads the samples of the period.
absl::StatusOr<int64_t> PagesWithValues(sql::Tx& tx, const Question& question,
                                        v1::FigureSource source);

// How many pages have a last value up to the end of the period, and it counts
// for the scope: of a stock.
absl::StatusOr<int64_t> PagesWithLevels(sql::Tx& tx, const Question& question);

// How many pages the platform has no value of in the period, nor has anybody.
absl::StatusOr<int64_t> PagesUnavailable(sql::Tx& tx, const Question& question);

// The other versions with values in the period, in order.
absl::StatusOr<std::vector<int64_t>> OtherVersions(sql::Tx& tx,
                                                   const Question& question);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_ROLLUPS_ROLLUP_STORE_H_
