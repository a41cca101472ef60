#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSIONS_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSIONS_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/submission_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The use cases of SubmissionService that editors meet; errors as its contract
// says, and DEPENDENCY_UNAVAILABLE until the register was read once.
// Thread-safe.
class Submissions {
 public:
  Submissions(sql::Database& database, base::IdSource& ids,
              const Registry& registry)
      : database_(database), ids_(ids), registry_(registry) {}

  absl::StatusOr<v1::Submission> GetSubmission(
      const rpc::RequestContext& context,
      const v1::GetSubmissionRequest& request);
  absl::StatusOr<v1::ListSubmissionsResponse> ListSubmissions(
      const rpc::RequestContext& context,
      const v1::ListSubmissionsRequest& request);
  absl::StatusOr<v1::Submission> AssignSubmission(
      const rpc::RequestContext& context,
      const v1::AssignSubmissionRequest& request);
  absl::StatusOr<v1::Submission> AcceptSubmission(
      const rpc::RequestContext& context,
      const v1::AcceptSubmissionRequest& request);
  absl::StatusOr<v1::Submission> DeclineSubmission(
      const rpc::RequestContext& context,
      const v1::DeclineSubmissionRequest& request);
  absl::StatusOr<v1::Submission> ErasePersonalData(
      const rpc::RequestContext& context,
      const v1::ErasePersonalDataRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSIONS_H_
