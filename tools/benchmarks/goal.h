#ifndef LOA_TOOLS_BENCHMARKS_GOAL_H_
#define LOA_TOOLS_BENCHMARKS_GOAL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "tools/benchmarks/comparison.h"

namespace loa::bench {

// What a ratio should reach: the floor, and better the target. Where `most`,
// the ratio is of costs and should stay below them.
struct Goal {
  double floor = 0;
  double target = 0;
  bool most = false;
};

// One JSON object on one line, without its newline:
//   {"goal":"rpc.point_read","value":0.93,"unit":"ratio","floor":0.9,
//    "target":0.97,"ok":true,"min":..,"max":..,"rounds":5,"void":false,
//    "a_against_a":1.01,"a":{"name":..,"per_second":..},"b":{...}}
// A void run is never ok.
std::string GoalLine(const Comparison& comparison, const Measured& measured,
                     const Goal& goal, int rounds);

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_GOAL_H_
