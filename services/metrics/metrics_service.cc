#include "services/metrics/metrics_service.h"

#include <grpcpp/impl/service_type.h>

#include <vector>

#include "libs/clients/publication_feed.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/periodic_task.h"
#include "services/metrics/collector/collector.h"
#include "services/metrics/collector/units_gateway.h"
#include "services/metrics/definitions/metric_service.h"
#include "services/metrics/definitions/metrics.h"
#include "services/metrics/figures/figure_service.h"
#include "services/metrics/figures/figures.h"
#include "services/metrics/figures/missing_reports.h"
#include "services/metrics/posts/post_counts.h"
#include "services/metrics/posts/post_news.h"
#include "services/metrics/register.h"
#include "services/metrics/resource_units.h"
#include "services/metrics/rollups/rollup_service.h"
#include "services/metrics/rollups/rollups.h"
#include "services/metrics/samples/sample_service.h"
#include "services/metrics/samples/samples.h"

namespace loa::metrics {

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
        publications(parts.content, parts.tokens, news),
        credentials(parts.units, parts.tokens, parts.app_secret),
        collector(parts.database, parts.clock, registry, credentials,
                  parts.insights),
        units(parts.database, registry),
        env{parts.clock, parts.verifier, parts.registry,
            units,       parts.executor, parts.metrics},
        sweep(parts.sweep_every,
              [this](std::stop_token stop) { collector.SweepAll(stop); }) {
    services.push_back(NewMetricService(env, definitions));
    services.push_back(NewSampleService(env, samples));
    services.push_back(NewFigureService(env, figures, missing));
    services.push_back(NewRollupService(env, rollups, posts));
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
  clients::PublicationFeed publications;
  UnitsGateway credentials;
  Collector collector;
  ResourceUnits units;
  const rpc::CallEnv env;
  rpc::PeriodicTask sweep;
  std::vector<std::unique_ptr<grpc::Service>> services;
};

MetricsService::MetricsService(const Parts& parts)
    : wiring_(std::make_unique<Wiring>(parts)) {}

MetricsService::~MetricsService() = default;

absl::Status MetricsService::Prepare() {
  return wiring_->definitions.EnsureDefaults(wiring_->parts.clock.Now());
}

rpc::ServerParts MetricsService::server_parts() {
  Wiring& wiring = *wiring_;
  std::vector<grpc::Service*> services;
  for (const auto& service : wiring.services) services.push_back(service.get());
  return {services,
          {&wiring.parts.registry, &wiring.publications, &wiring.sweep},
          {{"registry", [&wiring] { return wiring.parts.registry.Ready(); }}},
          wiring.parts.executor,
          wiring.parts.metrics};
}

}  // namespace loa::metrics
