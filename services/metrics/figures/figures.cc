#include "services/metrics/figures/figures.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/errors.h"
#include "services/metrics/figures/figure_store.h"
#include "services/metrics/samples/branch.h"
#include "services/metrics/samples/recording.h"

namespace loa::metrics {
namespace {

// A list that shows little of what it reads goes on in the next page.
constexpr int kRowsABatch = 200;
constexpr int kBatchesACall = 20;

// The unit whose people decide a figure: the one above, for the root itself.
std::string SuperiorOf(const clients::RegistryView& view,
                       const std::string& unit) {
  const std::vector<std::string> path = view.PathToRoot(unit);
  return path.size() > 1 ? path[1] : unit;
}

// Four eyes, and the right place in the tree.
absl::Status CheckDecider(const rpc::RequestContext& context,
                          const clients::RegistryView& view,
                          const StoredFigure& figure) {
  const std::string name = rpc::JoinName("figures", figure.figure_id);
  if (figure.reporter == context.principal.name) {
    return ReporterCannotConfirm(name);
  }
  const std::string superior = SuperiorOf(view, figure.unit);
  if (!context.access.Allows(superior)) return SuperiorNeeded(name, superior);
  return absl::OkStatus();
}

// A confirmed figure is a sample of its own source.
absl::Status Count(sql::Tx& tx, const clients::RegistryView& view,
                   const StoredFigure& figure) {
  ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
  const Definition* definition = definitions.On(figure.metric_id, figure.day);
  if (definition == nullptr) return StoredDataDamaged(figure.metric_id);
  const Branch branch = BranchOf(view, figure.unit);
  RETURN_IF_ERROR(SaveBranch(tx, branch));
  Sample sample;
  sample.series = {figure.page, figure.metric_id, definition->version,
                   v1::REPORTED};
  sample.metric_class = definition->metric_class;
  sample.point = {figure.day, figure.value, figure.denominator,
                  figure.lower_bound, branch.name};
  sample.observed_at = figure.reported_at;
  sample.recorder = figure.reporter;
  return RecordSamples(tx, {std::move(sample)}).status();
}

// Where a list goes on.
struct Cursor {
  int64_t reported_at = 0;
  std::string figure_id;
};

absl::StatusOr<Cursor> CursorIn(const v1::ListFiguresRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  Cursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.reported_at)) {
    return rpc::PageTokenInvalid();
  }
  cursor.figure_id = key[1];
  return cursor;
}

}  // namespace

absl::StatusOr<v1::Figure> Figures::ReportFigure(
    const rpc::RequestContext& context,
    const v1::ReportFigureRequest& request) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  const v1::Figure& figure = request.figure();
  ASSIGN_OR_RETURN(const units::v1::Page* page,
                   PageIn(*view, "figure.page", figure.page()));
  ASSIGN_OR_RETURN(const std::string metric_id,
                   MetricIdOf("figure.metric", figure.metric()));
  const base::Days day = DayOf(figure.day());
  const base::Days today = DayAt(*view, context.now);
  if (day > today) return FigureDayInFuture(base::FormatDate(today));
  const StoredFigure row = {.figure_id = ids_.NewId(),
                            .page = page->name(),
                            .unit = page->unit(),
                            .metric_id = metric_id,
                            .day = day,
                            .value = figure.value(),
                            .denominator = figure.denominator(),
                            .lower_bound = figure.lower_bound(),
                            .evidence = figure.evidence(),
                            .reporter = context.principal.name,
                            .reported_at = context.now};
  return audit::Mutate<v1::Figure>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Figure> {
        subject = {rpc::JoinName("figures", row.figure_id), row.unit};
        RETURN_IF_ERROR(context.access.Check(row.unit));
        ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
        const Definition* definition = definitions.On(metric_id, day);
        if (definition == nullptr) {
          return MetricNotFound("figure.metric", figure.metric());
        }
        const bool ratio = definition->metric_class == v1::RATIO;
        if (ratio != (row.denominator > 0)) {
          return DenominatorWrong("figure.denominator", figure.metric(), ratio);
        }
        ASSIGN_OR_RETURN(const bool added, InsertFigure(tx, row));
        if (added) return ToProto(row);
        ASSIGN_OR_RETURN(const std::string pending,
                         PendingFigureOf(tx, row.page, metric_id, day));
        return FigurePending(pending);
      });
}

absl::StatusOr<v1::Figure> Figures::GetFigure(
    const rpc::RequestContext& context, const v1::GetFigureRequest& request) {
  v1::Figure figure;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const StoredFigure row, FindFigure(tx, request.name()));
    figure = ToProto(row);
    return absl::OkStatus();
  }));
  return figure;
}

absl::StatusOr<v1::ListFiguresResponse> Figures::ListFigures(
    const rpc::RequestContext& context, const v1::ListFiguresRequest& request) {
  ASSIGN_OR_RETURN(const Cursor start, CursorIn(request));
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string within,
                   UnitIn(*view, "within", request.within()));
  std::string metric_id;
  if (!request.metric().empty()) {
    ASSIGN_OR_RETURN(metric_id, MetricIdOf("metric", request.metric()));
  }
  const auto shows = [&](const StoredFigure& figure) {
    return context.access.Allows(figure.unit) &&
           (request.within().empty() || view->IsWithin(figure.unit, within));
  };
  const size_t size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListFiguresResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    Cursor at = start;
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(
          const std::vector<StoredFigure> rows,
          ListFiguresAfter(tx, request.state(), metric_id, at.reported_at,
                           at.figure_id, kRowsABatch));
      for (const StoredFigure& figure : rows) {
        if (static_cast<size_t>(response.figures_size()) == size) break;
        at = {absl::ToUnixMicros(figure.reported_at), figure.figure_id};
        if (shows(figure)) *response.add_figures() = ToProto(figure);
      }
      const bool full = static_cast<size_t>(response.figures_size()) == size;
      const bool end = rows.empty() || (rows.size() < kRowsABatch &&
                                        at.figure_id == rows.back().figure_id);
      if (end) return absl::OkStatus();
      if (full) break;
    }
    response.set_next_page_token(rpc::EncodePageToken(
        request, {absl::StrCat(at.reported_at), at.figure_id}));
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Figure> Figures::ConfirmFigure(
    const rpc::RequestContext& context,
    const v1::ConfirmFigureRequest& request) {
  return Decide(context, request, request.name(), request.note(),
                FigureAction::kConfirm);
}

absl::StatusOr<v1::Figure> Figures::RefuseFigure(
    const rpc::RequestContext& context,
    const v1::RefuseFigureRequest& request) {
  if (request.note().empty()) return NoteRequired();
  return Decide(context, request, request.name(), request.note(),
                FigureAction::kRefuse);
}

absl::StatusOr<v1::Figure> Figures::Decide(
    const rpc::RequestContext& context,
    const google::protobuf::Message& request, const std::string& name,
    const std::string& note, FigureAction action) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  return audit::Mutate<v1::Figure>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Figure> {
        ASSIGN_OR_RETURN(StoredFigure figure, LockFigure(tx, name));
        subject = {name, figure.unit};
        RETURN_IF_ERROR(context.access.Check(figure.unit));
        RETURN_IF_ERROR(CheckDecider(context, *view, figure));
        const auto next = NextState(figure.state, action);
        if (!next) {
          return FigureNotPending(name, v1::Figure::State_Name(figure.state));
        }
        if (*next == figure.state) return ToProto(figure);
        figure.state = *next;
        figure.decider = context.principal.name;
        figure.decided_at = context.now;
        figure.note = note;
        RETURN_IF_ERROR(SaveDecision(tx, figure));
        if (figure.state == v1::Figure::CONFIRMED) {
          RETURN_IF_ERROR(Count(tx, *view, figure));
        }
        return ToProto(figure);
      });
}

}  // namespace loa::metrics
