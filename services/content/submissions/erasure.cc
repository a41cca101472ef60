#include "services/content/submissions/erasure.h"

#include <string>
#include <vector>

#include "libs/audit/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/request_context.h"
#include "libs/status/status_macros.h"
#include "services/content/media/media_rows.h"
#include "services/content/search/search_index.h"

namespace loa::content {
namespace {

constexpr int kErasedAtOnce = 100;

// Who erases what nobody asked to erase.
rpc::RequestContext OwnContext(absl::Time now) {
  rpc::RequestContext context;
  context.principal.name = "principals/content";
  context.method = "loa.content.v1.SubmissionService.ErasePersonalData";
  context.now = now;
  return context;
}

}  // namespace

absl::Status Erase(sql::Tx& tx, SubmissionRecord& record, absl::Time now) {
  v1::Submission& submission = record.submission;
  if (submission.has_erase_time()) return absl::OkStatus();
  submission.clear_page();
  submission.clear_sender_name();
  submission.clear_sender_contact();
  submission.clear_title();
  submission.clear_text();
  for (const std::string& photo : submission.media()) {
    RETURN_IF_ERROR(ReleaseMedia(tx, photo, submission.name()));
  }
  submission.clear_media();
  record.sender_key.clear();
  record.repeat_key.clear();
  *submission.mutable_erase_time() = base::TimestampOf(now);
  RETURN_IF_ERROR(SaveSubmission(tx, record));
  return RemoveSearchEntry(tx, submission.name());
}

absl::StatusOr<int> EraseExpired(sql::Database& database,
                                 absl::Duration retention, absl::Time now) {
  int erased = 0;
  RETURN_IF_ERROR(database.Write([&](sql::Tx& tx) -> absl::Status {
    erased = 0;
    ASSIGN_OR_RETURN(const std::vector<std::string> names,
                     ReadExpired(tx, now - retention, kErasedAtOnce));
    for (const std::string& name : names) {
      ASSIGN_OR_RETURN(SubmissionRecord record, LockSubmission(tx, name));
      const std::string unit = record.submission.unit();
      RETURN_IF_ERROR(Erase(tx, record, now));
      v1::ErasePersonalDataRequest request;
      request.set_name(name);
      RETURN_IF_ERROR(
          audit::Append(tx, OwnContext(now), {name, unit}, request));
      ++erased;
    }
    return absl::OkStatus();
  }));
  return erased;
}

}  // namespace loa::content
