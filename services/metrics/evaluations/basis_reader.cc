#include "services/metrics/evaluations/basis_reader.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/base/sha256.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/evaluations/errors.h"
#include "services/metrics/evaluations/evaluation_check.h"
#include "services/metrics/evaluations/evaluation_store.h"
#include "services/metrics/register.h"
#include "services/metrics/rollups/rollup_of.h"
#include "services/metrics/samples/branch.h"

namespace loa::metrics {
namespace {

// The default metrics that a report tells of.
constexpr char kFollowers[] = "followers";
constexpr char kReach[] = "reach";
constexpr char kEngagement[] = "engagements";

std::string LevelWords(const units::v1::Level& level) {
  static constexpr std::pair<const char*, const char*> kDefaults[] = {
      {"central", "Trung ương"},
      {"province", "Cấp tỉnh"},
      {"district", "Cấp huyện"},
      {"commune", "Cấp xã"}};
  if (!level.display_name().empty()) return level.display_name();
  for (const auto& [id, words] : kDefaults) {
    if (level.id() == id) return words;
  }
  return "";
}

class Reader {
 public:
  Reader(sql::Tx& tx, const clients::RegistryView& view,
         const v1::Evaluation& evaluation)
      : tx_(tx), view_(view), evaluation_(evaluation) {}

  absl::Status ReadNames() {
    for (const units::v1::Topic& topic : view_.organization().topics()) {
      stored::TopicName& name = *basis_.add_topics();
      name.set_id(topic.id());
      name.set_display_name(topic.display_name());
    }
    for (const units::v1::Level& level : view_.organization().levels()) {
      stored::LevelName& name = *basis_.add_levels();
      name.set_id(level.id());
      name.set_display_name(LevelWords(level));
    }
    return absl::OkStatus();
  }

  absl::Status ReadUnits() {
    ASSIGN_OR_RETURN(definitions_, ReadDefinitions(tx_));
    const units::v1::Unit* scope = view_.FindUnit(evaluation_.unit());
    RETURN_IF_ERROR(ReadUnit(*scope, true, *basis_.mutable_own()));
    RETURN_IF_ERROR(ReadUnit(*scope, false, *basis_.mutable_network()));
    for (const units::v1::Unit* unit : ComparedUnits(evaluation_, view_)) {
      RETURN_IF_ERROR(ReadUnit(*unit, false, *basis_.add_units()));
      compared_.insert(unit->name());
    }
    return absl::OkStatus();
  }

  // Where the units hang that the others told of.
  void ReadPlaces(const OtherAnswers& answers) {
    std::set<std::string> units;
    for (const auto& standings : answers.from_units.standings()) {
      for (const auto& unit : standings.units()) units.insert(unit.unit());
    }
    for (const auto& obstacle : answers.from_units.obstacles()) {
      units.insert(obstacle.unit());
    }
    for (const auto& unit : answers.submissions.units()) {
      units.insert(unit.unit());
    }
    for (const std::string& name : units) {
      stored::UnitPlace& place = *basis_.add_places();
      place.set_unit(name);
      const units::v1::Unit* unit = view_.FindUnit(name);
      if (unit != nullptr) place.set_display_name(unit->display_name());
      for (const std::string& above : view_.PathToRoot(name)) {
        if (compared_.contains(above)) place.add_within(above);
      }
    }
  }

  absl::Status ReadPrevious() {
    if (evaluation_.previous().empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(
        const v1::Evaluation previous,
        FindEvaluation(tx_, "evaluation.previous", evaluation_.previous()));
    if (previous.unit() != evaluation_.unit()) {
      return PreviousInvalid(evaluation_.previous(),
                             "must be of the same unit");
    }
    if (previous.last_day() >= evaluation_.last_day()) {
      return PreviousInvalid(evaluation_.previous(), "must end earlier");
    }
    KeepPrevious(previous);
    return absl::OkStatus();
  }

  stored::EvaluationBasis Take() { return std::move(basis_); }
  stored::EvaluationBasis& basis() { return basis_; }

 private:
  v1::UnitLabel LabelOf(const units::v1::Unit& unit) const {
    v1::UnitLabel label;
    label.set_unit(unit.name());
    label.set_display_name(unit.display_name());
    label.set_code(unit.code());
    label.set_level(unit.level());
    label.set_kind(unit.kind());
    for (const stored::LevelName& level : basis_.levels()) {
      if (level.id() == unit.level()) {
        label.set_level_name(level.display_name());
      }
    }
    const std::vector<std::string> path = view_.PathToRoot(unit.name());
    if (path.size() > 1 && path[1] != evaluation_.unit()) {
      const units::v1::Unit* parent = view_.FindUnit(path[1]);
      if (parent != nullptr) label.set_branch_name(parent->display_name());
    }
    return label;
  }

  absl::Status ReadRollup(const char* metric, const RollupQuery& query,
                          v1::Rollup& to) {
    const Definition* definition = definitions_.On(metric, query.last);
    // Without the metric nothing is known of it.
    if (definition == nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(to, RollupOf(tx_, view_, *definition, query));
    return absl::OkStatus();
  }

  absl::Status ReadUnit(const units::v1::Unit& unit, bool own_pages_only,
                        stored::UnitBasis& to) {
    const RollupQuery query = {unit.name(), own_pages_only,
                               DayOf(evaluation_.first_day()),
                               DayOf(evaluation_.last_day())};
    *to.mutable_label() = LabelOf(unit);
    to.set_pages(PageCountOn(view_, unit.name(), own_pages_only, query.last));
    RETURN_IF_ERROR(ReadRollup(kFollowers, query, *to.mutable_followers()));
    RETURN_IF_ERROR(ReadRollup(kReach, query, *to.mutable_reach()));
    return ReadRollup(kEngagement, query, *to.mutable_engagement());
  }

  void KeepPrevious(const v1::Evaluation& previous) {
    const v1::EvaluationFigures& figures = previous.figures();
    v1::PreviousFigures& to = *basis_.mutable_previous();
    to.set_evaluation(previous.name());
    to.set_last_day(previous.last_day());
    to.set_days(static_cast<int32_t>(DayOf(previous.last_day()) -
                                     DayOf(previous.first_day()) + 1));
    to.set_figures_sha256(previous.figures_sha256());
    *to.mutable_own() = figures.own();
    *to.mutable_network() = figures.network();
    for (const v1::TargetFigures& target : figures.plan().targets()) {
      auto& count = *to.add_targets();
      count.set_id(target.id());
      *count.mutable_count() = target.count();
    }
    for (const v1::UnitFigures& unit : figures.units()) {
      stored::PreviousPlace& place = *basis_.add_previous_places();
      place.set_unit(unit.unit().unit());
      place.set_rank(unit.rank());
      if (unit.has_points_hundredths()) {
        place.set_points_hundredths(unit.points_hundredths());
      }
    }
  }

  sql::Tx& tx_;
  const clients::RegistryView& view_;
  const v1::Evaluation& evaluation_;
  Definitions definitions_;
  std::set<std::string> compared_;
  stored::EvaluationBasis basis_;
};

}  // namespace

absl::StatusOr<stored::EvaluationBasis> ReadBasis(
    sql::Tx& tx, const clients::RegistryView& view,
    const v1::Evaluation& evaluation, const OtherAnswers& answers) {
  Reader reader(tx, view, evaluation);
  *reader.basis().mutable_evaluation() = evaluation;
  *reader.basis().mutable_from_units() = answers.from_units;
  *reader.basis().mutable_publications() = answers.publications;
  *reader.basis().mutable_submissions() = answers.submissions;
  RETURN_IF_ERROR(reader.ReadNames());
  RETURN_IF_ERROR(reader.ReadUnits());
  reader.ReadPlaces(answers);
  RETURN_IF_ERROR(reader.ReadPrevious());
  return reader.Take();
}

std::string HashOfPosts(const std::vector<SeenPost>& posts) {
  std::string bytes;
  // Lengths keep apart what the texts themselves might run together.
  const auto add = [&](absl::string_view text) {
    absl::StrAppend(&bytes, text.size(), ":", text);
  };
  for (const SeenPost& post : posts) {
    add(base::FormatDate(post.published_on));
    for (const std::string* text :
         {&post.name, &post.post, &post.page, &post.unit, &post.branch,
          &post.kind, &post.title, &post.source_kind, &post.source,
          &post.origin, &post.permalink}) {
      add(*text);
    }
    for (const auto* texts : {&post.topics, &post.subject_bodies}) {
      absl::StrAppend(&bytes, texts->size(), ";");
      for (const std::string& text : *texts) add(text);
    }
  }
  return base::Sha256Hex(bytes);
}

absl::StatusOr<BranchPaths> PathsOf(sql::Tx& tx,
                                    const std::vector<SeenPost>& posts) {
  BranchReader branches(tx);
  BranchPaths paths;
  for (const SeenPost& post : posts) {
    if (paths.contains(post.branch)) continue;
    ASSIGN_OR_RETURN(const Branch* branch, branches.Find(post.branch));
    paths[post.branch] = branch->path;
  }
  return paths;
}

}  // namespace loa::metrics
