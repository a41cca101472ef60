#include "services/metrics/evaluations/json_report.h"

#include <set>
#include <utility>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/metrics/evaluations/json_writer.h"

namespace loa::metrics {
namespace {

using Tallies = google::protobuf::RepeatedPtrField<v1::Tally>;

void WriteTallies(absl::string_view key, const Tallies& tallies,
                  JsonWriter& out) {
  out.BeginObject(key);
  for (const v1::Tally& tally : tallies) out.Number(tally.key(), tally.count());
  out.End();
}

void WriteBound(absl::string_view key, v1::Bound bound, JsonWriter& out) {
  if (bound == v1::BOUND_UNSPECIFIED) {
    out.Null(key);
  } else {
    out.Text(key, v1::Bound_Name(bound));
  }
}

void WriteOptional(absl::string_view key, bool known, int64_t value,
                   JsonWriter& out) {
  if (known) {
    out.Number(key, value);
  } else {
    out.Null(key);
  }
}

// What a figure rests on, and what the other source says.
template <typename Figure>
void WriteCovered(absl::string_view key, const Figure& figure, bool other_known,
                  int64_t other, JsonWriter& out) {
  out.BeginObject(key);
  out.Number("pages", figure.covered_pages());
  out.Number("of", figure.pages());
  out.Text("source", figure.reported() ? "REPORTED" : "PLATFORM");
  WriteOptional("other_source_value", other_known, other, out);
  WriteBound("other_source_bound", figure.other_bound(), out);
  out.Number("other_source_pages", figure.other_pages());
  out.End();
}

void WritePosts(const v1::PostFigures& posts, JsonWriter& out) {
  out.BeginObject("posts");
  out.Number("total", posts.total());
  WriteTallies("by_kind", posts.by_kind(), out);
  WriteTallies("by_topic", posts.by_topic(), out);
  WriteTallies("by_source", posts.by_source(), out);
  WriteTallies("by_subject_body", posts.by_subject_body(), out);
  WriteTallies("by_origin", posts.by_origin(), out);
  out.End();
}

// Posts and audience of a unit, as fields of the object that is open.
void WritePages(const v1::UnitFigures& unit, JsonWriter& out) {
  out.Number("pages", unit.pages());
  out.Number("posting_pages", unit.posting_pages());
  WritePosts(unit.posts(), out);
  if (unit.has_rhythm_hundredths()) {
    out.Hundredths("posts_per_page_and_week", unit.rhythm_hundredths());
  } else {
    out.Null("posts_per_page_and_week");
  }
  const v1::Amount& followers = unit.followers();
  const v1::Amount& engagement = unit.engagement();
  const v1::Reach& reach = unit.reach();
  WriteOptional("followers", followers.has_value(), followers.value(), out);
  WriteBound("followers_bound", followers.bound(), out);
  out.BeginObject("reach");
  WriteOptional("max", reach.has_max(), reach.max(), out);
  WriteOptional("sum", reach.has_sum(), reach.sum(), out);
  WriteBound("bound", reach.bound(), out);
  out.End();
  WriteOptional("engagement", engagement.has_value(), engagement.value(), out);
  out.BeginObject("coverage");
  WriteCovered("followers", followers, followers.has_other_value(),
               followers.other_value(), out);
  WriteCovered("reach", reach, reach.has_other_max(), reach.other_max(), out);
  WriteCovered("engagement", engagement, engagement.has_other_value(),
               engagement.other_value(), out);
  out.End();
  if (unit.has_answers()) {
    out.BeginObject("submissions");
    out.Number("received", unit.answers().received());
    out.Number("answered", unit.answers().answered());
    out.End();
  } else {
    out.Null("submissions");
  }
}

void WriteCount(const v1::UnitCount& count, JsonWriter& out) {
  out.Number("done", count.done());
  out.Number("total", count.total());
  out.Number("remaining", count.remaining());
  out.Number("late", count.late());
}

void WriteParts(absl::string_view key,
                const google::protobuf::RepeatedPtrField<v1::PartCount>& parts,
                JsonWriter& out) {
  out.BeginList(key);
  for (const v1::PartCount& part : parts) {
    out.BeginObject();
    out.Text("key", part.key());
    out.Text("display_name", part.display_name());
    WriteCount(part.count(), out);
    out.End();
  }
  out.End();
}

void WriteTarget(const v1::TargetFigures& target, JsonWriter& out) {
  out.BeginObject();
  out.Text("target", target.id());
  out.Text("level", target.level());
  out.Text("milestone", target.milestone());
  out.Text("deadline", target.deadline());
  out.Truth("from_direction", target.from_direction());
  WriteCount(target.count(), out);
  out.Truth("reached", target.reached());
  WriteParts("kinds", target.kinds(), out);
  WriteParts("branches", target.branches(), out);
  out.BeginList("remaining_units");
  for (const v1::UnitLabel& unit : target.remaining_units()) {
    out.BeginObject();
    out.Text("unit", unit.unit());
    out.Text("code", unit.code());
    out.Text("display_name", unit.display_name());
    out.Text("branch", unit.branch_name());
    out.End();
  }
  out.End();
  out.End();
}

// One line a level: the plan's first target for it.
void WriteLevels(const v1::PlanFigures& plan, JsonWriter& out) {
  std::set<std::string> written;
  out.BeginList("levels");
  for (const v1::TargetFigures& target : plan.targets()) {
    if (!written.insert(target.level()).second) continue;
    out.BeginObject();
    out.Text("level", target.level());
    WriteCount(target.count(), out);
    out.End();
  }
  out.End();
}

void WriteUnit(const v1::UnitFigures& unit, JsonWriter& out) {
  out.BeginObject();
  out.Text("unit", unit.unit().unit());
  out.Text("code", unit.unit().code());
  out.Text("display_name", unit.unit().display_name());
  out.Text("level", unit.unit().level());
  out.Text("kind", unit.unit().kind());
  WritePages(unit, out);
  out.Text("peer_group", unit.peer_group());
  WriteOptional("rank", unit.rank() > 0, unit.rank(), out);
  if (unit.has_points_hundredths()) {
    out.Hundredths("points", unit.points_hundredths());
  } else {
    out.Null("points");
  }
  out.Number("weight_scored", unit.weight_scored());
  WriteOptional("previous_rank", unit.previous_rank() > 0, unit.previous_rank(),
                out);
  out.BeginObject("scores");
  for (const v1::CriterionScore& score : unit.scores()) {
    WriteOptional(score.criterion(), score.has_per_mille(), score.per_mille(),
                  out);
  }
  out.End();
  out.End();
}

void WriteObstacles(const v1::EvaluationFigures& figures, JsonWriter& out) {
  out.BeginList("obstacles");
  for (const v1::ObstacleLine& line : figures.obstacles()) {
    out.BeginObject();
    out.Text("name", line.name());
    out.Text("type", line.proposal() ? "PROPOSAL" : "OBSTACLE");
    out.Text("text", line.text());
    out.Text("raised_by", line.raised_by());
    out.Text("raised_on", line.raised_on());
    out.Text("state", line.state());
    out.Truth("settled", line.settled());
    out.Text("settled_on", line.settled_on());
    out.Text("resolution", line.resolution());
    out.End();
  }
  out.End();
}

void WriteDirections(const v1::EvaluationFigures& figures, JsonWriter& out) {
  out.BeginList("directions");
  for (const v1::DirectionLine& line : figures.directions()) {
    out.BeginObject();
    out.Text("name", line.name());
    out.Text("text", line.text());
    out.Text("given_by", line.given_by());
    out.Text("given_on", line.given_on());
    out.Text("addressees", line.addressees());
    out.Text("deadline", line.deadline());
    out.Text("state", line.state());
    out.Truth("done", line.done());
    out.Truth("late", line.late());
    out.Text("plan", line.plan());
    out.End();
  }
  out.End();
}

void WritePrevious(const v1::EvaluationFigures& figures, JsonWriter& out) {
  if (!figures.has_previous()) {
    out.Null("previous");
    return;
  }
  const v1::PreviousFigures& previous = figures.previous();
  out.BeginObject("previous");
  out.Text("evaluation", previous.evaluation());
  out.Text("as_of", previous.last_day());
  out.Text("figures_sha256", previous.figures_sha256());
  out.Number("posts", previous.own().posts().total());
  out.Number("network_posts", previous.network().posts().total());
  WriteOptional("followers", previous.own().followers().has_value(),
                previous.own().followers().value(), out);
  out.End();
}

void WriteFrame(const v1::Evaluation& evaluation, JsonWriter& out) {
  const v1::EvaluationFigures& figures = evaluation.figures();
  out.Text("evaluation", evaluation.name());
  out.Text("title", figures.title());
  out.Text("plan", figures.plan().number());
  out.Text("as_of", figures.last_day());
  out.BeginObject("period");
  out.Text("first_day", figures.first_day());
  out.Text("last_day", figures.last_day());
  out.End();
  out.BeginObject("scope");
  out.Text("unit", figures.scope().unit());
  out.Text("code", figures.scope().code());
  out.Text("display_name", figures.scope().display_name());
  out.End();
}

}  // namespace

std::string JsonReport(const v1::Evaluation& evaluation) {
  const v1::EvaluationFigures& figures = evaluation.figures();
  JsonWriter out;
  out.BeginObject();
  WriteFrame(evaluation, out);
  WriteLevels(figures.plan(), out);
  WritePages(figures.own(), out);
  WriteObstacles(figures, out);
  WriteDirections(figures, out);
  out.BeginObject("publications");
  out.Text("as_of", figures.publications().as_of());
  WriteTallies("by_state", figures.publications().by_state(), out);
  WriteTallies("by_kind", figures.publications().by_kind(), out);
  out.End();
  out.BeginList("targets");
  for (const v1::TargetFigures& target : figures.plan().targets()) {
    WriteTarget(target, out);
  }
  out.End();
  out.BeginObject("network");
  WritePages(figures.network(), out);
  out.End();
  out.BeginList("units");
  for (const v1::UnitFigures& unit : figures.units()) WriteUnit(unit, out);
  out.End();
  WritePrevious(figures, out);
  out.BeginObject("frozen");
  out.Text("figures_sha256", evaluation.figures_sha256());
  out.Number("registry_sequence", figures.read_point().registry_sequence());
  out.Number("content_sequence", figures.read_point().content_sequence());
  out.Text("basis_sha256", figures.read_point().basis_sha256());
  out.End();
  return std::move(out).Take();
}

}  // namespace loa::metrics
