#ifndef LOA_LIBS_WORK_WORK_LIST_H_
#define LOA_LIBS_WORK_WORK_LIST_H_

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/rpc/request_context.h"
#include "libs/work/duty.h"
#include "loa/work/v1/work_service.pb.h"

namespace loa::work {

// How many items of one kind a list takes from a store: who has more has no
// use for a longer list.
inline constexpr int kMaxOfAKind = 5000;

// One kind of work that a service keeps.
class WorkSource {
 public:
  virtual ~WorkSource() = default;
  // What waits at `now` and is `duty`'s, in any order; what comes after the
  // first kMaxOfAKind may be missing.  `overdue` is set by the list.
  virtual absl::StatusOr<std::vector<v1::WorkItem>> Waiting(const Duty& duty,
                                                            absl::Time now) = 0;
};

// The work of a service.  Contract and errors: work_service.proto.
class WorkList {
 public:
  // Both outlive it.
  WorkList(const auth::AccessSource& access, std::vector<WorkSource*> sources)
      : access_(access), sources_(std::move(sources)) {}

  absl::StatusOr<v1::ListWorkResponse> ListWork(
      const rpc::RequestContext& context, const v1::ListWorkRequest& request);
  absl::StatusOr<v1::ListAllWorkResponse> ListAllWork(
      const rpc::RequestContext& context,
      const v1::ListAllWorkRequest& request);

 private:
  template <typename Response, typename Request>
  absl::StatusOr<Response> List(const Duty& duty, absl::Time now,
                                const Request& request);

  const auth::AccessSource& access_;
  const std::vector<WorkSource*> sources_;
};

}  // namespace loa::work

#endif  // LOA_LIBS_WORK_WORK_LIST_H_
