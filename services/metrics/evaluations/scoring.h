#ifndef LOA_SERVICES_METRICS_EVALUATIONS_SCORING_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_SCORING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loa/metrics/v1/evaluation_service.pb.h"

// How units are compared: inside groups of peers, by criteria with weights.
// Pure integer arithmetic, so that every machine gets the same bytes.
namespace loa::metrics {

// What a unit has of each criterion, in thousandths; nullopt: not known.
using MeasuredValues = std::vector<std::optional<int64_t>>;

struct PeerKey {
  std::string key;           // such as "commune/urban"
  std::string display_name;  // such as "Cấp xã (phường, thị trấn)"
};

// The group that `unit` is compared in.
PeerKey PeerGroupOf(v1::Evaluation::PeerRule rule, const v1::UnitLabel& unit);

// Fills in groups, scores, points and places of `figures.units` and the peer
// groups.  `values[i]` is what unit i has, one an item of `criteria`.
//   - The score of a criterion is the share of `full_at`, at most all; without
//     one, of the best of the group.
//   - Points are the weighted mean of the scores that are known, out of 100:
//     what is not known is not 0.
//   - A unit is ranked when at least half of the weights are known; equal
//     points share a place and the next place is left out.
void ScoreUnits(
    const google::protobuf::RepeatedPtrField<v1::Criterion>& criteria,
    v1::Evaluation::PeerRule rule, const std::vector<MeasuredValues>& values,
    v1::EvaluationFigures& figures);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_SCORING_H_
