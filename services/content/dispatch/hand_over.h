#ifndef LOA_SERVICES_CONTENT_DISPATCH_HAND_OVER_H_
#define LOA_SERVICES_CONTENT_DISPATCH_HAND_OVER_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "libs/queue/entry.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"
#include "services/content/dispatch/dispatch_options.h"

namespace loa::content {

// The relay works by state: what is SCHEDULED, nearly due, behind no closed
// gate and not yet handed over in its partition's present epoch goes to the
// publish queue. The sweep is the same question about what was handed over
// long ago and still was not begun; so a lost tail, a deleted key and a lost
// Redis heal in the same way.
class HandOver {
 public:
  // Puts entries on the queue: queue::Relay::HandOver, or a test's.
  using Sink = std::function<absl::Status(absl::Span<const queue::Entry>)>;

  HandOver(sql::Database& database, const Registry& registry,
           const DispatchOptions& options, Sink sink)
      : database_(database),
        registry_(registry),
        options_(options),
        sink_(std::move(sink)) {}

  // One round; answers how many were handed over. An error of the queue leaves
  // everything for the next round.
  absl::StatusOr<int> RunOnce(absl::Time now);

 private:
  sql::Database& database_;
  const Registry& registry_;
  const DispatchOptions& options_;
  const Sink sink_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_HAND_OVER_H_
