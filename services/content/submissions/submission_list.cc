#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/visible_units.h"
#include "services/content/submissions/submission_rows.h"
#include "services/content/submissions/submissions.h"

namespace loa::content {
namespace {

absl::StatusOr<SubmissionFilter> FilterOf(
    const v1::ListSubmissionsRequest& request) {
  SubmissionFilter filter;
  filter.state = request.state();
  filter.editor = request.editor();
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.empty()) return filter;
  int64_t before = 0;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &before)) {
    return rpc::PageTokenInvalid();
  }
  filter.before = absl::FromUnixMicros(before);
  filter.before_name = key[1];
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListSubmissionsResponse> Submissions::ListSubmissions(
    const rpc::RequestContext& context,
    const v1::ListSubmissionsRequest& request) {
  ASSIGN_OR_RETURN(SubmissionFilter filter, FilterOf(request));
  ASSIGN_OR_RETURN(filter.units,
                   VisibleUnits(context.access, registry_, request.within()));
  const int size = rpc::PageSize(request.page_size(), 50, 500);
  v1::ListSubmissionsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    ASSIGN_OR_RETURN(const std::vector<SubmissionRecord> records,
                     ReadSubmissions(tx, filter, size + 1));
    for (const SubmissionRecord& record : records) {
      v1::Submission submission = ToProto(record);
      if (response.submissions_size() == size || !budget.Takes(submission)) {
        const v1::Submission& last = *response.submissions().rbegin();
        response.set_next_page_token(rpc::EncodePageToken(
            request,
            {absl::StrCat(absl::ToUnixMicros(base::TimeOf(last.create_time()))),
             last.name()}));
        break;
      }
      *response.add_submissions() = std::move(submission);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content
