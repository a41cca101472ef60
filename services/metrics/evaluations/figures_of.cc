#include "services/metrics/evaluations/figures_of.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "services/metrics/evaluations/plan_figures.h"
#include "services/metrics/evaluations/post_tally.h"
#include "services/metrics/evaluations/scoring.h"
#include "services/metrics/evaluations/vietnamese_words.h"
#include "services/metrics/register.h"

namespace loa::metrics {
namespace {

using v1::Criterion;

// What is counted of the posts of one unit.
struct UnitPosts {
  PostTally tally;
  std::vector<int> by_criterion;
};

// Percent in thousandths; nullopt of nothing.
std::optional<int64_t> PercentOf(int64_t part, int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return part * 100'000 / whole;
}

class Computation {
 public:
  Computation(const stored::EvaluationBasis& basis, const BranchPaths& paths)
      : basis_(basis),
        evaluation_(basis.evaluation()),
        paths_(paths),
        first_(DayOf(evaluation_.first_day())),
        last_(DayOf(evaluation_.last_day())) {
    for (const stored::TopicName& topic : basis.topics()) {
      topics_[topic.id()] = topic.display_name();
    }
    for (const stored::UnitPlace& place : basis.places()) {
      places_[place.unit()] = {place.within().begin(), place.within().end()};
    }
    for (int i = 0; i < basis.units_size(); ++i) {
      index_[basis.units(i).label().unit()] = static_cast<size_t>(i);
    }
    units_.resize(static_cast<size_t>(basis.units_size()));
    for (UnitPosts& unit : units_) {
      unit.by_criterion.resize(
          static_cast<size_t>(evaluation_.criteria_size()));
    }
    weeks_.resize(static_cast<size_t>((last_ - first_) / 7 + 1));
  }

  void Add(const SeenPost& post) {
    network_.Add(post);
    ++weeks_[static_cast<size_t>(
        std::clamp<int64_t>((post.published_on - first_) / 7, 0,
                            static_cast<int64_t>(weeks_.size()) - 1))];
    const auto path = paths_.find(post.branch);
    if (path == paths_.end()) return;
    if (!path->second.empty() && path->second[0] == evaluation_.unit()) {
      own_.Add(post);
    }
    for (const std::string& name : path->second) {
      const auto found = index_.find(name);
      if (found != index_.end()) AddTo(units_[found->second], post);
    }
  }

  v1::EvaluationFigures Finish() {
    SetFrame();
    if (basis_.from_units().has_plan()) {
      *figures_.mutable_plan() = PlanFiguresOf(basis_);
    }
    *figures_.mutable_own() = UnitOf(basis_.own(), own_);
    *figures_.mutable_network() = UnitOf(basis_.network(), network_);
    CountObstacles(*figures_.mutable_network());
    AddUnits();
    CountSubmissions();
    AddWeeks();
    AddObstacles(basis_, figures_);
    AddDirections(basis_, figures_);
    AddPublications();
    Score();
    if (basis_.has_previous()) {
      *figures_.mutable_previous() = basis_.previous();
    }
    return std::move(figures_);
  }

 private:
  void AddTo(UnitPosts& unit, const SeenPost& post) {
    unit.tally.Add(post);
    for (int i = 0; i < evaluation_.criteria_size(); ++i) {
      const Criterion& criterion = evaluation_.criteria(i);
      if (criterion.measure() == Criterion::POSTS && Counts(criterion, post)) {
        ++unit.by_criterion[static_cast<size_t>(i)];
      }
    }
  }

  std::string Title() const {
    if (!evaluation_.title().empty()) return evaluation_.title();
    if (basis_.from_units().has_plan()) {
      return absl::StrCat("Đánh giá kết quả thực hiện Kế hoạch số ",
                          basis_.from_units().plan().number());
    }
    return "Đánh giá hoạt động của các Trang cộng đồng";
  }

  void SetFrame() {
    figures_.set_format(kFiguresFormat);
    figures_.set_title(Title());
    const v1::ReportHeading& from = evaluation_.heading();
    v1::Heading& heading = *figures_.mutable_heading();
    heading.set_parent_body(from.parent_body());
    heading.set_body(from.body());
    heading.set_number(from.number());
    heading.set_place(from.place());
    heading.set_date(from.date());
    heading.set_signing_for(from.signing_for());
    heading.set_signer_office(from.signer_office());
    heading.set_signer_name(from.signer_name());
    figures_.set_first_day(evaluation_.first_day());
    figures_.set_last_day(evaluation_.last_day());
    *figures_.mutable_scope() = basis_.network().label();
    v1::ReadPoint& point = *figures_.mutable_read_point();
    point.set_registry_sequence(basis_.from_units().registry_sequence());
    point.set_content_history_id(basis_.content_history_id());
    point.set_content_sequence(basis_.content_sequence());
    point.set_basis_sha256(base::HashOf(basis_));
    for (const Criterion& criterion : evaluation_.criteria()) {
      v1::CriterionLabel& label = *figures_.add_criteria();
      label.set_id(criterion.id());
      label.set_display_name(criterion.display_name());
      label.set_weight(criterion.weight());
      label.set_full_at(criterion.full_at());
    }
  }

  v1::UnitFigures UnitOf(const stored::UnitBasis& basis,
                         const PostTally& tally) const {
    v1::UnitFigures unit;
    *unit.mutable_unit() = basis.label();
    unit.set_pages(basis.pages());
    unit.set_posting_pages(tally.posting_pages());
    *unit.mutable_posts() = tally.Figures(topics_);
    if (basis.pages() > 0) {
      unit.set_rhythm_hundredths(int64_t{700} * tally.total() /
                                 ((last_ - first_ + 1) * basis.pages()));
    }
    *unit.mutable_followers() = AmountOf(basis.followers());
    *unit.mutable_reach() = ReachOf(basis.reach());
    *unit.mutable_engagement() = AmountOf(basis.engagement());
    return unit;
  }

  void CountObstacles(v1::UnitFigures& unit) const {
    for (const units::v1::Obstacle& obstacle :
         basis_.from_units().obstacles()) {
      Count(obstacle, unit);
    }
  }

  void Count(const units::v1::Obstacle& obstacle, v1::UnitFigures& unit) const {
    unit.set_obstacles_raised(unit.obstacles_raised() + 1);
    if (IsSettled(obstacle, evaluation_.last_day())) {
      unit.set_obstacles_resolved(unit.obstacles_resolved() + 1);
    }
  }

  void AddUnits() {
    const auto plan_counts = PlanCountsOf(basis_, places_);
    for (int i = 0; i < basis_.units_size(); ++i) {
      v1::UnitFigures& unit = *figures_.add_units();
      unit = UnitOf(basis_.units(i), units_[static_cast<size_t>(i)].tally);
      const auto counts = plan_counts.find(unit.unit().unit());
      if (counts == plan_counts.end()) continue;
      unit.set_plan_done(counts->second.first);
      unit.set_plan_total(counts->second.second);
    }
    for (const units::v1::Obstacle& obstacle :
         basis_.from_units().obstacles()) {
      for (const std::string& within : places_[obstacle.unit()]) {
        Count(obstacle,
              *figures_.mutable_units(static_cast<int>(index_.at(within))));
      }
    }
    for (const stored::PreviousPlace& previous : basis_.previous_places()) {
      const auto found = index_.find(previous.unit());
      if (found == index_.end()) continue;
      v1::UnitFigures& unit =
          *figures_.mutable_units(static_cast<int>(found->second));
      unit.set_previous_rank(previous.rank());
      if (previous.has_points_hundredths()) {
        unit.set_previous_points_hundredths(previous.points_hundredths());
      }
    }
  }

  // Of an evaluation of an earlier release nothing is known.
  void CountSubmissions() {
    if (!basis_.has_submissions()) return;
    figures_.mutable_own()->mutable_answers();
    figures_.mutable_network()->mutable_answers();
    for (v1::UnitFigures& unit : *figures_.mutable_units()) {
      unit.mutable_answers();
    }
    for (const auto& sent : basis_.submissions().units()) {
      const auto count = [&](v1::UnitFigures& unit) {
        v1::Answers& answers = *unit.mutable_answers();
        answers.set_received(answers.received() + sent.received());
        answers.set_answered(answers.answered() + sent.accepted() +
                             sent.declined());
      };
      if (sent.unit() == evaluation_.unit()) count(*figures_.mutable_own());
      count(*figures_.mutable_network());
      for (const std::string& within : places_[sent.unit()]) {
        count(*figures_.mutable_units(static_cast<int>(index_.at(within))));
      }
    }
  }

  void AddWeeks() {
    for (size_t i = 0; i < weeks_.size(); ++i) {
      const base::Days begin = first_ + 7 * static_cast<base::Days>(i);
      v1::WeekOfPosts& week = *figures_.add_weeks();
      week.set_first_day(base::FormatDate(begin));
      week.set_days(
          static_cast<int32_t>(std::min<base::Days>(7, last_ - begin + 1)));
      week.set_posts(weeks_[i]);
    }
  }

  // Of what Loa itself sent, as content counted it; states with none are left
  // out.
  void AddPublications() {
    const auto& counts = basis_.publications();
    v1::PublicationFigures& publications = *figures_.mutable_publications();
    publications.set_as_of(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ",
                                            base::TimeOf(counts.as_of()),
                                            absl::UTCTimeZone()));
    for (const auto& state : counts.by_state()) {
      if (state.count() == 0) continue;
      v1::Tally& tally = *publications.add_by_state();
      tally.set_key(content::v1::Publication::State_Name(state.state()));
      tally.set_count(state.count());
    }
    for (const auto& kind : counts.by_kind()) {
      v1::Tally& tally = *publications.add_by_kind();
      tally.set_key(kind.kind());
      tally.set_count(kind.count());
    }
  }

  std::optional<int64_t> Value(const Criterion& criterion, size_t unit,
                               size_t column) const {
    const v1::UnitFigures& figures = figures_.units(static_cast<int>(unit));
    const auto thousandths = [](bool known, int64_t value) {
      return known ? std::optional<int64_t>(value * 1000) : std::nullopt;
    };
    switch (criterion.measure()) {
      case Criterion::POSTS:
        return thousandths(true, units_[unit].by_criterion[column]);
      case Criterion::RHYTHM:
        if (!figures.has_rhythm_hundredths()) return std::nullopt;
        return figures.rhythm_hundredths() * 10;
      case Criterion::FOLLOWERS:
        return thousandths(figures.followers().has_value(),
                           figures.followers().value());
      case Criterion::REACH:
        return thousandths(figures.reach().has_max(), figures.reach().max());
      case Criterion::ENGAGEMENT:
        return thousandths(figures.engagement().has_value(),
                           figures.engagement().value());
      case Criterion::ANSWERS:
        return PercentOf(figures.answers().answered(),
                         figures.answers().received());
      case Criterion::OBSTACLES_RESOLVED:
        return PercentOf(figures.obstacles_resolved(),
                         figures.obstacles_raised());
      case Criterion::PLAN_PROGRESS:
        return PercentOf(figures.plan_done(), figures.plan_total());
      default:
        return std::nullopt;
    }
  }

  void Score() {
    std::vector<MeasuredValues> values;
    for (size_t unit = 0; unit < units_.size(); ++unit) {
      MeasuredValues row;
      for (int i = 0; i < evaluation_.criteria_size(); ++i) {
        row.push_back(
            Value(evaluation_.criteria(i), unit, static_cast<size_t>(i)));
      }
      values.push_back(std::move(row));
    }
    ScoreUnits(evaluation_.criteria(), evaluation_.peer_rule(), values,
               figures_);
  }

  const stored::EvaluationBasis& basis_;
  const v1::Evaluation& evaluation_;
  const BranchPaths& paths_;
  const base::Days first_, last_;
  Names topics_;
  Places places_;
  std::map<std::string, size_t> index_;  // compared unit -> its place
  PostTally own_, network_;
  std::vector<UnitPosts> units_;
  std::vector<int> weeks_;
  v1::EvaluationFigures figures_;
};

}  // namespace

v1::EvaluationFigures FiguresOf(const stored::EvaluationBasis& basis,
                                const std::vector<SeenPost>& posts,
                                const BranchPaths& paths) {
  Computation computation(basis, paths);
  for (const SeenPost& post : posts) computation.Add(post);
  return computation.Finish();
}

}  // namespace loa::metrics
