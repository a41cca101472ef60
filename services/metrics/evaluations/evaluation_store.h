#ifndef LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_STORE_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/evaluation_service.pb.h"
#include "services/metrics/evaluations/evaluation_basis.pb.h"
#include "services/metrics/posts/seen_post.h"

namespace loa::metrics {

// Freezes an evaluation: what it shows and what it was computed from.  False
// when one of its name is there.
absl::StatusOr<bool> InsertEvaluation(sql::Tx& tx,
                                      const v1::Evaluation& evaluation,
                                      const stored::EvaluationBasis& basis);

// With its figures.  Errors: EVALUATION_NOT_FOUND at `field`.
absl::StatusOr<v1::Evaluation> FindEvaluation(sql::Tx& tx,
                                              absl::string_view field,
                                              absl::string_view name);
// Whose it is.  Errors: EVALUATION_NOT_FOUND.
absl::StatusOr<std::string> UnitOfEvaluation(sql::Tx& tx,
                                             absl::string_view name);
// What it was computed from.  Errors: STORED_DATA_DAMAGED.
absl::StatusOr<stored::EvaluationBasis> FindBasis(sql::Tx& tx,
                                                  absl::string_view name);

struct EvaluationCursor {
  int64_t created_at = INT64_MAX;
  std::string evaluation_id;
};
// Without figures, the newest first, after `at`; plan "" stands for any.
absl::StatusOr<std::vector<v1::Evaluation>> ListEvaluationsAfter(
    sql::Tx& tx, const std::string& plan, const EvaluationCursor& at,
    int limit);

// Keeps the posts that became visible on the pages of `scope` (see branch.h)
// in [first, last] and were there on the last day; how many.
absl::StatusOr<int64_t> KeepPosts(sql::Tx& tx, absl::string_view name,
                                  const std::string& scope, base::Days first,
                                  base::Days last);

struct KeptPostCursor {
  base::Days published_on = -1;
  std::string name;
};
// In order of day and name, after `at`.
absl::StatusOr<std::vector<SeenPost>> KeptPosts(sql::Tx& tx,
                                                absl::string_view name,
                                                const KeptPostCursor& at,
                                                int limit);
// Those that count for `scope` alone.
absl::StatusOr<std::vector<SeenPost>> KeptPostsOf(sql::Tx& tx,
                                                  absl::string_view name,
                                                  const std::string& scope,
                                                  const KeptPostCursor& at,
                                                  int limit);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_EVALUATION_STORE_H_
