#ifndef LOA_TOOLS_BENCHMARKS_COMPARISON_H_
#define LOA_TOOLS_BENCHMARKS_COMPARISON_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace loa::bench {

// Measures one side once: verified work a second.  Work that cannot be
// verified is an error and ends the run.
using Side = std::function<absl::StatusOr<double>()>;

// B against A.  Absolute times of a shared machine mean little, their ratio in
// one run does.
struct Comparison {
  std::string name;
  std::string a_name, b_name;
  Side a, b;
};

// Over the rounds of one run.
struct Measured {
  double median = 0, min = 0, max = 0;  // of B / A
  double a_rate = 0, b_rate = 0;        // medians, work a second
  // Median of A / A within a round: how much the machine alone does.
  double a_against_a = 0;

  // Is the run worthless because A differs from itself by over 10 %?
  bool IsVoid() const;
};

// Runs all comparisons in each of `rounds` rounds, each as A B A; a round's
// ratio is that of B and the mean of its two A.  In the order of
// `comparisons`.  `rounds` is positive.
absl::StatusOr<std::vector<Measured>> Interleave(
    const std::vector<Comparison>& comparisons, int rounds);

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_COMPARISON_H_
