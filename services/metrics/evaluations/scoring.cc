#include "services/metrics/evaluations/scoring.h"

#include <algorithm>
#include <array>
#include <map>

#include "absl/strings/str_cat.h"

namespace loa::metrics {
namespace {

using Criteria = google::protobuf::RepeatedPtrField<v1::Criterion>;
using Rule = v1::Evaluation;

constexpr int kRankedFromWeight = 50;

bool IsOneOf(absl::string_view kind,
             std::initializer_list<absl::string_view> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// value / full in thousandths, at most 1000; a full score of nothing is 0.
int32_t ShareOf(int64_t value, int64_t full) {
  if (full <= 0 || value <= 0) return 0;
  if (value >= full) return 1000;
  // value < full <= 10^12: the product fits.
  return static_cast<int32_t>(value * 1000 / full);
}

// What earns the full score of criterion `column` in a group, in thousandths.
int64_t FullScore(const v1::Criterion& criterion, size_t column,
                  const std::vector<size_t>& members,
                  const std::vector<MeasuredValues>& values) {
  if (criterion.full_at() > 0) return criterion.full_at() * 1000;
  int64_t best = 0;
  for (const size_t member : members) {
    best = std::max(best, values[member][column].value_or(0));
  }
  return best;
}

void AddPoints(const Criteria& criteria, v1::UnitFigures& unit) {
  int64_t weighted = 0;
  int weight = 0;
  for (int i = 0; i < criteria.size(); ++i) {
    const v1::CriterionScore& score = unit.scores(i);
    if (!score.has_per_mille()) continue;
    weight += criteria[i].weight();
    weighted += int64_t{score.per_mille()} * criteria[i].weight();
  }
  unit.set_weight_scored(weight);
  if (weight == 0) return;
  // Thousandths of 100 points are ten hundredths each; halves go up.
  unit.set_points_hundredths((weighted * 20 + weight) / (weight * 2));
}

// Gives places to the ranked of `members`; hands out their points, the most
// first.
std::vector<int64_t> RankGroup(const std::vector<size_t>& members,
                               v1::EvaluationFigures& figures) {
  std::vector<v1::UnitFigures*> ranked;
  for (const size_t member : members) {
    v1::UnitFigures& unit = *figures.mutable_units(static_cast<int>(member));
    if (unit.weight_scored() >= kRankedFromWeight) ranked.push_back(&unit);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const v1::UnitFigures* a, const v1::UnitFigures* b) {
                     return a->points_hundredths() > b->points_hundredths();
                   });
  std::vector<int64_t> points;
  for (size_t i = 0; i < ranked.size(); ++i) {
    const bool tied = i > 0 && ranked[i]->points_hundredths() ==
                                   ranked[i - 1]->points_hundredths();
    ranked[i]->set_rank(tied ? ranked[i - 1]->rank()
                             : static_cast<int32_t>(i) + 1);
    points.push_back(ranked[i]->points_hundredths());
  }
  return points;
}

void ScoreGroup(const Criteria& criteria, const std::vector<size_t>& members,
                const std::vector<MeasuredValues>& values,
                v1::EvaluationFigures& figures) {
  for (int i = 0; i < criteria.size(); ++i) {
    const size_t column = static_cast<size_t>(i);
    const int64_t full = FullScore(criteria[i], column, members, values);
    for (const size_t member : members) {
      v1::CriterionScore& score =
          *figures.mutable_units(static_cast<int>(member))->add_scores();
      score.set_criterion(criteria[i].id());
      const std::optional<int64_t>& value = values[member][column];
      if (!value) continue;
      score.set_value_thousandths(*value);
      score.set_per_mille(ShareOf(*value, full));
    }
  }
  for (const size_t member : members) {
    AddPoints(criteria, *figures.mutable_units(static_cast<int>(member)));
  }
}

}  // namespace

PeerKey PeerGroupOf(v1::Evaluation::PeerRule rule, const v1::UnitLabel& unit) {
  const std::string level =
      unit.level_name().empty() ? unit.level() : unit.level_name();
  if (rule == Rule::LEVEL) return {unit.level(), level};
  if (rule == Rule::LEVEL_AND_KIND) {
    return {absl::StrCat(unit.level(), "/", unit.kind()),
            absl::StrCat(level, " (", unit.kind(), ")")};
  }
  const absl::string_view kind = unit.kind();
  if (IsOneOf(kind, {"thành phố", "thị xã", "quận"})) {
    return {absl::StrCat(unit.level(), "/urban"),
            absl::StrCat(level, " (thành phố, thị xã)")};
  }
  if (IsOneOf(kind, {"phường", "thị trấn"})) {
    return {absl::StrCat(unit.level(), "/urban"),
            absl::StrCat(level, " (phường, thị trấn)")};
  }
  if (IsOneOf(kind, {"huyện", "xã"})) {
    return {absl::StrCat(unit.level(), "/rural"),
            absl::StrCat(level, " (", kind, ")")};
  }
  return {absl::StrCat(unit.level(), "/other"), absl::StrCat(level, " (khác)")};
}

void ScoreUnits(const Criteria& criteria, v1::Evaluation::PeerRule rule,
                const std::vector<MeasuredValues>& values,
                v1::EvaluationFigures& figures) {
  std::map<std::string, std::vector<size_t>> members;
  std::map<std::string, std::string> names;
  for (int i = 0; i < figures.units_size(); ++i) {
    const PeerKey peer = PeerGroupOf(rule, figures.units(i).unit());
    figures.mutable_units(i)->set_peer_group(peer.key);
    members[peer.key].push_back(static_cast<size_t>(i));
    names.try_emplace(peer.key, peer.display_name);
  }
  for (const auto& [key, group] : members) {
    v1::PeerGroup& peers = *figures.add_peer_groups();
    peers.set_key(key);
    peers.set_display_name(names[key]);
    peers.set_units(static_cast<int32_t>(group.size()));
    if (criteria.empty()) continue;
    ScoreGroup(criteria, group, values, figures);
    const std::vector<int64_t> points = RankGroup(group, figures);
    peers.set_ranked(static_cast<int32_t>(points.size()));
    if (points.empty()) continue;
    const size_t middle = points.size() / 2;
    peers.set_median_points_hundredths(
        points.size() % 2 == 1 ? points[middle]
                               : (points[middle - 1] + points[middle]) / 2);
  }
}

}  // namespace loa::metrics
