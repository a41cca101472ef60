// The errors of documents, search and submissions: what readers and senders
// meet.
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

using absl::StatusCode;
using status::Error;

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, "content.loa", reason, message);
}

}  // namespace

absl::Status DocumentNotFound(absl::string_view document) {
  return Named(StatusCode::kNotFound, "DOCUMENT_NOT_FOUND",
               absl::StrCat("there is no document ", document,
                            "; ListDocuments shows those"))
      .With("document", document)
      .Resource("document", document);
}

absl::Status DocumentAlreadyExists(absl::string_view document) {
  return Named(
             StatusCode::kAlreadyExists, "DOCUMENT_ALREADY_EXISTS",
             absl::StrCat(document, " exists; leave the name empty for an id"))
      .With("document", document)
      .Resource("document", document);
}

absl::Status DocumentNumberTaken(absl::string_view number,
                                 absl::string_view document) {
  return Named(StatusCode::kAlreadyExists, "DOCUMENT_NUMBER_TAKEN",
               absl::StrCat("number ", number, " of that issuer and year is ",
                            document, "; correct or withdraw that one"))
      .With("number", number)
      .With("document", document)
      .Resource("document", document)
      .Field("document.number", "must be free in its year");
}

absl::Status DocumentWithdrawn(absl::string_view document) {
  return Named(StatusCode::kFailedPrecondition, "DOCUMENT_WITHDRAWN",
               absl::StrCat(document, " is withdrawn and stays as it is"))
      .With("document", document)
      .Subject(document);
}

absl::Status DocumentDatesInvalid(absl::string_view field) {
  return Named(StatusCode::kInvalidArgument, "DOCUMENT_DATES_INVALID",
               "a document ends to be valid after it began to be")
      .With("field", field)
      .Field(field, "must be later than effective_date or issue_date");
}

absl::Status SearchQueryEmpty() {
  return Named(StatusCode::kInvalidArgument, "SEARCH_QUERY_EMPTY",
               "there is no word in the query; write words or a number")
      .Field("query", "must hold a letter or a digit");
}

absl::Status SearchQueryTooLong(int64_t words, int64_t most) {
  return Named(StatusCode::kInvalidArgument, "SEARCH_QUERY_TOO_LONG",
               absl::StrCat("the query has ", words, " words; write at most ",
                            most, " that matter"))
      .With("words", absl::StrCat(words))
      .With("most", absl::StrCat(most))
      .Field("query", absl::StrCat("must have at most ", most, " words"));
}

absl::Status SubmissionNotFound(absl::string_view submission) {
  return Named(StatusCode::kNotFound, "SUBMISSION_NOT_FOUND",
               absl::StrCat("there is no submission ", submission,
                            "; ListSubmissions shows those"))
      .With("submission", submission)
      .Resource("submission", submission);
}

absl::Status SubmissionDecided(absl::string_view submission,
                               absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "SUBMISSION_DECIDED",
               absl::StrCat(submission, " is ", state,
                            ", for good; its sender may have read so"))
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
      .With("subject", subject)
      .With("most", absl::StrCat(most))
      .With("unit", unit)
      .RetryAfter(wait);
}

absl::Status SubmissionTextEmpty() {
  return Named(StatusCode::kInvalidArgument, "SUBMISSION_TEXT_EMPTY",
               "there is no word in the text; write what you have to say")
      .Field("submission.text", "must hold a letter or a digit");
}

absl::Status SubmissionPageElsewhere(absl::string_view unit,
                                     absl::string_view page) {
  return Named(StatusCode::kInvalidArgument, "SUBMISSION_PAGE_ELSEWHERE",
               absl::StrCat(page, " is not of ", unit, " or below it"))
      .With("unit", unit)
      .With("page", page)
      .Field("submission.page", "must be a page of the unit or below it");
}

absl::Status SubmissionEditorUnfit(absl::string_view editor,
                                   absl::string_view unit) {
  return Named(StatusCode::kInvalidArgument, "SUBMISSION_EDITOR_UNFIT",
               absl::StrCat(editor, " is no editor at ", unit,
                            "; bind the role, or assign it to another"))
      .With("editor", editor)
      .With("unit", unit)
      .Field("editor", "must be an editor at the submission's unit");
}

absl::Status SubmissionReceiptUnknown() {
  return Named(StatusCode::kNotFound, "SUBMISSION_RECEIPT_UNKNOWN",
               "no submission has this receipt; copy all of it")
      .Resource("submission", "");
}

}  // namespace loa::content
