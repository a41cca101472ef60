#ifndef LOA_SERVICES_CONTENT_DISPATCH_ATTEMPTS_H_
#define LOA_SERVICES_CONTENT_DISPATCH_ATTEMPTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/dispatch/attempt_store.h"
#include "services/content/dispatch/dispatch_options.h"
#include "services/content/publications/publication.h"
#include "services/content/publications/transition.h"

namespace loa::content {

// Begins attempts and records how they ended. Every call is one transaction
// with an answer an item; an item that is refused changes nothing. Locks are
// taken in one order: partitions by number, publications by name, each with its
// page.
class Attempts {
 public:
  Attempts(sql::Database& database, const Registry& registry,
           const DispatchOptions& options)
      : database_(database), registry_(registry), options_(options) {}

  absl::StatusOr<v1::BeginAttemptsResponse> Begin(
      const rpc::RequestContext& context,
      const v1::BeginAttemptsRequest& request);

  absl::StatusOr<v1::FinishAttemptsResponse> Finish(
      const rpc::RequestContext& context,
      const v1::FinishAttemptsRequest& request);

 private:
  using BeginResult = v1::BeginAttemptsResponse::Result;
  using FinishResult = v1::FinishAttemptsResponse::Result;

  // OK, or the first of the reasons why this attempt must not begin.
  absl::Status MayBegin(sql::Tx& tx, const Publication& publication,
                        int64_t attempt, absl::Time now);
  absl::StatusOr<BeginResult> BeginOne(
      sql::Tx& tx, const rpc::RequestContext& context,
      const v1::BeginAttemptsRequest& request,
      const v1::BeginAttemptsRequest::Attempt& item,
      const absl::Status& partition);
  absl::StatusOr<FinishResult> FinishOne(
      sql::Tx& tx, const rpc::RequestContext& context,
      const v1::FinishAttemptsRequest::Outcome& outcome);
  // The outcome as something that happens to the publication.
  absl::StatusOr<Happening> HappeningOf(
      sql::Tx& tx, const rpc::RequestContext& context,
      const Publication& publication,
      const v1::FinishAttemptsRequest::Outcome& outcome);

  sql::Database& database_;
  const Registry& registry_;
  const DispatchOptions& options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_ATTEMPTS_H_
