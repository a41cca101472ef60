#ifndef LOA_LIBS_RPC_METRICS_H_
#define LOA_LIBS_RPC_METRICS_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/mutex.h"

namespace loa::rpc {

class Executor;

// The metrics of a process: what the adapters record, and the registry where a
// service puts its own.  Thread-safe.
class CallMetrics {
 public:
  CallMetrics();

  // loa_rpc_in_flight.
  void Started();
  // loa_rpc_seconds{method, code}: one a call, streams at their end.
  void Finished(absl::string_view method, absl::StatusCode code,
                absl::Duration took);

  // loa_executor_queue_depth and loa_executor_busy, read at each scrape.
  // `executor` outlives the last scrape.
  void Observe(const Executor& executor);
  // A gauge whose value is asked for at each scrape.
  void AddGauge(const std::string& name, const std::string& help,
                std::function<double()> value);

  prometheus::Registry& registry() { return *registry_; }
  // Everything, as Prometheus reads it.
  std::string Text() const;

 private:
  struct AskedGauge {
    std::string name, help;
    std::function<double()> value;
  };

  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Gauge& in_flight_;
  mutable base::Mutex mutex_;
  std::vector<AskedGauge> gauges_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_METRICS_H_
