#include "tools/benchmarks/comparison.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"

namespace loa::bench {
namespace {

constexpr double kMaxDrift = 0.10;

// What the rounds gave, before it is summed up.
struct Samples {
  std::vector<double> ratios, drifts, a_rates, b_rates;
};

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return (values[middle - 1] + values[middle]) / 2;
}

absl::StatusOr<double> Measure(const Side& side, const std::string& name) {
  const absl::StatusOr<double> rate = side();
  if (rate.ok() && *rate > 0) return rate;
  return absl::Status(
      rate.ok() ? absl::StatusCode::kInternal : rate.status().code(),
      absl::StrCat(name, ": ",
                   rate.ok() ? "no work was done" : rate.status().message()));
}

absl::Status RunRound(const Comparison& comparison, Samples& samples) {
  const absl::StatusOr<double> first = Measure(comparison.a, comparison.a_name);
  if (!first.ok()) return first.status();
  const absl::StatusOr<double> b = Measure(comparison.b, comparison.b_name);
  if (!b.ok()) return b.status();
  const absl::StatusOr<double> second =
      Measure(comparison.a, comparison.a_name);
  if (!second.ok()) return second.status();
  samples.ratios.push_back(*b / ((*first + *second) / 2));
  samples.drifts.push_back(*second / *first);
  samples.a_rates.push_back((*first + *second) / 2);
  samples.b_rates.push_back(*b);
  return absl::OkStatus();
}

Measured SumUp(const Samples& samples) {
  const auto [min, max] =
      std::minmax_element(samples.ratios.begin(), samples.ratios.end());
  return {.median = MedianOf(samples.ratios),
          .min = *min,
          .max = *max,
          .a_rate = MedianOf(samples.a_rates),
          .b_rate = MedianOf(samples.b_rates),
          .a_against_a = MedianOf(samples.drifts)};
}

}  // namespace

bool Measured::IsVoid() const { return std::abs(a_against_a - 1) > kMaxDrift; }

absl::StatusOr<std::vector<Measured>> Interleave(
    const std::vector<Comparison>& comparisons, int rounds) {
  std::vector<Samples> samples(comparisons.size());
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < comparisons.size(); ++i) {
      const absl::Status status = RunRound(comparisons[i], samples[i]);
      if (!status.ok()) return status;
    }
  }
  std::vector<Measured> all;
  for (const Samples& each : samples) all.push_back(SumUp(each));
  return all;
}

}  // namespace loa::bench
