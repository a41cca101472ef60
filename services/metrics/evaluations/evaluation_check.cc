#include "services/metrics/evaluations/evaluation_check.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"
#include "services/metrics/evaluations/errors.h"
#include "services/metrics/register.h"

namespace loa::metrics {
namespace {

using v1::Criterion;

const char* NameOf(Criterion::Measure measure) {
  switch (measure) {
    case Criterion::POSTS:
      return "Số tin, bài, ảnh";
    case Criterion::RHYTHM:
      return "Nhịp đăng mỗi trang mỗi tuần";
    case Criterion::FOLLOWERS:
      return "Người theo dõi";
    case Criterion::REACH:
      return "Người được tiếp cận";
    case Criterion::ENGAGEMENT:
      return "Lượt tương tác";
    case Criterion::ANSWERS:
      return "Tỷ lệ thư bạn đọc được trả lời";
    case Criterion::OBSTACLES_RESOLVED:
      return "Tỷ lệ vướng mắc, đề xuất đã giải quyết";
    case Criterion::PLAN_PROGRESS:
      return "Tỷ lệ hoàn thành chỉ tiêu kế hoạch";
    default:
      return "";
  }
}

bool IsShare(Criterion::Measure measure) {
  return measure == Criterion::ANSWERS ||
         measure == Criterion::OBSTACLES_RESOLVED ||
         measure == Criterion::PLAN_PROGRESS;
}

bool Filters(const Criterion& criterion) {
  return !criterion.kind().empty() || !criterion.topic().empty() ||
         !criterion.source_kind().empty() || !criterion.subject_body().empty();
}

// A topic that posts can have, or one above it. Where the organisation
// registered none, every topic is.
absl::Status CheckTopic(const clients::RegistryView& view,
                        const std::string& topic, const std::string& path) {
  std::vector<std::string> known;
  for (const units::v1::Topic& one : view.organization().topics()) {
    if (one.id() == topic ||
        absl::StartsWith(one.id(), absl::StrCat(topic, "/"))) {
      return absl::OkStatus();
    }
    known.push_back(one.id());
  }
  if (topic.empty() || known.empty()) return absl::OkStatus();
  return TopicUnknown(absl::StrCat(path, ".topic"), topic, known);
}

// `path` is the criterion's place in the request.
absl::Status CheckCriterion(const v1::Evaluation& evaluation,
                            const Criterion& criterion,
                            const std::string& path) {
  if (*NameOf(criterion.measure()) == '\0') {
    return CriterionInvalid({absl::StrCat(path, ".measure"),
                             "must be a measure of this release",
                             "phải là một thước đo mà bản này có"});
  }
  if (criterion.measure() != Criterion::POSTS && Filters(criterion)) {
    return CriterionInvalid({absl::StrCat(path, ".measure"),
                             "must be POSTS where kind, topic, source_kind or "
                             "subject_body is set",
                             "phải là POSTS (số bài) khi có kind, topic, "
                             "source_kind hoặc subject_body"});
  }
  if (criterion.measure() == Criterion::PLAN_PROGRESS &&
      evaluation.plan().empty()) {
    return CriterionInvalid({absl::StrCat(path, ".measure"),
                             "needs a plan in the evaluation",
                             "cần bản đánh giá nêu kế hoạch"});
  }
  return absl::OkStatus();
}

absl::Status CheckCriteria(const v1::Evaluation& evaluation,
                           const clients::RegistryView& view) {
  std::set<std::string> ids;
  int weight = 0;
  for (int i = 0; i < evaluation.criteria_size(); ++i) {
    const Criterion& criterion = evaluation.criteria(i);
    const std::string path = absl::StrCat("evaluation.criteria[", i, "]");
    if (!ids.insert(criterion.id()).second) {
      return CriterionInvalid({absl::StrCat(path, ".id"),
                               "must be there once in the evaluation",
                               "chỉ được có một lần trong bản đánh giá"});
    }
    RETURN_IF_ERROR(CheckCriterion(evaluation, criterion, path));
    RETURN_IF_ERROR(CheckTopic(view, criterion.topic(), path));
    weight += criterion.weight();
  }
  if (evaluation.criteria_size() > 0 && weight != 100) {
    return WeightsWrong(weight);
  }
  return absl::OkStatus();
}

absl::Status CheckPeriod(const v1::Evaluation& evaluation, base::Days today) {
  const base::Days first = DayOf(evaluation.first_day());
  const base::Days last = DayOf(evaluation.last_day());
  if (last < first) {
    return PeriodInvalid(evaluation.first_day(), evaluation.last_day());
  }
  if (last > today) {
    return PeriodInFuture(evaluation.last_day(), base::FormatDate(today));
  }
  return absl::OkStatus();
}

std::vector<std::string> LevelsOf(const clients::RegistryView& view) {
  std::vector<std::string> levels;
  for (const units::v1::Level& level : view.organization().levels()) {
    levels.push_back(level.id());
  }
  return levels;
}

// The levels of the units right below, where none is asked for.
absl::Status FillLevels(const clients::RegistryView& view,
                        v1::Evaluation& evaluation) {
  if (evaluation.levels().empty()) {
    std::set<std::string> below;
    for (const std::string& child : view.ChildrenOf(evaluation.unit())) {
      const units::v1::Unit* unit = view.FindUnit(child);
      if (unit != nullptr) below.insert(unit->level());
    }
    for (const std::string& level : below) evaluation.add_levels(level);
    return absl::OkStatus();
  }
  const std::vector<std::string> known = LevelsOf(view);
  for (int i = 0; i < evaluation.levels_size(); ++i) {
    const std::string& level = evaluation.levels(i);
    if (std::find(known.begin(), known.end(), level) == known.end()) {
      return LevelUnknown(absl::StrCat("evaluation.levels[", i, "]"), level,
                          known);
    }
  }
  return absl::OkStatus();
}

void FillHeading(const units::v1::Unit& unit, v1::Evaluation& evaluation) {
  v1::ReportHeading& heading = *evaluation.mutable_heading();
  if (heading.body().empty()) heading.set_body(unit.display_name());
  if (heading.date().empty()) heading.set_date(evaluation.last_day());
}

}  // namespace

absl::StatusOr<v1::Evaluation> CompletedEvaluation(
    const v1::Evaluation& asked, const clients::RegistryView& view,
    base::Days today) {
  v1::Evaluation evaluation = asked;
  evaluation.clear_name();
  evaluation.clear_figures();
  evaluation.clear_figures_sha256();
  evaluation.clear_creator();
  evaluation.clear_create_time();
  ASSIGN_OR_RETURN(const std::string name,
                   UnitIn(view, "evaluation.unit", asked.unit()));
  evaluation.set_unit(name);
  RETURN_IF_ERROR(CheckPeriod(evaluation, today));
  RETURN_IF_ERROR(CheckCriteria(evaluation, view));
  RETURN_IF_ERROR(FillLevels(view, evaluation));
  const int compared = static_cast<int>(ComparedUnits(evaluation, view).size());
  if (compared > kMaxComparedUnits) {
    return EvaluationTooLarge("units", compared, kMaxComparedUnits);
  }
  for (Criterion& criterion : *evaluation.mutable_criteria()) {
    if (criterion.display_name().empty()) {
      criterion.set_display_name(NameOf(criterion.measure()));
    }
    // Of a share all is full, however little the best has.
    if (IsShare(criterion.measure()) && criterion.full_at() == 0) {
      criterion.set_full_at(100);
    }
  }
  if (evaluation.peer_rule() == v1::Evaluation::PEER_RULE_UNSPECIFIED) {
    evaluation.set_peer_rule(v1::Evaluation::LEVEL_AND_SETTLEMENT);
  }
  FillHeading(*view.FindUnit(name), evaluation);
  return evaluation;
}

std::vector<const units::v1::Unit*> ComparedUnits(
    const v1::Evaluation& evaluation, const clients::RegistryView& view) {
  const std::set<std::string> levels(evaluation.levels().begin(),
                                     evaluation.levels().end());
  std::vector<const units::v1::Unit*> compared;
  for (const std::string& name : view.Subtree(evaluation.unit())) {
    const units::v1::Unit* unit = view.FindUnit(name);
    if (unit == nullptr || name == evaluation.unit()) continue;
    if (levels.contains(unit->level())) compared.push_back(unit);
  }
  std::sort(compared.begin(), compared.end(),
            [](const units::v1::Unit* a, const units::v1::Unit* b) {
              return std::tie(a->code(), a->name()) <
                     std::tie(b->code(), b->name());
            });
  return compared;
}

}  // namespace loa::metrics
