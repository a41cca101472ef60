#include "services/moderation/reviews/stages.h"

#include <algorithm>
#include <string>

namespace loa::moderation {
namespace {

v1::Review::Stage Stage(const std::string& id, int quorum) {
  v1::Review::Stage stage;
  stage.set_id(id);
  stage.set_quorum(std::max(quorum, 1));
  return stage;
}

bool Approves(const v1::Review::Vote& vote) {
  return vote.decision() == v1::Review::APPROVED;
}

}  // namespace

std::vector<v1::Review::Stage> StagesFor(const v1::Policy& policy,
                                         v1::Severity severity) {
  const bool needed = severity >= v1::SEVERITY_NEEDS_STAGE;
  bool has_further = false;
  std::vector<v1::Review::Stage> stages;
  if (policy.stages().empty()) stages.push_back(Stage("editorial", 1));
  for (const v1::Policy::Stage& stage : policy.stages()) {
    if (stage.only_when_needed() && !needed) continue;
    has_further = has_further || stage.only_when_needed();
    stages.push_back(Stage(stage.id(), stage.quorum()));
  }
  if (needed && !has_further) stages.push_back(Stage("further", 1));
  return stages;
}

void CountVotes(v1::Review& review) {
  for (v1::Review::Stage& stage : *review.mutable_stages()) {
    const auto approvals =
        std::count_if(stage.votes().begin(), stage.votes().end(), Approves);
    stage.set_complete(approvals >= stage.quorum());
  }
}

int CurrentStage(const v1::Review& review) {
  for (int i = 0; i < review.stages_size(); ++i) {
    if (!review.stages(i).complete()) return i;
  }
  return -1;
}

bool HasApproved(const v1::Review& review, absl::string_view principal) {
  for (const v1::Review::Stage& stage : review.stages()) {
    for (const v1::Review::Vote& vote : stage.votes()) {
      if (vote.principal() == principal && Approves(vote)) return true;
    }
  }
  return false;
}

}  // namespace loa::moderation
