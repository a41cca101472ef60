#include "services/units/register_service.h"

#include <grpcpp/impl/service_type.h>

#include <stop_token>
#include <vector>

#include "libs/base/log.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/periodic_task.h"
#include "libs/rpc/watch_hub.h"
#include "libs/status/status_macros.h"
#include "libs/work/work_list.h"
#include "libs/work/work_service.h"
#include "services/units/access/access_service.h"
#include "services/units/evaluation/evaluation_basis_service.h"
#include "services/units/fleet/fleet_service.h"
#include "services/units/fleet/page_work.h"
#include "services/units/fleet/team_service.h"
#include "services/units/governance/direction_service.h"
#include "services/units/governance/direction_work.h"
#include "services/units/governance/meeting_service.h"
#include "services/units/governance/milestone_work.h"
#include "services/units/governance/obstacle_service.h"
#include "services/units/governance/obstacle_work.h"
#include "services/units/governance/report_service.h"
#include "services/units/organization/organization_service.h"
#include "services/units/pages/page_service.h"
#include "services/units/plans/plan_service.h"
#include "services/units/registry/new_day.h"
#include "services/units/registry/register_index.h"
#include "services/units/registry/registry_service.h"
#include "services/units/registry/resource_owners.h"
#include "services/units/units/unit_service.h"

namespace loa::units {
namespace {

// Both bound how late news of other replicas, and a bookmark, can be.
constexpr absl::Duration kRefreshEvery = absl::Seconds(1);
constexpr absl::Duration kWatchPoll = absl::Seconds(1);
// How often pages are looked for whose day without a probe is over.
constexpr absl::Duration kProbeEvery = absl::Minutes(30);

std::vector<std::string> NamesOf(const MountedSecrets& secrets) {
  std::vector<std::string> names;
  for (const auto& [name, hash] : secrets.services) names.push_back(name);
  return names;
}

}  // namespace

struct RegisterService::Wiring {
  explicit Wiring(const Parts& parts)
      : parts(parts),
        index(parts.database, parts.clock),
        owners(parts.database, parts.clock, index),
        env{parts.clock, parts.verifier, index,
            owners,      parts.executor, parts.metrics},
        organization(parts.database, index),
        units(parts.database, parts.ids, index),
        unit_import(parts.database, parts.ids, index),
        pages(parts.database, parts.ids),
        proof(parts.platforms.facebook, parts.platforms.webhook,
              parts.facebook_app_secret),
        connections(parts.database, parts.sealer, proof),
        discovery(parts.database, parts.ids, parts.sealer, proof,
                  parts.platforms.directory),
        probes(parts.database, parts.sealer, proof),
        fleet_health(parts.database),
        teams(parts.database),
        plans(parts.database, parts.ids),
        progress(parts.database),
        facts(parts.database),
        obstacles(parts.database, parts.ids),
        meetings(parts.database, parts.ids),
        directions(parts.database, parts.ids),
        reports(parts.database),
        obstacle_work(parts.database, index),
        direction_work(parts.database),
        report_work(parts.database, index),
        page_work(parts.database),
        milestone_work(parts.database),
        work(index, {&obstacle_work, &direction_work, &report_work,
                     &milestone_work, &page_work}),
        evaluation_reads(parts.database, index, obstacles, directions),
        tokens(parts.database, parts.ids, parts.issuer, parts.secrets, index),
        principals(parts.database, parts.ids, NamesOf(parts.secrets), index),
        role_bindings(parts.database, parts.ids, index),
        audit(parts.database),
        registry(parts.database, parts.clock),
        hub(parts.database, kWatchPoll),
        keep_current(kRefreshEvery, [this](std::stop_token) { KeepCurrent(); }),
        probe_pages(kProbeEvery,
                    [this](std::stop_token stop) { ProbePages(stop); }) {
    services.push_back(NewOrganizationService(env, organization));
    services.push_back(NewUnitService(env, units, unit_import));
    services.push_back(NewPageService(env, pages, connections));
    services.push_back(NewTeamService(env, teams));
    services.push_back(NewFleetService(env, discovery, probes, fleet_health));
    services.push_back(NewPlanService(env, plans, progress, facts));
    services.push_back(NewObstacleService(env, obstacles));
    services.push_back(NewMeetingService(env, meetings));
    services.push_back(NewDirectionService(env, directions));
    services.push_back(NewReportService(env, reports));
    services.push_back(work::NewWorkService(env, work));
    services.push_back(NewEvaluationBasisService(env, evaluation_reads));
    services.push_back(
        NewAccessService(env, tokens, principals, role_bindings, audit));
    services.push_back(NewRegistryService(env, hub, registry));
  }

  // The new day first, because it is a change that the index must see.
  absl::Status BringUpToDate() {
    RETURN_IF_ERROR(TurnDay(parts.database, parts.clock.Now()));
    return index.Refresh();
  }

  void KeepCurrent() {
    const absl::Status status = BringUpToDate();
    if (status.ok()) return;
    base::Log(base::Severity::kWarning, "the index of the register is old",
              {{"error", status.ToString()}});
  }

  void ProbePages(std::stop_token stop) {
    const absl::Status status = probes.ProbeDue(parts.clock.Now(), stop);
    if (status.ok()) return;
    base::Log(base::Severity::kWarning, "the pages were not all probed",
              {{"error", status.ToString()}});
  }

  const Parts parts;
  RegisterIndex index;
  RegisterOwners owners;
  const rpc::CallEnv env;
  OrganizationSettings organization;
  Units units;
  UnitImport unit_import;
  Pages pages;
  CredentialProof proof;
  Connections connections;
  Discovery discovery;
  Probes probes;
  FleetHealthReports fleet_health;
  Teams teams;
  Plans plans;
  ProgressReports progress;
  Facts facts;
  Obstacles obstacles;
  Meetings meetings;
  Directions directions;
  Reports reports;
  ObstacleWork obstacle_work;
  DirectionWork direction_work;
  ReportWork report_work;
  PageWork page_work;
  MilestoneWork milestone_work;
  work::WorkList work;
  EvaluationReads evaluation_reads;
  Tokens tokens;
  Principals principals;
  RoleBindings role_bindings;
  AuditReports audit;
  RegistryWatch registry;
  rpc::WatchHub hub;
  rpc::PeriodicTask keep_current;
  rpc::PeriodicTask probe_pages;
  std::vector<std::unique_ptr<grpc::Service>> services;
};

RegisterService::RegisterService(const Parts& parts)
    : wiring_(std::make_unique<Wiring>(parts)) {}

RegisterService::~RegisterService() = default;

absl::Status RegisterService::Prepare() {
  RETURN_IF_ERROR(wiring_->BringUpToDate());
  return wiring_->connections.SealAnew(wiring_->parts.clock.Now());
}

rpc::ServerParts RegisterService::server_parts() {
  Wiring& wiring = *wiring_;
  std::vector<grpc::Service*> services;
  for (const auto& service : wiring.services) services.push_back(service.get());
  return {services,
          {&wiring.keep_current, &wiring.probe_pages, &wiring.hub},
          {{"register", [&wiring] { return wiring.index.Refresh(); }}},
          wiring.parts.executor,
          wiring.parts.metrics};
}

}  // namespace loa::units
