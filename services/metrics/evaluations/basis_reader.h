#ifndef LOA_SERVICES_METRICS_EVALUATIONS_BASIS_READER_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_BASIS_READER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/clients/registry_view.h"
#include "libs/sql/database.h"
#include "loa/content/v1/publication_service.pb.h"
#include "loa/content/v1/submission_figures_service.pb.h"
#include "loa/metrics/v1/evaluation_service.pb.h"
#include "loa/units/v1/evaluation_basis_service.pb.h"
#include "services/metrics/evaluations/evaluation_basis.pb.h"
#include "services/metrics/evaluations/figures_of.h"
#include "services/metrics/posts/seen_post.h"

namespace loa::metrics {

// What the other services answered.
struct OtherAnswers {
  units::v1::EvaluationBasis from_units;
  content::v1::CountPublicationsResponse publications;
  content::v1::SubmissionFigures submissions;
};

// Reads what the figures of an evaluation are made of, but for the posts and
// how far content's news of them were applied.
// `evaluation` is completed.  Errors: EVALUATION_NOT_FOUND and PREVIOUS_INVALID
// (previous).
absl::StatusOr<stored::EvaluationBasis> ReadBasis(
    sql::Tx& tx, const clients::RegistryView& view,
    const v1::Evaluation& evaluation, const OtherAnswers& answers);

// SHA-256 over posts in order of day and name, hex.
std::string HashOfPosts(const std::vector<SeenPost>& posts);

// The branches that posts count for.  Errors: STORED_DATA_DAMAGED.
absl::StatusOr<BranchPaths> PathsOf(sql::Tx& tx,
                                    const std::vector<SeenPost>& posts);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_BASIS_READER_H_
