#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_INTAKE_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_INTAKE_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/submission_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/submissions/submission_options.h"

namespace loa::content {

// The use cases of SubmissionService that senders meet; errors as its contract
// says, and DEPENDENCY_UNAVAILABLE until the register was read once.
// Thread-safe.
class Intake {
 public:
  Intake(sql::Database& database, base::IdSource& ids, const Registry& registry,
         const SubmissionOptions& options)
      : database_(database),
        ids_(ids),
        registry_(registry),
        options_(options) {}

  absl::StatusOr<v1::CreateSubmissionResponse> CreateSubmission(
      const rpc::RequestContext& context,
      const v1::CreateSubmissionRequest& request);
  absl::StatusOr<v1::SubmissionStatus> GetSubmissionStatus(
      const rpc::RequestContext& context,
      const v1::GetSubmissionStatusRequest& request);

 private:
  absl::Status CheckRate(sql::Tx& tx, const std::string& unit,
                         const std::string& sender_key, absl::Time now) const;

  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
  const SubmissionOptions options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_INTAKE_H_
