#ifndef LOA_SERVICES_CONTENT_TESTING_SUBMISSION_WORLD_H_
#define LOA_SERVICES_CONTENT_TESTING_SUBMISSION_WORLD_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/submissions/intake.h"
#include "services/content/submissions/submission_figures.h"
#include "services/content/submissions/submissions.h"
#include "services/content/testing/search_world.h"

namespace loa::content {

// What senders and editors of units/xa-1 do with submissions.
class SubmissionWorld : public SearchWorld {
 protected:
  rpc::RequestContext Sender() const { return Context("principals/xa"); }
  rpc::RequestContext Editor(absl::string_view who = "principals/minh") const {
    return Context(who, options::v1::PERMISSION_EDIT_POSTS);
  }
  static v1::CreateSubmissionRequest Story(
      const std::string& text = "Bà Mai giúp đỡ hộ nghèo ở thôn Đông.") {
    v1::CreateSubmissionRequest request;
    v1::Submission& submission = *request.mutable_submission();
    submission.set_unit("units/xa-1");
    submission.set_sender_name("Nguyễn Thị Lan");
    submission.set_sender_contact("0912 345 678");
    submission.set_text(text);
    return request;
  }
  v1::CreateSubmissionResponse Send(
      const v1::CreateSubmissionRequest& request) {
    const auto sent = intake_.CreateSubmission(Sender(), request);
    EXPECT_THAT(sent, testing::IsOk());
    return sent.ok() ? *sent : v1::CreateSubmissionResponse();
  }
  absl::StatusOr<v1::SubmissionStatus> StatusOf(const std::string& receipt) {
    v1::GetSubmissionStatusRequest request;
    request.set_receipt_secret(receipt);
    return intake_.GetSubmissionStatus(rpc::RequestContext(), request);
  }
  v1::Submission GetIt(const std::string& name) {
    v1::GetSubmissionRequest request;
    request.set_name(name);
    const auto got = submissions_.GetSubmission(Editor(), request);
    EXPECT_THAT(got, testing::IsOk());
    return got.ok() ? *got : v1::Submission();
  }
  absl::StatusOr<v1::Submission> Assign(const std::string& name,
                                        const std::string& editor) {
    v1::AssignSubmissionRequest request;
    request.set_name(name);
    request.set_editor(editor);
    return submissions_.AssignSubmission(Editor(), request);
  }
  absl::StatusOr<v1::Submission> Accept(const std::string& name,
                                        const v1::Post& post = {}) {
    v1::AcceptSubmissionRequest request;
    request.set_name(name);
    *request.mutable_post() = post;
    return submissions_.AcceptSubmission(Editor(), request);
  }
  absl::StatusOr<v1::Submission> Decline(const std::string& name) {
    v1::DeclineSubmissionRequest request;
    request.set_name(name);
    request.set_reason("Đã có bài về việc này");
    return submissions_.DeclineSubmission(Editor(), request);
  }
  absl::StatusOr<v1::Submission> EraseIt(const std::string& name) {
    v1::ErasePersonalDataRequest request;
    request.set_name(name);
    return submissions_.ErasePersonalData(Editor(), request);
  }
  std::vector<std::string> List(v1::ListSubmissionsRequest request,
                                const rpc::RequestContext& context) {
    std::vector<std::string> names;
    do {
      const auto page = submissions_.ListSubmissions(context, request);
      EXPECT_THAT(page, testing::IsOk());
      if (!page.ok()) break;
      for (const auto& one : page->submissions()) names.push_back(one.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  // Every cell of the database that a sender's words could be in.
  std::string EverythingKept() {
    std::string all;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(sql::Rows rows,
                       tx.Run("SELECT content, sender_key FROM submission"));
      for (const sql::Row row : rows) {
        absl::StrAppend(&all, row.Bytes(0), row.Text(1));
      }
      ASSIGN_OR_RETURN(rows, tx.Run("SELECT title, text FROM search_entry"));
      for (const sql::Row row : rows) {
        absl::StrAppend(&all, row.Text(0), row.Text(1));
      }
      return absl::OkStatus();
    }),
                testing::IsOk());
    return all;
  }

  Intake intake_{
      *db_, ids_, registry_, {.most_of_sender = 3, .most_of_unit = 5}};
  Submissions submissions_{*db_, ids_, registry_};
  SubmissionFigureReads figures_{*db_, registry_};
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_SUBMISSION_WORLD_H_
