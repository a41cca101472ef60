#include "services/content/publications/gate_keeping.h"

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/queue/partition.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/publications/gates.h"

namespace loa::content {
namespace {

// What is being sent at this moment behind a page's or the app's gate.
constexpr absl::string_view kSendingOnPage =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM publication"
    " WHERE page = $1 AND state = 2";
constexpr absl::string_view kSendingByUnit =
    "SELECT unit, CAST(COUNT(*) AS BIGINT) FROM publication"
    " WHERE state = 2 GROUP BY unit ORDER BY unit";

absl::StatusOr<int64_t> CountSending(sql::Tx& tx, const RegistryView& view,
                                     absl::string_view subject) {
  if (absl::StartsWith(subject, "pages/")) {
    ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kSendingOnPage, subject));
    return rows[0].Int(0);
  }
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kSendingByUnit));
  int64_t sending = 0;
  for (const sql::Row row : rows) {
    if (subject == kApp || view.IsWithin(row.Text(0), subject)) {
      sending += row.Int(1);
    }
  }
  return sending;
}

v1::Gate ToProto(const ClosedGate& gate) {
  v1::Gate to;
  to.set_subject(gate.subject);
  to.set_cause(gate.cause);
  to.set_note(gate.note);
  to.set_principal(gate.principal);
  *to.mutable_close_time() = base::TimestampOf(gate.closed_at);
  if (gate.open_at) *to.mutable_open_time() = base::TimestampOf(*gate.open_at);
  return to;
}

}  // namespace

int64_t PartitionOfPage(absl::string_view page, int64_t partitions) {
  return queue::PartitionOf(page, static_cast<int>(partitions));
}

absl::StatusOr<std::string> GateKeeping::UnitOf(
    absl::string_view subject) const {
  RETURN_IF_ERROR(CheckGateSubject(subject));
  if (subject == kApp) return std::string(auth::kOrganization);
  const auto view = registry_.View();
  if (view == nullptr) return rpc::DependencyUnavailable("units");
  if (absl::StartsWith(subject, "units/")) {
    const auto unit = view->FindUnit(subject);
    if (!unit || *unit != subject) return GateSubjectInvalid(subject);
    return *unit;
  }
  const auto page = view->FindPage(subject);
  // An alias would close a gate that nothing looks at.
  if (!page || page->name != subject) return GateSubjectInvalid(subject);
  return page->unit;
}

std::optional<int64_t> GateKeeping::PartitionBehind(
    absl::string_view subject) const {
  if (!absl::StartsWith(subject, "pages/")) return std::nullopt;
  return PartitionOfPage(subject, partitions_);
}

absl::StatusOr<v1::Gate> GateKeeping::Close(
    const rpc::RequestContext& context, const v1::CloseGateRequest& request) {
  return audit::Mutate<v1::Gate>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Gate> {
        ASSIGN_OR_RETURN(subject.unit, UnitOf(request.subject()));
        subject.resource = request.subject();
        RETURN_IF_ERROR(context.access.Check(subject.unit));
        ClosedGate gate{.subject = request.subject(),
                        .cause = std::string(kPaused),
                        .note = request.note(),
                        .principal = context.principal.name,
                        .closed_at = context.now};
        if (request.has_open_time()) {
          gate.open_at = base::TimeOf(request.open_time());
          if (*gate.open_at <= context.now) {
            return rpc::FieldInvalid("open_time", "must be later than now",
                                     "phải muộn hơn hiện tại");
          }
        }
        RETURN_IF_ERROR(CloseGate(tx, gate, PartitionBehind(gate.subject)));
        const auto view = registry_.View();
        if (view == nullptr) return rpc::DependencyUnavailable("units");
        v1::Gate answer = ToProto(gate);
        ASSIGN_OR_RETURN(const int64_t sending,
                         CountSending(tx, *view, gate.subject));
        answer.set_sending_count(static_cast<int32_t>(sending));
        return answer;
      });
}

absl::StatusOr<v1::OpenGateResponse> GateKeeping::Open(
    const rpc::RequestContext& context, const v1::OpenGateRequest& request) {
  return audit::Mutate<v1::OpenGateResponse>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::OpenGateResponse> {
        ASSIGN_OR_RETURN(subject.unit, UnitOf(request.subject()));
        subject.resource = request.subject();
        RETURN_IF_ERROR(context.access.Check(subject.unit));
        RETURN_IF_ERROR(OpenGate(tx, request.subject(), context.now));
        return v1::OpenGateResponse();
      });
}

absl::StatusOr<v1::ListGatesResponse> GateKeeping::List(
    const rpc::RequestContext& context, const v1::ListGatesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListGatesResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    std::string after = key.empty() ? "" : key[0];
    ASSIGN_OR_RETURN(std::vector<ClosedGate> gates,
                     ListClosedGates(tx, context.now, after, size + 1));
    const bool more = static_cast<int>(gates.size()) > size;
    if (more) gates.pop_back();
    for (const ClosedGate& gate : gates) {
      after = gate.subject;
      const auto unit = UnitOf(gate.subject);
      if (unit.ok() && context.access.Allows(*unit)) {
        *response.add_gates() = ToProto(gate);
      }
    }
    if (more) {
      response.set_next_page_token(rpc::EncodePageToken(request, {after}));
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ReportGatesResponse> GateKeeping::Report(
    const rpc::RequestContext& context, const v1::ReportGatesRequest& request) {
  return audit::Mutate<v1::ReportGatesResponse>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::ReportGatesResponse> {
        subject.resource = "gates";
        for (const auto& closure : request.closures()) {
          RETURN_IF_ERROR(CheckGateSubject(closure.subject()));
          ClosedGate gate{.subject = closure.subject(),
                          .cause = closure.cause(),
                          .principal = context.principal.name,
                          .closed_at = context.now};
          if (closure.has_duration()) {
            gate.open_at = context.now + base::DurationOf(closure.duration());
          }
          RETURN_IF_ERROR(
              CloseGateByPlatform(tx, gate, PartitionBehind(gate.subject)));
        }
        return v1::ReportGatesResponse();
      });
}

}  // namespace loa::content
