#include "tools/benchmarks/goal.h"

#include <cmath>

#include "nlohmann/json.hpp"

namespace loa::bench {
namespace {

// Three digits after the point are more than a shared machine is good for.
double Rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

std::string GoalLine(const Comparison& comparison, const Measured& measured,
                     const Goal& goal, int rounds) {
  nlohmann::ordered_json line;
  line["goal"] = comparison.name;
  line["value"] = Rounded(measured.median);
  line["unit"] = "ratio";
  line["floor"] = goal.floor;
  line["target"] = goal.target;
  const bool reached =
      goal.most ? measured.median <= goal.floor : measured.median >= goal.floor;
  line["ok"] = !measured.IsVoid() && reached;
  line["min"] = Rounded(measured.min);
  line["max"] = Rounded(measured.max);
  line["rounds"] = rounds;
  line["void"] = measured.IsVoid();
  line["a_against_a"] = Rounded(measured.a_against_a);
  line["a"] = {{"name", comparison.a_name},
               {"per_second", std::round(measured.a_rate)}};
  line["b"] = {{"name", comparison.b_name},
               {"per_second", std::round(measured.b_rate)}};
  return line.dump();
}

}  // namespace loa::bench
