#include "services/units/plans/facts.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/pages/page_registration.h"
#include "services/units/pages/page_store.h"
#include "services/units/plans/fact_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// What a fact is about: a unit, or a page with its unit.
struct FactSubject {
  std::string name;
  std::string unit;
  std::optional<StoredPage> page;
};

absl::StatusOr<FactSubject> ResolveSubject(sql::Tx& tx, absl::string_view field,
                                           const std::string& name,
                                           const Moment& today) {
  FactSubject subject;
  if (absl::StartsWith(name, "pages/")) {
    ASSIGN_OR_RETURN(subject.page, ResolvePage(tx, field, name));
    subject.name = PageName(subject.page->page_id);
    subject.unit = UnitName(subject.page->unit_id);
    return subject;
  }
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveUnit(tx, field, name, today));
  ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, unit_id));
  if (!known) return UnitNotFound(field, name, today.day);
  subject.name = UnitName(unit_id);
  subject.unit = subject.name;
  return subject;
}

// The page's life follows what is proven of it.
absl::Status DatePage(sql::Tx& tx, v1::FactKind kind, base::Days achieved_on,
                      FactSubject& subject) {
  if (!subject.page.has_value()) return absl::OkStatus();
  PageDates& dates = subject.page->dates;
  if (kind == v1::FACT_KIND_FIRST_POST) {
    dates.active_on = achieved_on;
  } else if (kind == v1::FACT_KIND_PAGE_REGISTERED) {
    dates.established_on = achieved_on;
  }
  return SavePage(tx, *subject.page);
}

absl::Status RecordOne(sql::Tx& tx, const rpc::RequestContext& context,
                       absl::string_view field, const v1::Fact& fact,
                       const Moment& today) {
  if (fact.kind() == v1::FACT_KIND_REPORTED) {
    return rpc::FieldInvalid(
        absl::StrCat(field, ".kind"),
        "units report it themselves, by ReportService",
        "loại này do đơn vị tự báo cáo, qua ReportService");
  }
  ASSIGN_OR_RETURN(FactSubject subject,
                   ResolveSubject(tx, absl::StrCat(field, ".subject"),
                                  fact.subject(), today));
  const base::Days achieved_on =
      base::ParseDate(fact.achieved_on()).value_or(today.day);
  if (achieved_on > today.day) {
    return FactInFuture(absl::StrCat(field, ".achieved_on"), achieved_on);
  }
  ASSIGN_OR_RETURN(const bool news,
                   PutEarlierFact(tx, {subject.name, fact.kind(), achieved_on,
                                       fact.evidence(), context.principal.name,
                                       context.now}));
  if (!news) return absl::OkStatus();
  return DatePage(tx, fact.kind(), achieved_on, subject);
}

}  // namespace

absl::StatusOr<v1::RecordFactsResponse> Facts::RecordFacts(
    const rpc::RequestContext& context, const v1::RecordFactsRequest& request) {
  return audit::Mutate<v1::RecordFactsResponse>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::RecordFactsResponse> {
        RETURN_IF_ERROR(LockRegister(tx));
        ASSIGN_OR_RETURN(const Moment today,
                         ReadMoment(tx, context.now, "", 0));
        subject = {"facts", std::string(auth::kOrganization)};
        v1::RecordFactsResponse response;
        for (int i = 0; i < request.facts_size(); ++i) {
          const absl::Status status =
              RecordOne(tx, context, absl::StrCat("facts[", i, "]"),
                        request.facts(i), today);
          auto& result = *response.add_results();
          if (status.ok()) continue;
          if (!status::IsCallersFault(status)) return status;
          *result.mutable_error() = status::ToRpcStatus(status);
        }
        return response;
      });
}

absl::StatusOr<v1::ListFactsResponse> Facts::ListFacts(
    const rpc::RequestContext& context, const v1::ListFactsRequest& request) {
  v1::ListFactsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const FactSubject subject,
                     ResolveSubject(tx, "subject", request.subject(), today));
    RETURN_IF_ERROR(context.access.Check(subject.unit));
    ASSIGN_OR_RETURN(const std::vector<StoredFact> facts,
                     FactsOf(tx, subject.name));
    response.Clear();
    for (const StoredFact& stored : facts) {
      v1::Fact& fact = *response.add_facts();
      fact.set_subject(stored.subject);
      fact.set_kind(stored.kind);
      fact.set_achieved_on(base::FormatDate(stored.achieved_on));
      fact.set_evidence(stored.evidence);
      fact.set_reporter(stored.reporter);
      *fact.mutable_record_time() = base::TimestampOf(stored.recorded_at);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::units
