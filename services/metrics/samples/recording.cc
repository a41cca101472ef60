#include "services/metrics/samples/recording.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>

#include "libs/status/status_macros.h"
#include "services/metrics/samples/branch.h"
#include "services/metrics/samples/contribution.h"
#include "services/metrics/samples/rollup_rows.h"
#include "services/metrics/samples/sample_store.h"

namespace loa::metrics {
namespace {

bool Before(const Sample& a, const Sample& b) {
  if (!(a.series == b.series)) return a.series < b.series;
  return std::tie(a.point.day, a.observed_at) <
         std::tie(b.point.day, b.observed_at);
}

// One transaction's worth of samples.
class Recording {
 public:
  explicit Recording(sql::Tx& tx) : tx_(tx), branches_(tx) {}

  absl::Status Record(Sample sample) {
    const Series& series = sample.series;
    Point& point = sample.point;
    ASSIGN_OR_RETURN(const std::optional<StoredPoint> old,
                     FindPoint(tx_, series, point.day));
    if (old) {
      point.branch = old->point.branch;
      if (!Replaces(point, sample.observed_at, old->point, old->observed_at)) {
        ++counts_.unchanged;
        return absl::OkStatus();
      }
    }
    // A later observation of the same value is kept, so that what is compared
    // with next does not depend on the order, but it changes no figure.
    ++(!old                  ? counts_.added
       : old->point == point ? counts_.unchanged
                             : counts_.corrected);
    RETURN_IF_ERROR(SaveSample(tx_, sample));
    if (old && old->point == point) return absl::OkStatus();
    return Replace(sample, old ? std::optional(old->point) : std::nullopt);
  }

  absl::StatusOr<RecordCounts> Finish() {
    RETURN_IF_ERROR(changes_.Apply(tx_));
    return counts_;
  }

 private:
  // Takes away what the point in `old` added and adds what the sample does;
  // and the same for the next point, which may build on it.
  absl::Status Replace(const Sample& sample, const std::optional<Point>& old) {
    const Series& series = sample.series;
    const Point& point = sample.point;
    std::optional<Point> before, after;
    if (DependsOnBefore(sample.metric_class)) {
      ASSIGN_OR_RETURN(before, PointBefore(tx_, series, point.day));
      ASSIGN_OR_RETURN(after, PointAfter(tx_, series, point.day));
    }
    if (old) RETURN_IF_ERROR(Add(sample, before, *old, true));
    RETURN_IF_ERROR(Add(sample, before, point, false));
    if (after) {
      RETURN_IF_ERROR(Add(sample, old ? old : before, *after, true));
      RETURN_IF_ERROR(Add(sample, point, *after, false));
    }
    return absl::OkStatus();
  }

  absl::Status Add(const Sample& sample, const std::optional<Point>& before,
                   const Point& point, bool take_away) {
    for (const Contribution& contribution :
         ContributionsOf(sample.metric_class, before, point)) {
      ASSIGN_OR_RETURN(const Branch* branch,
                       branches_.Find(contribution.branch));
      for (const std::string& scope : ScopesOf(*branch)) {
        RollupChange& change =
            changes_.At({scope, sample.series.metric_id, sample.series.version,
                         sample.series.source, contribution.day});
        change.amounts +=
            take_away ? -contribution.amounts : contribution.amounts;
        if (sample.metric_class != v1::UNIQUE) continue;
        int64_t& largest = take_away ? change.gone : change.largest;
        largest = std::max(largest, point.value);
      }
    }
    return absl::OkStatus();
  }

  sql::Tx& tx_;
  BranchReader branches_;
  RollupChanges changes_;
  RecordCounts counts_;
};

}  // namespace

absl::StatusOr<RecordCounts> RecordSamples(sql::Tx& tx,
                                           std::vector<Sample> samples) {
  // In order of page, so that two transactions lock pages, and roll-ups after
  // them, in one order.
  std::sort(samples.begin(), samples.end(), Before);
  std::string locked;
  for (const Sample& sample : samples) {
    if (sample.series.page == locked) continue;
    locked = sample.series.page;
    RETURN_IF_ERROR(LockPageSamples(tx, locked));
  }
  Recording recording(tx);
  for (Sample& sample : samples) {
    RETURN_IF_ERROR(recording.Record(std::move(sample)));
  }
  return recording.Finish();
}

}  // namespace loa::metrics
