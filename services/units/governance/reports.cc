#include "services/units/governance/reports.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/governance/errors.h"
#include "services/units/governance/report_state.h"
#include "services/units/governance/report_store.h"
#include "services/units/governance/report_subject.h"
#include "services/units/governance/spokesperson.h"
#include "services/units/names.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using v1::Report;

absl::StatusOr<Report> Store(sql::Tx& tx, Report report) {
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  report.set_sequence(sequence);
  RETURN_IF_ERROR(PutReport(tx, report));
  report.set_etag(rpc::EtagOf(sequence));
  return report;
}

absl::StatusOr<v1::Unit> ReportingUnit(sql::Tx& tx,
                                       const rpc::RequestContext& context,
                                       const std::string& name,
                                       const Moment& today) {
  constexpr absl::string_view kField = "report.unit";
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveAllowedUnit(tx, context.access, kField, name, today));
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                   FindUnit(tx, unit_id, today));
  if (!unit.has_value()) return UnitNotFound(kField, name, today.day);
  RETURN_IF_ERROR(CheckSpeaksFor(context, unit->name()));
  return *unit;
}

absl::StatusOr<Report> File(sql::Tx& tx, const rpc::RequestContext& context,
                            const v1::FileReportRequest& request,
                            audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  Report report = request.report();
  ASSIGN_OR_RETURN(const v1::Unit unit,
                   ReportingUnit(tx, context, report.unit(), today));
  ASSIGN_OR_RETURN(
      const ReportSubject about,
      ResolveReportSubject(tx, "report.subject", report.subject()));
  subject = {about.name, unit.name()};
  RETURN_IF_ERROR(CheckIsFor(tx, *context.access.view(), about, unit));
  const base::Days done_on =
      base::ParseDate(report.done_on()).value_or(today.day);
  if (done_on > today.day) return DateInFuture("report.done_on", done_on);
  ASSIGN_OR_RETURN(const std::optional<Report> before,
                   FindReport(tx, about.name, IdIn("units", unit.name())));
  const ReportState state =
      before.has_value() ? before->state() : Report::STATE_UNSPECIFIED;
  const std::optional<ReportState> next =
      ReportStateAfter(state, ReportAction::kFile);
  if (!next.has_value()) {
    return ReportStateWrong(unit.name(), about.name, Report::State_Name(state));
  }
  report.set_subject(about.name);
  report.set_unit(unit.name());
  report.set_done_on(base::FormatDate(done_on));
  report.set_state(*next);
  report.set_reported_by(context.principal.name);
  *report.mutable_report_time() = base::TimestampOf(context.now);
  return Store(tx, std::move(report));
}

// The report that a superior decides on, with the register locked, the
// decision noted and in its new state.  `request` is a Confirm- or
// ReturnReportRequest.
template <typename Request>
absl::StatusOr<Report> ReportToDecide(sql::Tx& tx,
                                      const rpc::RequestContext& context,
                                      const Request& request,
                                      ReportAction action,
                                      audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  ASSIGN_OR_RETURN(
      const std::string unit_id,
      ResolveAllowedUnit(tx, context.access, "unit", request.unit(), today));
  RETURN_IF_ERROR(CheckIsSuperior(tx, context, unit_id, today));
  ASSIGN_OR_RETURN(const ReportSubject about,
                   ResolveReportSubject(tx, "subject", request.subject()));
  const std::string unit = UnitName(unit_id);
  subject = {about.name, unit};
  ASSIGN_OR_RETURN(std::optional<Report> report,
                   FindReport(tx, about.name, unit_id));
  if (!report.has_value()) return ReportNotFound(unit, about.name);
  RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), report->etag(), about.name));
  const std::optional<ReportState> next =
      ReportStateAfter(report->state(), action);
  if (!next.has_value()) {
    return ReportStateWrong(unit, about.name,
                            Report::State_Name(report->state()));
  }
  report->set_state(*next);
  report->set_decided_by(context.principal.name);
  *report->mutable_decide_time() = base::TimestampOf(context.now);
  return *std::move(report);
}

absl::StatusOr<Report> Confirm(sql::Tx& tx, const rpc::RequestContext& context,
                               const v1::ConfirmReportRequest& request,
                               audit::Subject& subject) {
  ASSIGN_OR_RETURN(
      Report report,
      ReportToDecide(tx, context, request, ReportAction::kConfirm, subject));
  if (report.reported_by() == context.principal.name) {
    return OwnReport(context.principal.name);
  }
  return Store(tx, std::move(report));
}

absl::StatusOr<Report> Return(sql::Tx& tx, const rpc::RequestContext& context,
                              const v1::ReturnReportRequest& request,
                              audit::Subject& subject) {
  ASSIGN_OR_RETURN(
      Report report,
      ReportToDecide(tx, context, request, ReportAction::kReturn, subject));
  report.set_note(request.note());
  return Store(tx, std::move(report));
}

absl::StatusOr<int64_t> SequenceOf(const v1::ListReportsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  int64_t sequence = 0;
  if (key.empty()) return sequence;
  if (key.size() != 1 || !absl::SimpleAtoi(key[0], &sequence)) {
    return rpc::PageTokenInvalid();
  }
  return sequence;
}

absl::StatusOr<ReportFilter> FilterOf(sql::Tx& tx, const auth::Access& access,
                                      const v1::ListReportsRequest& request,
                                      const Moment& today) {
  ReportFilter filter;
  ASSIGN_OR_RETURN(filter.visible,
                   VisibleWithin(tx, access, request.within(), today));
  filter.state = request.state();
  if (!request.subject().empty()) {
    ASSIGN_OR_RETURN(const ReportSubject subject,
                     ResolveReportSubject(tx, "subject", request.subject()));
    filter.subject = subject.name;
  }
  return filter;
}

}  // namespace

absl::StatusOr<Report> Reports::FileReport(
    const rpc::RequestContext& context, const v1::FileReportRequest& request) {
  return audit::Mutate<Report>(database_, context, request,
                               [&](sql::Tx& tx, audit::Subject& subject) {
                                 return File(tx, context, request, subject);
                               });
}

absl::StatusOr<Report> Reports::ConfirmReport(
    const rpc::RequestContext& context,
    const v1::ConfirmReportRequest& request) {
  return audit::Mutate<Report>(database_, context, request,
                               [&](sql::Tx& tx, audit::Subject& subject) {
                                 return Confirm(tx, context, request, subject);
                               });
}

absl::StatusOr<Report> Reports::ReturnReport(
    const rpc::RequestContext& context,
    const v1::ReturnReportRequest& request) {
  return audit::Mutate<Report>(database_, context, request,
                               [&](sql::Tx& tx, audit::Subject& subject) {
                                 return Return(tx, context, request, subject);
                               });
}

absl::StatusOr<v1::ListReportsResponse> Reports::ListReports(
    const rpc::RequestContext& context, const v1::ListReportsRequest& request) {
  ASSIGN_OR_RETURN(const int64_t after, SequenceOf(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListReportsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const ReportFilter filter,
                     FilterOf(tx, context.access, request, today));
    ASSIGN_OR_RETURN(
        const std::vector<Report> reports,
        ListStoredReports(tx, filter, today, after, page_size + 1));
    response.Clear();
    rpc::PageBudget budget;
    for (const Report& report : reports) {
      if (response.reports_size() == page_size || !budget.Takes(report)) {
        response.set_next_page_token(rpc::EncodePageToken(
            request, {absl::StrCat(response.reports().rbegin()->sequence())}));
        break;
      }
      *response.add_reports() = report;
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::units
