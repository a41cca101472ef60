#include "services/content/submissions/submissions.h"

#include <string>
#include <utility>

#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/media/media_rows.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/posts/post_steps.h"
#include "services/content/submissions/erasure.h"
#include "services/content/submissions/submission_rows.h"
#include "services/content/submissions/submission_state.h"
#include "services/content/submissions/submission_title.h"

namespace loa::content {
namespace {

// Locks a submission for `action` and takes it to the state after it.
// SUBMISSION_NOT_FOUND, PERMISSION_DENIED, ETAG_MISMATCH, SUBMISSION_DECIDED.
absl::StatusOr<SubmissionRecord> Take(
    sql::Tx& tx, const rpc::RequestContext& context, const std::string& name,
    const std::string& etag, SubmissionAction action, audit::Subject& subject) {
  ASSIGN_OR_RETURN(SubmissionRecord record, LockSubmission(tx, name));
  v1::Submission& submission = record.submission;
  subject = {name, submission.unit()};
  RETURN_IF_ERROR(context.access.Check(submission.unit()));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, EtagOf(record), name));
  const auto next = NextState(submission.state(), action);
  if (!next) return SubmissionDecided(name, NameOf(submission.state()));
  submission.set_state(*next);
  return record;
}

void Decide(const rpc::RequestContext& context, v1::Submission& submission) {
  submission.set_editor(context.principal.name);
  *submission.mutable_decide_time() = base::TimestampOf(context.now);
}

absl::Status CheckEditor(const rpc::RequestContext& context,
                         const std::string& editor, const std::string& unit) {
  if (auth::Decide(*context.access.view(), editor,
                   options::v1::PERMISSION_EDIT_POSTS, unit)) {
    return absl::OkStatus();
  }
  return SubmissionEditorUnfit(editor, unit);
}

// The draft that becomes of a submission: `given`, and where that says
// nothing, what the sender wrote.
v1::Post DraftOf(const v1::Submission& submission, const v1::Post& given) {
  v1::Post post;
  post.set_unit(submission.unit());
  post.set_kind(given.kind() == v1::Post::KIND_UNSPECIFIED
                    ? v1::Post::NEWS_BRIEF
                    : given.kind());
  post.set_title(given.title().empty() ? TitleOf(submission) : given.title());
  post.set_body(given.body().empty() ? submission.text() : given.body());
  *post.mutable_topics() = given.topics();
  *post.mutable_media() = given.media();
  if (post.media().empty()) {
    for (const std::string& photo : submission.media()) {
      post.add_media()->set_media(photo);
    }
  }
  post.set_link(given.link());
  post.set_origin(v1::Post::ORIGINAL);
  post.set_attribution(given.attribution().empty() ? submission.sender_name()
                                                   : given.attribution());
  return post;
}

absl::Status CreateDraft(sql::Tx& tx, const rpc::RequestContext& context,
                         v1::Post draft) {
  RETURN_IF_ERROR(CheckContent(draft));
  RETURN_IF_ERROR(CompletePhotos(tx, draft));
  PostRecord record;
  record.version = 1;
  v1::Post& post = record.post;
  post = std::move(draft);
  post.set_author(context.principal.name);
  post.set_state(v1::Post::DRAFT);
  *post.mutable_create_time() = base::TimestampOf(context.now);
  *post.mutable_update_time() = base::TimestampOf(context.now);
  RETURN_IF_ERROR(
      TakeRevision(tx, record, {context.principal.name, context.now}));
  RETURN_IF_ERROR(InsertPost(tx, record));
  return InsertRevision(tx, record, context.now);
}

}  // namespace

absl::StatusOr<v1::Submission> Submissions::GetSubmission(
    const rpc::RequestContext& context,
    const v1::GetSubmissionRequest& request) {
  v1::Submission submission;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const SubmissionRecord record,
                     FindSubmission(tx, request.name()));
    RETURN_IF_ERROR(context.access.Check(record.submission.unit()));
    submission = ToProto(record);
    return absl::OkStatus();
  }));
  return submission;
}

absl::StatusOr<v1::Submission> Submissions::AssignSubmission(
    const rpc::RequestContext& context,
    const v1::AssignSubmissionRequest& request) {
  const SubmissionAction action = request.editor().empty()
                                      ? SubmissionAction::kRelease
                                      : SubmissionAction::kAssign;
  return audit::Mutate<v1::Submission>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Submission> {
        ASSIGN_OR_RETURN(
            SubmissionRecord record,
            Take(tx, context, request.name(), request.etag(), action, subject));
        if (action == SubmissionAction::kAssign) {
          RETURN_IF_ERROR(
              CheckEditor(context, request.editor(), record.submission.unit()));
        }
        record.submission.set_editor(request.editor());
        RETURN_IF_ERROR(SaveSubmission(tx, record));
        return ToProto(record);
      });
}

absl::StatusOr<v1::Submission> Submissions::AcceptSubmission(
    const rpc::RequestContext& context,
    const v1::AcceptSubmissionRequest& request) {
  std::string post = request.post().name();
  if (post.empty()) {
    post = rpc::JoinName("posts", ids_.NewId());
  } else {
    RETURN_IF_ERROR(rpc::ParseId("post.name", post, "posts").status());
  }
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  RETURN_IF_ERROR(CheckTopics(*registry, request.post()));
  return audit::Mutate<v1::Submission>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Submission> {
        ASSIGN_OR_RETURN(SubmissionRecord record,
                         Take(tx, context, request.name(), request.etag(),
                              SubmissionAction::kAccept, subject));
        v1::Submission& submission = record.submission;
        v1::Post draft = DraftOf(submission, request.post());
        draft.set_name(post);
        RETURN_IF_ERROR(CreateDraft(tx, context, std::move(draft)));
        submission.set_post(post);
        Decide(context, submission);
        RETURN_IF_ERROR(SaveSubmission(tx, record));
        return ToProto(record);
      });
}

absl::StatusOr<v1::Submission> Submissions::DeclineSubmission(
    const rpc::RequestContext& context,
    const v1::DeclineSubmissionRequest& request) {
  return audit::Mutate<v1::Submission>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Submission> {
        ASSIGN_OR_RETURN(SubmissionRecord record,
                         Take(tx, context, request.name(), request.etag(),
                              SubmissionAction::kDecline, subject));
        record.submission.set_reason(request.reason());
        Decide(context, record.submission);
        RETURN_IF_ERROR(SaveSubmission(tx, record));
        return ToProto(record);
      });
}

absl::StatusOr<v1::Submission> Submissions::ErasePersonalData(
    const rpc::RequestContext& context,
    const v1::ErasePersonalDataRequest& request) {
  return audit::Mutate<v1::Submission>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Submission> {
        ASSIGN_OR_RETURN(SubmissionRecord record,
                         LockSubmission(tx, request.name()));
        subject = {request.name(), record.submission.unit()};
        RETURN_IF_ERROR(context.access.Check(record.submission.unit()));
        RETURN_IF_ERROR(Erase(tx, record, context.now));
        return ToProto(record);
      });
}

}  // namespace loa::content
