#ifndef LOA_SERVICES_CONTENT_ERRORS_H_
#define LOA_SERVICES_CONTENT_ERRORS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// Every error that content returns, domain "content.loa"; the reasons are
// those of loa/content/v1/error_reason.proto.
namespace loa::content {

// Posts.
absl::Status PostNotFound(absl::string_view post);
absl::Status PostAlreadyExists(absl::string_view post);
absl::Status PostNotEditable(absl::string_view post, absl::string_view state);
absl::Status PostNotSubmittable(absl::string_view post,
                                absl::string_view state);
absl::Status PostUnchanged(absl::string_view post);
absl::Status PostNotApproved(absl::string_view post, absl::string_view state);
absl::Status PostAlreadyExpanded(absl::string_view post);

// Audiences.
absl::Status AudienceMissing(absl::string_view post);
absl::Status AudienceEmpty(absl::string_view post);
absl::Status AudienceOutsideUnit(absl::string_view unit,
                                 absl::string_view outside);
absl::Status PageCountMismatch(int64_t expected, int64_t actual);
absl::Status PageUnknown(absl::string_view field, absl::string_view page);
absl::Status UnitUnknown(absl::string_view field, absl::string_view unit);
absl::Status TopicUnknown(absl::string_view field, absl::string_view topic,
                          const std::vector<std::string>& known);
absl::Status SpreadInvalid();
absl::Status CloseTimeInvalid(absl::Time close);
absl::Status LocalPartNeedsAdoption();
absl::Status DueTimePast(absl::Time due);

// Sources.
absl::Status SourceHostInvalid(absl::string_view host);
absl::Status SourceAlreadyExists(absl::string_view host,
                                 absl::string_view source);
absl::Status SourceNotFound(absl::string_view source);

// Publications.
absl::Status PublicationNotFound(absl::string_view publication);
absl::Status PublicationNotCancellable(absl::string_view publication,
                                       absl::string_view state);
absl::Status AttentionNotNeeded(absl::string_view publication,
                                absl::string_view state);
absl::Status PlatformPostTaken(absl::string_view platform_post_id,
                               absl::string_view publication);
absl::Status AbsenceNotProven(absl::string_view publication,
                              int64_t absent_reads);

// Assignments.
absl::Status AssignmentNotFound(absl::string_view assignment);
absl::Status AssignmentNotOpen(absl::string_view assignment,
                               absl::string_view state, absl::Time close);
absl::Status LocalPartLocked(absl::string_view assignment);
absl::Status LocalPartTooLong(int64_t chars, int64_t limit);
absl::Status LocalPartUnchanged(absl::string_view local_part);

// Gates.
absl::Status GateSubjectInvalid(absl::string_view subject);
absl::Status GateNotClosed(absl::string_view subject);

// Dispatch.
absl::Status PartitionCountMismatch(int64_t count, int64_t expected);
absl::Status NotScheduled(absl::string_view publication,
                          absl::string_view state, int64_t attempt_count);
absl::Status NotDue(absl::string_view publication, absl::Time not_before,
                    absl::Duration wait);
absl::Status EpochStale(int64_t partition, int64_t epoch, int64_t current);
absl::Status PageHeld(absl::string_view publication, absl::string_view by);
absl::Status CancelWanted(absl::string_view publication);
absl::Status GateClosed(absl::string_view publication,
                        absl::string_view subject, absl::string_view cause);
absl::Status NotApproved(absl::string_view publication);
absl::Status AttemptUnknown(absl::string_view publication, int64_t attempt,
                            int64_t attempt_count);

// Documents.
absl::Status DocumentNotFound(absl::string_view document);
absl::Status DocumentAlreadyExists(absl::string_view document);
absl::Status DocumentNumberTaken(absl::string_view number,
                                 absl::string_view document);
absl::Status DocumentWithdrawn(absl::string_view document);
absl::Status DocumentDatesInvalid(absl::string_view field);

// Search.
absl::Status SearchQueryEmpty();
absl::Status SearchQueryTooLong(int64_t words, int64_t most);

// Submissions.
absl::Status SubmissionNotFound(absl::string_view submission);
absl::Status SubmissionDecided(absl::string_view submission,
                               absl::string_view state);
// `subject` is SENDER or UNIT, whose `most` a day were sent.
absl::Status SubmissionRateExceeded(absl::string_view subject, int64_t most,
                                    absl::string_view unit,
                                    absl::Duration wait);
absl::Status SubmissionTextEmpty();
absl::Status SubmissionPageElsewhere(absl::string_view unit,
                                     absl::string_view page);
absl::Status SubmissionEditorUnfit(absl::string_view editor,
                                   absl::string_view unit);
absl::Status SubmissionReceiptUnknown();

// At start-up.
absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right);
absl::Status UnsafeControlRefused(absl::string_view control);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ERRORS_H_
