#ifndef LOA_SERVICES_METRICS_FACTS_PAGE_FACTS_H_
#define LOA_SERVICES_METRICS_FACTS_PAGE_FACTS_H_

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/units/v1/plan_service.pb.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Where facts go: units.  Blocking.
class FactRecorder {
 public:
  virtual ~FactRecorder() = default;
  virtual absl::StatusOr<units::v1::RecordFactsResponse> RecordFacts(
      const units::v1::RecordFactsRequest& request) = 0;
};

// The day on which a page had posted in each of four weeks in a row, of the
// days of the first post in each week, in order; nullopt: it never had.
std::optional<base::Days> RhythmSince(const std::vector<base::Days>& weeks);

// Tells units what it cannot see of pages and plans count as milestones: that a
// page has 100 followers, and that it posts every week.  Each is told once, and
// again when an earlier day became known.  What came later and took the number
// back does not take the fact back.
class PageFacts {
 public:
  static constexpr int64_t kFollowers = 100;

  // All outlive it.
  PageFacts(sql::Database& database, const Register& registry,
            FactRecorder& recorder)
      : database_(database), registry_(registry), recorder_(recorder) {}

  // Of every page; for a periodic task.  What units refused or did not answer
  // is told again the next time.
  absl::Status TellAll(std::stop_token stop);

 private:
  absl::Status Tell(const std::vector<std::string>& pages);

  sql::Database& database_;
  const Register& registry_;
  FactRecorder& recorder_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_FACTS_PAGE_FACTS_H_
