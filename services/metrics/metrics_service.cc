#include "services/metrics/metrics_service.h"

#include <grpcpp/impl/service_type.h>

#include <stop_token>
#include <vector>

#include "libs/base/log.h"
#include "libs/clients/publication_feed.h"
#include "libs/rpc/background.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/periodic_task.h"
#include "libs/status/status_macros.h"
#include "libs/work/work_list.h"
#include "libs/work/work_service.h"
#include "services/metrics/collector/collector.h"
#include "services/metrics/collector/units_gateway.h"
#include "services/metrics/definitions/metric_service.h"
#include "services/metrics/definitions/metrics.h"
#include "services/metrics/digest/work_gateway.h"
#include "services/metrics/evaluations/evaluation_service.h"
#include "services/metrics/evaluations/evaluations.h"
#include "services/metrics/evaluations/others_gateway.h"
#include "services/metrics/facts/fact_gateway.h"
#include "services/metrics/facts/page_facts.h"
#include "services/metrics/figures/expected_figures.h"
#include "services/metrics/figures/figure_service.h"
#include "services/metrics/figures/figure_work.h"
#include "services/metrics/figures/figures.h"
#include "services/metrics/figures/missing_reports.h"
#include "services/metrics/figures/reporting_work.h"
#include "services/metrics/posts/post_counts.h"
#include "services/metrics/posts/post_news.h"
#include "services/metrics/register.h"
#include "services/metrics/resource_units.h"
#include "services/metrics/rollups/rollup_service.h"
#include "services/metrics/rollups/rollups.h"
#include "services/metrics/samples/sample_service.h"
#include "services/metrics/samples/samples.h"

namespace loa::metrics {
namespace {

// Bounds how late a digest is.
constexpr absl::Duration kDigestPeriod = absl::Minutes(1);
// How late units is told of a milestone.
constexpr absl::Duration kFactsPeriod = absl::Minutes(10);

}  // namespace

struct MetricsService::Wiring {
  explicit Wiring(const Parts& given)
      : parts(given),
        registry(parts.registry),
        definitions(parts.database),
        samples(parts.database, registry),
        figures(parts.database, parts.ids, registry),
        missing(parts.database, registry),
        rollups(parts.database, registry),
        posts(parts.database, registry),
        news(parts.database, registry),
        others(parts.units, parts.content, parts.tokens),
        evaluations(parts.database, parts.ids, registry, others),
        publications(parts.content, parts.tokens, news),
        credentials(parts.units, parts.tokens, parts.app_secret),
        collector(parts.database, parts.clock, registry, credentials,
                  parts.insights),
        recorder(parts.units, parts.tokens),
        facts(parts.database, registry, recorder),
        figure_work(parts.database, registry),
        reporting_work(parts.database, registry, parts.monthly_figures),
        work(parts.registry, {&figure_work, &reporting_work}),
        http({}, parts.clock),
        digest(parts.digest, DigestSources(), parts.database, http,
               parts.clock),
        units(parts.database, registry),
        env{parts.clock, parts.verifier, parts.registry,
            units,       parts.executor, parts.metrics},
        sweep(parts.sweep_every,
              [this](std::stop_token stop) { collector.SweepAll(stop); }),
        digesting(kDigestPeriod,
                  [this](std::stop_token stop) { SendDigests(stop); }),
        telling(kFactsPeriod,
                [this](std::stop_token stop) { TellFacts(stop); }) {
    services.push_back(NewMetricService(env, definitions));
    services.push_back(NewSampleService(env, samples));
    services.push_back(NewFigureService(env, figures, missing));
    services.push_back(NewRollupService(env, rollups, posts));
    services.push_back(work::NewWorkService(env, work));
    services.push_back(NewEvaluationService(env, evaluations));
  }

  // The work of the others comes by their RPC, our own as they would get it.
  DigestSender::Sources DigestSources() {
    return {[this]() -> absl::StatusOr<std::vector<work::v1::WorkItem>> {
              return AllWork({{"units", parts.units},
                              {"moderation", parts.moderation},
                              {"content", parts.content}},
                             parts.tokens, work, parts.clock.Now());
            },
            [this]() -> absl::StatusOr<absl::TimeZone> {
              ASSIGN_OR_RETURN(const RegisterView view, registry.View());
              return ZoneOf(*view);
            },
            [this](const std::string& unit) -> std::string {
              const absl::StatusOr<RegisterView> view = registry.View();
              if (!view.ok()) return "";
              const units::v1::Unit* found = (*view)->FindUnit(unit);
              return found == nullptr ? "" : found->display_name();
            }};
  }

  void SendDigests(std::stop_token stop) {
    const absl::Status sent = digest.SendDue(stop);
    if (sent.ok()) return;
    base::Log(base::Severity::kWarning, "the digest was not sent",
              {{"error", sent.ToString()}});
  }

  void TellFacts(std::stop_token stop) {
    if (!parts.registry.Ready().ok()) return;
    const absl::Status told = facts.TellAll(stop);
    if (told.ok()) return;
    base::Log(base::Severity::kWarning, "units was not told of pages",
              {{"error", told.ToString()}});
  }

  const Parts parts;
  ReplicaRegister registry;
  Metrics definitions;
  Samples samples;
  Figures figures;
  MissingReports missing;
  Rollups rollups;
  PostCounts posts;
  PostNews news;
  OthersGateway others;
  Evaluations evaluations;
  clients::PublicationFeed publications;
  UnitsGateway credentials;
  Collector collector;
  FactGateway recorder;
  PageFacts facts;
  FigureWork figure_work;
  ReportingWork reporting_work;
  work::WorkList work;
  platform::http::Client http;
  DigestSender digest;
  ResourceUnits units;
  const rpc::CallEnv env;
  rpc::PeriodicTask sweep;
  rpc::PeriodicTask digesting;
  rpc::PeriodicTask telling;
  std::vector<std::unique_ptr<grpc::Service>> services;
};

MetricsService::MetricsService(const Parts& parts)
    : wiring_(std::make_unique<Wiring>(parts)) {}

MetricsService::~MetricsService() = default;

absl::Status MetricsService::Prepare() {
  const Parts& parts = wiring_->parts;
  RETURN_IF_ERROR(wiring_->definitions.EnsureDefaults(parts.clock.Now()));
  return parts.database.Read([&](sql::Tx& tx) {
    return CheckMonthlyFigures(tx, parts.monthly_figures);
  });
}

rpc::ServerParts MetricsService::server_parts() {
  Wiring& wiring = *wiring_;
  std::vector<grpc::Service*> services;
  for (const auto& service : wiring.services) services.push_back(service.get());
  std::vector<rpc::Background*> background = {&wiring.parts.registry,
                                              &wiring.publications,
                                              &wiring.sweep, &wiring.telling};
  if (!wiring.parts.digest.url.empty()) {
    background.push_back(&wiring.digesting);
  }
  return {services,
          background,
          {{"registry", [&wiring] { return wiring.parts.registry.Ready(); }}},
          wiring.parts.executor,
          wiring.parts.metrics};
}

}  // namespace loa::metrics
