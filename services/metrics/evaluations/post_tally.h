#ifndef LOA_SERVICES_METRICS_EVALUATIONS_POST_TALLY_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_POST_TALLY_H_

#include <map>
#include <set>
#include <string>

#include "loa/metrics/v1/evaluation_service.pb.h"
#include "services/metrics/posts/seen_post.h"

namespace loa::metrics {

// Topic or level id -> what people call it.
using Names = std::map<std::string, std::string>;

// Is `topic` of the post, or one below it?
bool HasTopic(const SeenPost& post, const std::string& topic);

// Does a criterion on posts count this one?
bool Counts(const v1::Criterion& criterion, const SeenPost& post);

// Counts posts by all that a report tells of them.
class PostTally {
 public:
  void Add(const SeenPost& post);

  // Kinds that were never posted are there with 0.
  v1::PostFigures Figures(const Names& topics) const;
  int posting_pages() const { return static_cast<int>(pages_.size()); }
  int total() const { return total_; }

 private:
  using Counts = std::map<std::string, int>;

  int total_ = 0;
  Counts kinds_, topics_, sources_, bodies_, origins_;
  std::set<std::string> pages_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_POST_TALLY_H_
