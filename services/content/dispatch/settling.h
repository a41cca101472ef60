#ifndef LOA_SERVICES_CONTENT_DISPATCH_SETTLING_H_
#define LOA_SERVICES_CONTENT_DISPATCH_SETTLING_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/dispatch/dispatch_options.h"
#include "services/content/publications/publication.h"

namespace loa::content {

// What becomes of attempts whose outcome is not known. They are settled by
// reading the page back, never by sending again to see.
class Settling {
 public:
  Settling(sql::Database& database, const Registry& registry,
           const DispatchOptions& options)
      : database_(database), registry_(registry), options_(options) {}

  // UNKNOWN publications of the partitions that the owner holds whose page is
  // to be read now. Partitions that it lost are passed over.
  absl::StatusOr<v1::ListUnsettledResponse> List(
      const rpc::RequestContext& context,
      const v1::ListUnsettledRequest& request);

  absl::StatusOr<v1::SettleAttemptsResponse> Settle(
      const rpc::RequestContext& context,
      const v1::SettleAttemptsRequest& request);

  // SENDING past its deadline becomes UNKNOWN, whoever owns it. Answers how
  // many did, at most 500 a call.
  absl::StatusOr<int> LapseOverdue(absl::Time now);

 private:
  using Reading = v1::SettleAttemptsRequest::Reading;
  using Result = v1::FinishAttemptsResponse::Result;

  absl::StatusOr<Result> SettleOne(sql::Tx& tx,
                                   const rpc::RequestContext& context,
                                   const Reading& reading);
  absl::StatusOr<Result> Found(sql::Tx& tx, const rpc::RequestContext& context,
                               Publication& publication,
                               const Reading& reading);
  absl::StatusOr<Result> Absent(sql::Tx& tx, const rpc::RequestContext& context,
                                Publication& publication,
                                const Reading& reading);
  absl::StatusOr<Result> Unreadable(sql::Tx& tx,
                                    const rpc::RequestContext& context,
                                    Publication& publication,
                                    const Reading& reading);
  bool MayResend(const Publication& publication) const;

  sql::Database& database_;
  const Registry& registry_;
  const DispatchOptions& options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_SETTLING_H_
