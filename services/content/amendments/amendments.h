#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENTS_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENTS_H_

#include <functional>
#include <utility>

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/amendment_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// What people do to what is visible: take it back, correct it, see what became
// of that. Thread-safe.
class Amendments {
 public:
  // What others do soon after a commit. Cheap, thread-safe.
  struct Hooks {
    std::function<void()> owed;    // a call is owed to moderation
    std::function<void()> expand;  // an audience waits
  };

  Amendments(sql::Database& database, base::IdSource& ids,
             const Registry& registry, Hooks hooks)
      : database_(database),
        ids_(ids),
        registry_(registry),
        hooks_(std::move(hooks)) {}

  absl::StatusOr<v1::WithdrawEverywhereResponse> WithdrawEverywhere(
      const rpc::RequestContext& context,
      const v1::WithdrawEverywhereRequest& request);
  absl::StatusOr<v1::CorrectEverywhereResponse> CorrectEverywhere(
      const rpc::RequestContext& context,
      const v1::CorrectEverywhereRequest& request);
  absl::StatusOr<v1::Amendment> WithdrawPublication(
      const rpc::RequestContext& context,
      const v1::WithdrawPublicationRequest& request);
  absl::StatusOr<v1::ListAmendmentsResponse> List(
      const rpc::RequestContext& context,
      const v1::ListAmendmentsRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
  const Hooks hooks_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENTS_H_
