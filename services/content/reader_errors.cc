// The errors of documents, search and submissions: what readers and senders
// meet.
#include <string>

#include "absl/strings/str_cat.h"
#include "services/content/error_shapes.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

using absl::StatusCode;

}  // namespace

absl::Status DocumentNotFound(absl::string_view document) {
  return Named(StatusCode::kNotFound, "DOCUMENT_NOT_FOUND",
               absl::StrCat("there is no document ", document,
                            "; ListDocuments shows those"))
      .Vietnamese(absl::StrCat("Không có văn bản ", document,
                               "; ListDocuments liệt kê các văn bản."))
      .With("document", document)
      .Resource("document", document);
}

absl::Status DocumentAlreadyExists(absl::string_view document) {
  return Named(
             StatusCode::kAlreadyExists, "DOCUMENT_ALREADY_EXISTS",
             absl::StrCat(document, " exists; leave the name empty for an id"))
      .Vietnamese(
          absl::StrCat(document, " đã có; hãy để trống tên để nhận mã mới."))
      .With("document", document)
      .Resource("document", document);
}

absl::Status DocumentNumberTaken(absl::string_view number,
                                 absl::string_view document) {
  return Named(StatusCode::kAlreadyExists, "DOCUMENT_NUMBER_TAKEN",
               absl::StrCat("number ", number, " of that issuer and year is ",
                            document, "; correct or withdraw that one"))
      .Vietnamese(absl::StrCat(
          "Số ", number, " của cơ quan ban hành đó trong năm đã thuộc về ",
          document, "; hãy sửa hoặc thu hồi văn bản đó."))
      .With("number", number)
      .With("document", document)
      .Resource("document", document)
      .Field("document.number", "must be free in its year");
}

absl::Status DocumentWithdrawn(absl::string_view document) {
  return Named(StatusCode::kFailedPrecondition, "DOCUMENT_WITHDRAWN",
               absl::StrCat(document, " is withdrawn and stays as it is"))
      .Vietnamese(absl::StrCat(document, " đã thu hồi nên giữ nguyên."))
      .With("document", document)
      .Subject(document);
}

absl::Status DocumentDatesInvalid(absl::string_view field) {
  return Named(StatusCode::kInvalidArgument, "DOCUMENT_DATES_INVALID",
               "a document ends to be valid after it began to be")
      .Vietnamese(
          "Ngày hết hiệu lực của văn bản phải sau ngày bắt đầu có hiệu lực.")
      .With("field", field)
      .Field(field, "must be later than effective_date or issue_date");
}

absl::Status SearchQueryEmpty() {
  return Named(StatusCode::kInvalidArgument, "SEARCH_QUERY_EMPTY",
               "there is no word in the query; write words or a number")
      .Vietnamese("Câu tìm kiếm không có từ nào; hãy nhập từ hoặc số văn bản.")
      .Field("query", "must hold a letter or a digit");
}

absl::Status SearchQueryTooLong(int64_t words, int64_t most) {
  return Named(StatusCode::kInvalidArgument, "SEARCH_QUERY_TOO_LONG",
               absl::StrCat("the query has ", words, " words; write at most ",
                            most, " that matter"))
      .Vietnamese(absl::StrCat("Câu tìm kiếm có ", words,
                               " từ; hãy nhập tối đa ", most,
                               " từ quan trọng."))
      .With("words", absl::StrCat(words))
      .With("most", absl::StrCat(most))
      .Field("query", absl::StrCat("must have at most ", most, " words"));
}

absl::Status SubmissionNotFound(absl::string_view submission) {
  return Named(StatusCode::kNotFound, "SUBMISSION_NOT_FOUND",
               absl::StrCat("there is no submission ", submission,
                            "; ListSubmissions shows those"))
      .Vietnamese(absl::StrCat("Không có bài gửi ", submission,
                               "; ListSubmissions liệt kê các bài gửi."))
      .With("submission", submission)
      .Resource("submission", submission);
}

absl::Status SubmissionDecided(absl::string_view submission,
                               absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "SUBMISSION_DECIDED",
               absl::StrCat(submission, " is ", state,
                            ", for good; its sender may have read so"))
      .Vietnamese(absl::StrCat(
          submission, " đã được xử lý (", state,
          ") và không đổi được nữa; người gửi có thể đã đọc kết quả."))
      .With("submission", submission)
      .With("state", state)
      .Subject(submission);
}

absl::Status SubmissionRateExceeded(absl::string_view subject, int64_t most,
                                    absl::string_view unit,
                                    absl::Duration wait) {
  return Named(StatusCode::kResourceExhausted, "SUBMISSION_RATE_EXCEEDED",
               absl::StrCat(unit, " takes ", most, " submissions a day of one ",
                            subject, "; send again later"))
      .Vietnamese(absl::StrCat(unit, " chỉ nhận ", most,
                               " bài gửi mỗi ngày; vui lòng gửi lại sau."))
      .With("subject", subject)
      .With("most", absl::StrCat(most))
      .With("unit", unit)
      .RetryAfter(wait);
}

absl::Status SubmissionTextEmpty() {
  return Named(StatusCode::kInvalidArgument, "SUBMISSION_TEXT_EMPTY",
               "there is no word in the text; write what you have to say")
      .Vietnamese("Nội dung chưa có từ nào; hãy viết điều cần gửi.")
      .Field("submission.text", "must hold a letter or a digit");
}

absl::Status SubmissionPageElsewhere(absl::string_view unit,
                                     absl::string_view page) {
  return Named(StatusCode::kInvalidArgument, "SUBMISSION_PAGE_ELSEWHERE",
               absl::StrCat(page, " is not of ", unit, " or below it"))
      .Vietnamese(
          absl::StrCat(page, " không thuộc ", unit, " hay đơn vị cấp dưới."))
      .With("unit", unit)
      .With("page", page)
      .Field("submission.page", "must be a page of the unit or below it");
}

absl::Status SubmissionEditorUnfit(absl::string_view editor,
                                   absl::string_view unit) {
  return Named(StatusCode::kInvalidArgument, "SUBMISSION_EDITOR_UNFIT",
               absl::StrCat(editor, " is no editor at ", unit,
                            "; bind the role, or assign it to another"))
      .Vietnamese(
          absl::StrCat(editor, " không phải biên tập viên tại ", unit,
                       "; hãy giao vai trò, hoặc phân công người khác."))
      .With("editor", editor)
      .With("unit", unit)
      .Field("editor", "must be an editor at the submission's unit");
}

absl::Status SubmissionReceiptUnknown() {
  return Named(StatusCode::kNotFound, "SUBMISSION_RECEIPT_UNKNOWN",
               "no submission has this receipt; copy all of it")
      .Vietnamese(
          "Không có bài gửi nào mang mã biên nhận này; hãy chép đủ cả mã.")
      .Resource("submission", "");
}

}  // namespace loa::content
