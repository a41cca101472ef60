#include "services/metrics/samples/contribution.h"

namespace loa::metrics {
namespace {

Amounts Whole(const Point& point) {
  Amounts amounts;
  amounts.sum = point.value;
  amounts.denominator = point.denominator;
  amounts.pages = 1;
  amounts.lower_bounds = point.lower_bound ? 1 : 0;
  return amounts;
}

Amounts Increase(const std::optional<Point>& before, const Point& point) {
  Amounts amounts = Whole(point);
  amounts.sum = 0;
  if (!before) return amounts;
  const bool reset = point.value < before->value;
  amounts.sum = reset ? point.value : point.value - before->value;
  amounts.resets = reset ? 1 : 0;
  // A difference with a bound in it is known no better than the bound.
  amounts.lower_bounds = point.lower_bound || before->lower_bound ? 1 : 0;
  return amounts;
}

}  // namespace

Amounts& Amounts::operator+=(const Amounts& other) {
  sum += other.sum;
  denominator += other.denominator;
  pages += other.pages;
  lower_bounds += other.lower_bounds;
  resets += other.resets;
  return *this;
}

Amounts Amounts::operator-() const {
  return {-sum, -denominator, -pages, -lower_bounds, -resets};
}

bool Amounts::IsZero() const {
  return sum == 0 && denominator == 0 && pages == 0 && lower_bounds == 0 &&
         resets == 0;
}

std::vector<Contribution> ContributionsOf(v1::MetricClass metric_class,
                                          const std::optional<Point>& before,
                                          const Point& point) {
  if (metric_class == v1::COUNTER) {
    return {{point.day, point.branch, Increase(before, point)}};
  }
  std::vector<Contribution> all = {{point.day, point.branch, Whole(point)}};
  if (metric_class == v1::STOCK && before) {
    all.push_back({point.day, before->branch, -Whole(*before)});
  }
  return all;
}

bool DependsOnBefore(v1::MetricClass metric_class) {
  return metric_class == v1::COUNTER || metric_class == v1::STOCK;
}

}  // namespace loa::metrics
