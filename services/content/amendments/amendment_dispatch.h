#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_DISPATCH_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_DISPATCH_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/amendment_dispatch_service.pb.h"
#include "services/content/amendments/amendment.h"
#include "services/content/audience/registry.h"
#include "services/content/dispatch/dispatch_options.h"
#include "services/content/publications/publication.h"
#include "services/content/publications/transition.h"

namespace loa::content {

// Attempts to edit and delete: begun here before the platform is called,
// settled by reading that one post, and only then repeated. Locks are taken as
// by Attempts.
class AmendmentDispatch {
 public:
  AmendmentDispatch(sql::Database& database, const Registry& registry,
                    const DispatchOptions& options)
      : database_(database), registry_(registry), options_(options) {}

  absl::StatusOr<v1::ListDueAmendmentsResponse> List(
      const rpc::RequestContext& context,
      const v1::ListDueAmendmentsRequest& request);
  absl::StatusOr<v1::BeginAmendmentsResponse> Begin(
      const rpc::RequestContext& context,
      const v1::BeginAmendmentsRequest& request);
  absl::StatusOr<v1::FinishAmendmentsResponse> Finish(
      const rpc::RequestContext& context,
      const v1::FinishAmendmentsRequest& request);
  absl::StatusOr<v1::SettleAmendmentsResponse> Settle(
      const rpc::RequestContext& context,
      const v1::SettleAmendmentsRequest& request);

  // BEGUN past its deadline becomes UNKNOWN. Answers how many did, at most 500
  // a call.
  absl::StatusOr<int> LapseOverdue(absl::Time now);

 private:
  using BeginResult = v1::BeginAmendmentsResponse::Result;
  using Result = v1::FinishAmendmentsResponse::Result;

  // OK, or the first of the reasons why this attempt must not begin.
  absl::Status MayBegin(sql::Tx& tx, const Publication& publication,
                        const Amendment& amendment, int64_t attempt,
                        absl::Time now);
  absl::StatusOr<BeginResult> BeginOne(
      sql::Tx& tx, const rpc::RequestContext& context,
      const v1::BeginAmendmentsRequest& request,
      const v1::BeginAmendmentsRequest::Attempt& item,
      const absl::Status& partition);
  absl::StatusOr<Result> FinishOne(
      sql::Tx& tx, const rpc::RequestContext& context,
      const v1::FinishAmendmentsRequest::Outcome& item);
  absl::StatusOr<Result> SettleOne(
      sql::Tx& tx, const rpc::RequestContext& context,
      const v1::SettleAmendmentsRequest::Reading& reading);
  // The post does not show what was wanted: again, unless nobody wants it any
  // more.
  absl::Status NotYet(sql::Tx& tx, Publication& publication,
                      Amendment& amendment, const Happening& facts);

  sql::Database& database_;
  const Registry& registry_;
  const DispatchOptions& options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_DISPATCH_H_
