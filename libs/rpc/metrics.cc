#include "libs/rpc/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <utility>

#include "libs/rpc/executor.h"

namespace loa::rpc {
namespace {

const prometheus::Histogram::BucketBoundaries& SecondBuckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
      0.5,   1,      2.5,   5,    10,    30,   60};
  return buckets;
}

}  // namespace

CallMetrics::CallMetrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      seconds_(prometheus::BuildHistogram()
                   .Name("loa_rpc_seconds")
                   .Help("Time from an RPC's request to its status.")
                   .Register(*registry_)),
      in_flight_(prometheus::BuildGauge()
                     .Name("loa_rpc_in_flight")
                     .Help("RPCs that have no status yet, streams included.")
                     .Register(*registry_)
                     .Add({})) {}

void CallMetrics::Started() { in_flight_.Increment(); }

void CallMetrics::Finished(absl::string_view method, absl::StatusCode code,
                           absl::Duration took) {
  in_flight_.Decrement();
  seconds_
      .Add({{"method", std::string(method)},
            {"code", absl::StatusCodeToString(code)}},
           SecondBuckets())
      .Observe(absl::ToDoubleSeconds(took));
}

void CallMetrics::Observe(const Executor& executor) {
  AddGauge("loa_executor_queue_depth", "Handlers that wait for a thread.",
           [&executor] { return static_cast<double>(executor.depth()); });
  AddGauge("loa_executor_busy", "Handlers that run.",
           [&executor] { return static_cast<double>(executor.busy()); });
}

void CallMetrics::AddGauge(const std::string& name, const std::string& help,
                           std::function<double()> value) {
  base::MutexLock lock(mutex_);
  gauges_.push_back({name, help, std::move(value)});
}

std::string CallMetrics::Text() const {
  std::vector<prometheus::MetricFamily> families = registry_->Collect();
  base::MutexLock lock(mutex_);
  for (const AskedGauge& gauge : gauges_) {
    prometheus::MetricFamily family;
    family.name = gauge.name;
    family.help = gauge.help;
    family.type = prometheus::MetricType::Gauge;
    family.metric.resize(1);
    family.metric[0].gauge.value = gauge.value();
    families.push_back(std::move(family));
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace loa::rpc
