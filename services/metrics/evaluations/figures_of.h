#ifndef LOA_SERVICES_METRICS_EVALUATIONS_FIGURES_OF_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_FIGURES_OF_H_

#include <map>
#include <string>
#include <vector>

#include "loa/metrics/v1/evaluation_figures.pb.h"
#include "services/metrics/evaluations/evaluation_basis.pb.h"
#include "services/metrics/posts/seen_post.h"

namespace loa::metrics {

// Version of the figures' form: raised when the same basis and posts may give
// other bytes.
inline constexpr int kFiguresFormat = 1;

// Branch -> the units on it, as the tree stood on the day of a post.
using BranchPaths = std::map<std::string, std::vector<std::string>>;

// The figures of an evaluation: a pure function, so that they come out again
// byte for byte.  `posts` are those of the scope and period, in any order;
// `paths` holds the branch of each.
v1::EvaluationFigures FiguresOf(const stored::EvaluationBasis& basis,
                                const std::vector<SeenPost>& posts,
                                const BranchPaths& paths);

// What a roll-up says as a figure: the source that covers more pages, the
// platform where both cover as many, and beside it what the other says.
v1::Amount AmountOf(const v1::Rollup& rollup);
v1::Reach ReachOf(const v1::Rollup& rollup);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_FIGURES_OF_H_
