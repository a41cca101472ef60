#include "services/content/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::content {
namespace {

using absl::StatusCode;
using status::Error;

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, "content.loa", reason, message);
}

std::string Utc(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
}

// A resource that is there, in a state that does not allow the call.
Error WrongState(absl::string_view reason, absl::string_view type,
                 absl::string_view name, absl::string_view state,
                 absl::string_view allowed) {
  return Named(StatusCode::kFailedPrecondition, reason,
               absl::StrCat(name, " is ", state, "; ", allowed))
      .With(type, name)
      .With("state", state)
      .Subject(name);
}

Error NoSuch(absl::string_view reason, absl::string_view type,
             absl::string_view name, absl::string_view advice) {
  return Named(StatusCode::kNotFound, reason,
               absl::StrCat("there is no ", type, " ", name, "; ", advice))
      .With(type, name)
      .Resource(type, name);
}

}  // namespace

absl::Status PostNotFound(absl::string_view post) {
  return NoSuch("POST_NOT_FOUND", "post", post, "ListPosts shows those");
}

absl::Status PostAlreadyExists(absl::string_view post) {
  return Named(StatusCode::kAlreadyExists, "POST_ALREADY_EXISTS",
               absl::StrCat(post, " exists; leave the name empty for a new id"))
      .With("post", post)
      .Resource("post", post);
}

absl::Status PostNotEditable(absl::string_view post, absl::string_view state) {
  return WrongState("POST_NOT_EDITABLE", "post", post, state,
                    "it stays as it is: write a new post");
}

absl::Status PostNotSubmittable(absl::string_view post,
                                absl::string_view state) {
  return WrongState("POST_NOT_SUBMITTABLE", "post", post, state,
                    "only DRAFT and CHANGES_REQUESTED can be submitted");
}

absl::Status PostUnchanged(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "POST_UNCHANGED",
               absl::StrCat("changes of ", post,
                            " were asked for and none was made; its note and "
                            "findings say what to change"))
      .With("post", post)
      .Subject(post);
}

absl::Status PostNotApproved(absl::string_view post, absl::string_view state) {
  return WrongState("POST_NOT_APPROVED", "post", post, state,
                    "an approval of its present revision is needed first");
}

absl::Status PostAlreadyExpanded(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "POST_ALREADY_EXPANDED",
               absl::StrCat("the publications of ", post,
                            " exist; cancel them, or change the post"))
      .With("post", post)
      .Subject(post);
}

absl::Status AudienceMissing(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "AUDIENCE_MISSING",
               absl::StrCat(post,
                            " has no audience: set pages or a cascade, "
                            "and a due time"))
      .With("post", post)
      .Subject(post);
}

absl::Status AudienceEmpty(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "AUDIENCE_EMPTY",
               absl::StrCat("no page of the audience of ", post,
                            " can be reached; PreviewCascade says why"))
      .With("post", post)
      .Subject(post);
}

absl::Status AudienceOutsideUnit(absl::string_view unit,
                                 absl::string_view outside) {
  return Named(StatusCode::kPermissionDenied, "AUDIENCE_OUTSIDE_UNIT",
               absl::StrCat(outside, " is not of ", unit,
                            " or below; a post reaches no further"))
      .With("unit", unit)
      .With("outside", outside);
}

absl::Status PageCountMismatch(int64_t expected, int64_t actual) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_COUNT_MISMATCH",
               absl::StrCat("the audience reaches ", actual, " pages, not ",
                            expected,
                            "; look at PreviewCascade and send its "
                            "page_count"))
      .With("expected", absl::StrCat(expected))
      .With("actual", absl::StrCat(actual))
      .Subject("expected_page_count");
}

absl::Status PageUnknown(absl::string_view field, absl::string_view page) {
  return NoSuch("PAGE_UNKNOWN", "page", page, "the register's ListPages does")
      .Field(field, "names no page of the register");
}

absl::Status UnitUnknown(absl::string_view field, absl::string_view unit) {
  return NoSuch("UNIT_UNKNOWN", "unit", unit, "the register's ListUnits does")
      .Field(field, "names no unit of the register");
}

absl::Status CascadeModeNotAvailable(absl::string_view mode) {
  return Named(StatusCode::kUnimplemented, "CASCADE_MODE_NOT_AVAILABLE",
               absl::StrCat(mode,
                            " cascades are not available yet; say "
                            "MANDATORY"))
      .With("mode", mode);
}

absl::Status FollowTreeNotAvailable() {
  return Named(StatusCode::kUnimplemented, "FOLLOW_TREE_NOT_AVAILABLE",
               "a cascade cannot follow the tree yet; leave follow_tree false");
}

absl::Status SpreadInvalid() {
  return Named(StatusCode::kInvalidArgument, "SPREAD_INVALID",
               "a spread is 0 to 24 hours")
      .Field("audience.spread", "must be 0s to 86400s");
}

absl::Status DueTimePast(absl::Time due) {
  return Named(StatusCode::kInvalidArgument, "DUE_TIME_PAST",
               absl::StrCat(Utc(due), " is gone by; choose a later time"))
      .With("due_time", Utc(due))
      .Field("due_time", "must not be before now");
}

absl::Status SourceHostInvalid(absl::string_view host) {
  return Named(StatusCode::kInvalidArgument, "SOURCE_HOST_INVALID",
               absl::StrCat("\"", host,
                            "\" is no host name; write one such as "
                            "quangninh.gov.vn, without https:// and path"))
      .With("host", host)
      .Field("source.host", "must be a host name of two labels or more");
}

absl::Status SourceAlreadyExists(absl::string_view host,
                                 absl::string_view source) {
  return Named(StatusCode::kAlreadyExists, "SOURCE_ALREADY_EXISTS",
               absl::StrCat(host, " is approved already, as ", source))
      .With("host", host)
      .With("source", source)
      .Resource("source", source);
}

absl::Status SourceNotFound(absl::string_view source) {
  return NoSuch("SOURCE_NOT_FOUND", "source", source, "ListSources shows all");
}

absl::Status PublicationNotFound(absl::string_view publication) {
  return NoSuch("PUBLICATION_NOT_FOUND", "publication", publication,
                "ListPublications shows those that there are");
}

absl::Status PublicationNotCancellable(absl::string_view publication,
                                       absl::string_view state) {
  return WrongState("PUBLICATION_NOT_CANCELLABLE", "publication", publication,
                    state, "only what may still be sent can be cancelled");
}

absl::Status AttentionNotNeeded(absl::string_view publication,
                                absl::string_view state) {
  return WrongState("ATTENTION_NOT_NEEDED", "publication", publication, state,
                    "people settle only what is in NEEDS_ATTENTION");
}

absl::Status PlatformPostTaken(absl::string_view platform_post_id,
                               absl::string_view publication) {
  return Named(StatusCode::kAlreadyExists, "PLATFORM_POST_TAKEN",
               absl::StrCat("the platform's post ", platform_post_id,
                            " is that of ", publication))
      .With("platform_post_id", platform_post_id)
      .With("publication", publication)
      .Resource("publication", publication);
}

absl::Status AbsenceNotProven(absl::string_view publication,
                              int64_t absent_reads) {
  return Named(StatusCode::kFailedPrecondition, "ABSENCE_NOT_PROVEN",
               absl::StrCat("the page of ", publication, " was read ",
                            absent_reads,
                            " times without it; two complete readings are "
                            "needed before it may be sent again: look at the "
                            "page and adopt or drop it"))
      .With("publication", publication)
      .With("absent_reads", absl::StrCat(absent_reads))
      .Subject(publication);
}

absl::Status GateSubjectInvalid(absl::string_view subject) {
  return Named(StatusCode::kInvalidArgument, "GATE_SUBJECT_INVALID",
               absl::StrCat("\"", subject,
                            "\" has no gate; name pages/{page}, units/{unit} "
                            "or app"))
      .With("subject", subject)
      .Field("subject", "must be pages/{page}, units/{unit} or app");
}

absl::Status GateNotClosed(absl::string_view subject) {
  return Named(StatusCode::kFailedPrecondition, "GATE_NOT_CLOSED",
               absl::StrCat("the gate of ", subject, " is open"))
      .With("subject", subject)
      .Subject(subject);
}

absl::Status PartitionCountMismatch(int64_t count, int64_t expected) {
  return Named(StatusCode::kFailedPrecondition, "PARTITION_COUNT_MISMATCH",
               absl::StrCat("content's store has ", expected,
                            " partitions, not ", count,
                            "; start content and its publishers with the same "
                            "--partitions"))
      .With("count", absl::StrCat(count))
      .With("expected", absl::StrCat(expected))
      .Subject("partition_count");
}

absl::Status NotScheduled(absl::string_view publication,
                          absl::string_view state, int64_t attempt_count) {
  return WrongState("NOT_SCHEDULED", "publication", publication, state,
                    absl::StrCat("it begins from SCHEDULED with attempt ",
                                 attempt_count + 1, " alone"))
      .With("attempt_count", absl::StrCat(attempt_count));
}

absl::Status NotDue(absl::string_view publication, absl::Time not_before,
                    absl::Duration wait) {
  return Named(StatusCode::kFailedPrecondition, "NOT_DUE",
               absl::StrCat(publication, " is not due before ", Utc(not_before),
                            " by content's clock"))
      .With("publication", publication)
      .With("not_before_time", Utc(not_before))
      .Subject(publication)
      .RetryAfter(wait);
}

absl::Status EpochStale(int64_t partition, int64_t epoch, int64_t current) {
  return Named(StatusCode::kAborted, "EPOCH_STALE",
               absl::StrCat("partition ", partition, " is at epoch ", current,
                            " or its lease is over; lease it again"))
      .With("partition", absl::StrCat(partition))
      .With("epoch", absl::StrCat(epoch))
      .With("current", absl::StrCat(current));
}

absl::Status PageHeld(absl::string_view publication, absl::string_view by) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_HELD",
               absl::StrCat(by, " comes before ", publication,
                            " on its page and has not ended"))
      .With("publication", publication)
      .With("by", by)
      .Subject(by);
}

absl::Status CancelWanted(absl::string_view publication) {
  return Named(StatusCode::kFailedPrecondition, "CANCEL_WANTED",
               absl::StrCat("a cancel of ", publication, " is wanted"))
      .With("publication", publication)
      .Subject(publication);
}

absl::Status GateClosed(absl::string_view publication,
                        absl::string_view subject, absl::string_view cause) {
  return Named(StatusCode::kFailedPrecondition, "GATE_CLOSED",
               absl::StrCat("the gate of ", subject, " is closed: ", cause))
      .With("publication", publication)
      .With("subject", subject)
      .With("cause", cause)
      .Subject(subject);
}

absl::Status NotApproved(absl::string_view publication) {
  return Named(StatusCode::kFailedPrecondition, "NOT_APPROVED",
               absl::StrCat("no approval covers what ", publication,
                            " would show"))
      .With("publication", publication)
      .Subject(publication);
}

absl::Status AttemptUnknown(absl::string_view publication, int64_t attempt,
                            int64_t attempt_count) {
  return Named(StatusCode::kNotFound, "ATTEMPT_UNKNOWN",
               absl::StrCat("attempt ", attempt, " of ", publication,
                            " is not its newest, which is ", attempt_count))
      .With("publication", publication)
      .With("attempt", absl::StrCat(attempt))
      .With("attempt_count", absl::StrCat(attempt_count))
      .Resource("publication", publication);
}

absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right) {
  return Named(StatusCode::kInvalidArgument, "FLAG_INVALID",
               absl::StrCat("--", flag, "=", value, " must be ", right))
      .With("flag", flag)
      .With("value", value)
      .Field(flag, absl::StrCat("must be ", right));
}

absl::Status UnsafeControlRefused(absl::string_view control) {
  return Named(StatusCode::kFailedPrecondition, "UNSAFE_CONTROL_REFUSED",
               absl::StrCat("--unsafe_control=", control,
                            " breaks the promise of publishing once; it is "
                            "for tests, which set LOA_ALLOW_UNSAFE_CONTROLS=1"))
      .With("control", control)
      .Subject("unsafe_control");
}

}  // namespace loa::content
