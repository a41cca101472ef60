#include "services/units/fleet/probes.h"

#include <optional>
#include <vector>

#include "libs/audit/log.h"
#include "libs/audit/mutation.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/fleet/health_store.h"
#include "services/units/fleet/page_health.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_registration.h"
#include "services/units/pages/page_state.h"
#include "services/units/pages/page_store.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

constexpr absl::Duration kEvery = absl::Hours(24);
constexpr absl::Duration kRetryAfter = absl::Hours(1);
constexpr int kChunk = 100;
constexpr absl::string_view kNoAnswer = "PLATFORM_UNAVAILABLE";

absl::StatusOr<v1::PageHealth> HealthNow(sql::Tx& tx, const StoredPage& page) {
  ASSIGN_OR_RETURN(const std::vector<ExaminedPage> examined,
                   Examine(tx, {page}));
  return examined.front().health;
}

// A change that no request asked for is in the log too.
absl::Status Audit(sql::Tx& tx, const std::string& page,
                   const std::string& unit, absl::Time now) {
  rpc::RequestContext context;
  context.principal = {"principals/units", auth::Principal::Kind::kService};
  context.method = "loa.units.v1.FleetService.ProbePage";
  context.now = now;
  v1::ProbePageRequest request;
  request.set_name(page);
  return audit::Append(tx, context, {page, unit}, request);
}

}  // namespace

// What the platform said of the credential that a page had.
struct Probes::Finding {
  std::string page_id;
  std::string sealed;  // the credential
  std::string reason;  // "": good
};

absl::StatusOr<Probes::Finding> Probes::Ask(const std::string& page_id) {
  Finding finding{.page_id = page_id};
  std::optional<StoredPage> page;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(page, FindPage(tx, page_id));
    ASSIGN_OR_RETURN(finding.sealed, FindCredential(tx, page_id));
    return absl::OkStatus();
  }));
  const std::string name = PageName(page_id);
  if (!page.has_value()) return PageNotFound("name", name);
  if (finding.sealed.empty()) return PageNotConnected(name);
  const absl::StatusOr<std::string> token = sealer_.Open(finding.sealed, name);
  // A key that is missing can be put back: the page is not broken for that.
  if (!token.ok()) {
    finding.reason = std::string(absl::IsFailedPrecondition(token.status())
                                     ? kNoAnswer
                                     : "SEALED_DATA_DAMAGED");
    return finding;
  }
  finding.reason = status::ReasonOf(proof_.Prove(*page, *token));
  return finding;
}

absl::StatusOr<std::string> Probes::Record(sql::Tx& tx, const Finding& finding,
                                           absl::Time now) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const std::string sealed,
                   FindCredential(tx, finding.page_id));
  if (sealed != finding.sealed) return std::string();
  ASSIGN_OR_RETURN(auto known, HealthOf(tx, {finding.page_id}));
  StoredHealth& health = known[finding.page_id];
  health.probed_at = now;
  health.reason = finding.reason;
  if (finding.reason.empty()) {
    health.refused_at.reset();
  } else if (finding.reason != kNoAnswer && !health.refused_at) {
    health.refused_at = now;
  }
  RETURN_IF_ERROR(PutHealth(tx, finding.page_id, health));
  if (finding.reason == kNoAnswer) return std::string();
  ASSIGN_OR_RETURN(std::optional<StoredPage> page,
                   FindPage(tx, finding.page_id));
  if (!page.has_value()) return std::string();
  const std::optional<PageConnection> next = ConnectionAfter(
      page->connection,
      finding.reason.empty() ? PageAction::kProve : PageAction::kRefuse);
  if (!next.has_value() || *next == page->connection) return std::string();
  page->connection = *next;
  RETURN_IF_ERROR(SavePage(tx, *page));
  return UnitName(page->unit_id);
}

absl::StatusOr<v1::PageHealth> Probes::ProbePage(
    const rpc::RequestContext& context, const v1::ProbePageRequest& request) {
  // The platform may say something else by now.
  ASSIGN_OR_RETURN(
      const std::optional<v1::PageHealth> first,
      audit::FirstAnswer<v1::PageHealth>(database_, context, request));
  if (first.has_value()) return *first;
  StoredPage page;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(page, ResolvePage(tx, "name", request.name()));
    return context.access.Check(UnitName(page.unit_id));
  }));
  ASSIGN_OR_RETURN(const Finding finding, Ask(page.page_id));
  return audit::Mutate<v1::PageHealth>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::PageHealth> {
        RETURN_IF_ERROR(Record(tx, finding, context.now).status());
        ASSIGN_OR_RETURN(const StoredPage now,
                         ResolvePage(tx, "name", PageName(page.page_id)));
        RETURN_IF_ERROR(context.access.Check(UnitName(now.unit_id)));
        subject = {PageName(now.page_id), UnitName(now.unit_id)};
        return HealthNow(tx, now);
      });
}

absl::Status Probes::ProbeDue(absl::Time now, std::stop_token stop) {
  std::string after;
  while (true) {
    std::vector<std::string> due;
    RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, now));
      ASSIGN_OR_RETURN(due, PagesToProbe(tx, today, now - kEvery,
                                         now - kRetryAfter, after, kChunk));
      return absl::OkStatus();
    }));
    for (const std::string& page_id : due) {
      if (stop.stop_requested()) return absl::OkStatus();
      const absl::StatusOr<Finding> finding = Ask(page_id);
      // Disconnected meanwhile: there is nothing to probe any more.
      if (!finding.ok() && status::IsCallersFault(finding.status())) continue;
      RETURN_IF_ERROR(finding.status());
      RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
        ASSIGN_OR_RETURN(const std::string changed, Record(tx, *finding, now));
        if (changed.empty()) return absl::OkStatus();
        return Audit(tx, PageName(page_id), changed, now);
      }));
    }
    if (due.size() < kChunk) return absl::OkStatus();
    after = due.back();
  }
}

}  // namespace loa::units
