#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rules.h"
#include "services/content/submissions/submission_rows.h"
#include "services/content/submissions/submissions.h"

namespace loa::content {
namespace {

// A list that shows little of what it reads goes on in the next page.
constexpr int kRowsABatch = 100;
constexpr int kBatchesACall = 20;

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
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  ASSIGN_OR_RETURN(const SubmissionFilter first, FilterOf(request));
  const auto within = registry->FindUnit(request.within());
  if (!request.within().empty() && !within) {
    return UnitUnknown("within", request.within());
  }
  const auto is_shown = [&](const v1::Submission& submission) {
    return context.access.Allows(submission.unit()) &&
           (!within || registry->IsWithin(submission.unit(), *within));
  };
  const int size = rpc::PageSize(request.page_size(), 50, 500);
  v1::ListSubmissionsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    SubmissionFilter filter = first;
    const auto go_on_later = [&] {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(absl::ToUnixMicros(filter.before)),
                    filter.before_name}));
      return absl::OkStatus();
    };
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(const std::vector<SubmissionRecord> records,
                       ReadSubmissions(tx, filter, kRowsABatch));
      for (const SubmissionRecord& record : records) {
        const v1::Submission submission = ToProto(record);
        if (is_shown(submission)) {
          if (response.submissions_size() == size ||
              !budget.Takes(submission)) {
            return go_on_later();
          }
          *response.add_submissions() = submission;
        }
        filter.before = base::TimeOf(submission.create_time());
        filter.before_name = submission.name();
      }
      if (records.size() < kRowsABatch) return absl::OkStatus();
    }
    return go_on_later();
  }));
  return response;
}

}  // namespace loa::content
