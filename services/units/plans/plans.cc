#include "services/units/plans/plans.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/plans/addressees.h"
#include "services/units/plans/plan_store.h"
#include "services/units/plans/targets.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

absl::Status CheckTargets(const Levels& levels, const v1::Plan& plan) {
  const base::Days issued_on = base::ParseDate(plan.issued_on()).value_or(0);
  absl::flat_hash_set<std::string> ids;
  for (int i = 0; i < plan.targets_size(); ++i) {
    const v1::Target& target = plan.targets(i);
    const std::string field = absl::StrCat("plan.targets[", i, "]");
    if (!ids.insert(target.id()).second) {
      return TargetInvalid(absl::StrCat(field, ".id"), target.id(),
                           "another target of the plan has the id");
    }
    RETURN_IF_ERROR(CheckTarget(levels, field, target, issued_on));
  }
  return absl::OkStatus();
}

absl::Status CheckNew(sql::Tx& tx, const std::string& plan_id,
                      const std::string& number) {
  ASSIGN_OR_RETURN(const std::optional<v1::Plan> same_id,
                   FindPlan(tx, plan_id));
  if (same_id.has_value()) return PlanAlreadyExists(same_id->name(), number);
  ASSIGN_OR_RETURN(const std::optional<v1::Plan> same_number,
                   FindPlanByNumber(tx, number));
  if (!same_number.has_value()) return absl::OkStatus();
  return PlanAlreadyExists(same_number->name(), number);
}

absl::StatusOr<v1::Plan> Create(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::CreatePlanRequest& request,
                                const std::string& plan_id,
                                audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  v1::Plan plan = request.plan();
  ASSIGN_OR_RETURN(const std::string issuer_id,
                   ResolveAllowedUnit(tx, context.access, "plan.issuer",
                                      plan.issuer(), today));
  ASSIGN_OR_RETURN(const bool known, UnitIdTaken(tx, issuer_id));
  if (!known) return UnitNotFound("plan.issuer", plan.issuer(), today.day);
  RETURN_IF_ERROR(CheckNew(tx, plan_id, plan.number()));
  ASSIGN_OR_RETURN(const Levels levels, ReadLevels(tx));
  RETURN_IF_ERROR(CheckTargets(levels, plan));
  RETURN_IF_ERROR(ResolveAddressees(tx, levels, issuer_id, today, plan));

  plan.set_name(PlanName(plan_id));
  plan.set_issuer(UnitName(issuer_id));
  *plan.mutable_create_time() = base::TimestampOf(context.now);
  for (v1::Target& target : *plan.mutable_targets()) {
    FillOrigin(target, v1::Target::PLAN);
  }
  subject = {plan.name(), plan.issuer()};
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  plan.set_sequence(sequence);
  RETURN_IF_ERROR(InsertPlan(tx, plan));
  ASSIGN_OR_RETURN(std::optional<v1::Plan> stored, FindPlan(tx, plan_id));
  return *std::move(stored);
}

absl::StatusOr<v1::Plan> Add(sql::Tx& tx, const rpc::RequestContext& context,
                             const v1::AddTargetRequest& request,
                             audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const v1::Plan plan,
                   ResolvePlan(tx, "plan", request.plan()));
  RETURN_IF_ERROR(context.access.Check(plan.issuer()));
  subject = {plan.name(), plan.issuer()};
  RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), plan.etag(), plan.name()));
  return AddTargetTo(tx, plan, "target", request.target());
}

absl::StatusOr<PlanCursor> CursorOf(const v1::ListPlansRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  PlanCursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.issued_on)) {
    return rpc::PageTokenInvalid();
  }
  cursor.plan_id = key[1];
  return cursor;
}

}  // namespace

absl::StatusOr<v1::Plan> Plans::CreatePlan(
    const rpc::RequestContext& context, const v1::CreatePlanRequest& request) {
  const std::string plan_id =
      request.plan_id().empty() ? ids_.NewId() : request.plan_id();
  return audit::Mutate<v1::Plan>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Create(tx, context, request, plan_id, subject);
      });
}

absl::StatusOr<v1::Plan> Plans::GetPlan(const rpc::RequestContext& context,
                                        const v1::GetPlanRequest& request) {
  v1::Plan response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(response, ResolvePlan(tx, "name", request.name()));
    return context.access.Check(response.issuer());
  }));
  return response;
}

absl::StatusOr<v1::ListPlansResponse> Plans::ListPlans(
    const rpc::RequestContext& context, const v1::ListPlansRequest& request) {
  ASSIGN_OR_RETURN(const PlanCursor before, CursorOf(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListPlansResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const std::vector<v1::Plan> plans,
                     ListStoredPlans(tx, Visible(context.access), today, before,
                                     page_size + 1));
    response.Clear();
    rpc::PageBudget budget;
    for (const v1::Plan& plan : plans) {
      if (response.plans_size() == page_size || !budget.Takes(plan)) {
        const v1::Plan& last = *response.plans().rbegin();
        response.set_next_page_token(rpc::EncodePageToken(
            request, {absl::StrCat(*base::ParseDate(last.issued_on())),
                      std::string(absl::StripPrefix(last.name(), "plans/"))}));
        break;
      }
      *response.add_plans() = plan;
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Plan> Plans::AddTarget(const rpc::RequestContext& context,
                                          const v1::AddTargetRequest& request) {
  return audit::Mutate<v1::Plan>(database_, context, request,
                                 [&](sql::Tx& tx, audit::Subject& subject) {
                                   return Add(tx, context, request, subject);
                                 });
}

}  // namespace loa::units
