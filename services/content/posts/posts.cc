#include "services/content/posts/posts.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/field_mask.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/checked_audience.h"
#include "services/content/audience/reach.h"
#include "services/content/errors.h"
#include "services/content/media/media_errors.h"
#include "services/content/media/media_rows.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/posts/post_state.h"
#include "services/content/posts/post_steps.h"

namespace loa::content {
namespace {

using RegistryPtr = std::shared_ptr<const RegistryView>;

const std::vector<std::string>& ChangeablePaths() {
  static const auto& paths = *new std::vector<std::string>{
      "kind",   "title",       "body",  "link",           "topics",
      "origin", "attribution", "media", "subject_bodies", "audience"};
  return paths;
}

Act ActOf(const rpc::RequestContext& context) {
  return {context.principal.name, context.now};
}

int64_t PageCount(const RegistryView& registry, const v1::Post& post) {
  return static_cast<int64_t>(
      ReachOf(registry, post.unit(), post.audience()).pages.size());
}

// A new post as it is stored first.
absl::StatusOr<PostRecord> NewRecord(const rpc::RequestContext& context,
                                     const RegistryView& registry,
                                     const v1::Post& from, std::string name) {
  RETURN_IF_ERROR(CheckContent(from));
  RETURN_IF_ERROR(CheckTopics(registry, from));
  const std::optional<std::string> unit = registry.FindUnit(from.unit());
  if (!unit) return UnitUnknown("post.unit", from.unit());
  RETURN_IF_ERROR(context.access.Check(*unit));
  PostRecord record;
  v1::Post& post = record.post;
  post.set_name(std::move(name));
  post.set_unit(*unit);
  SetContent(ContentOf(from), post);
  if (from.has_audience()) {
    ASSIGN_OR_RETURN(*post.mutable_audience(),
                     CheckedAudience(registry, *unit, from.audience()));
    post.set_audience_sha256(AudienceHash(post.audience()));
  }
  post.set_author(context.principal.name);
  post.set_state(v1::Post::DRAFT);
  *post.mutable_create_time() = base::TimestampOf(context.now);
  *post.mutable_update_time() = base::TimestampOf(context.now);
  record.version = 1;
  return record;
}

// What the post would be after `request`.
absl::StatusOr<v1::Post> Patched(sql::Tx& tx,
                                 const v1::UpdatePostRequest& request,
                                 const v1::Post& post,
                                 const RegistryView& registry) {
  v1::Post next = post;
  RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.post(), next,
                                 ChangeablePaths()));
  RETURN_IF_ERROR(CheckContent(next));
  RETURN_IF_ERROR(CheckTopics(registry, next, post));
  if (rpc::MaskCovers(request.update_mask(), request.post(), "media")) {
    RETURN_IF_ERROR(CompletePhotos(tx, next));
  }
  if (next.has_audience() &&
      rpc::MaskCovers(request.update_mask(), request.post(), "audience")) {
    ASSIGN_OR_RETURN(*next.mutable_audience(),
                     CheckedAudience(registry, next.unit(), next.audience()));
  }
  return next;
}

// Locks a post for a change by its people.
absl::StatusOr<PostRecord> LockForChange(sql::Tx& tx,
                                         const rpc::RequestContext& context,
                                         const std::string& name,
                                         const std::string& etag,
                                         audit::Subject& subject) {
  ASSIGN_OR_RETURN(PostRecord record, LockPost(tx, name));
  subject = {record.post.name(), record.post.unit()};
  RETURN_IF_ERROR(CheckMayChange(context, record.post));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, EtagOf(record), name));
  return record;
}

// POST_NOT_EDITABLE where `action` is not for the post's state.
absl::Status CheckEditable(const v1::Post& post, PostAction action) {
  if (NextState(post.state(), action)) return absl::OkStatus();
  return PostNotEditable(post.name(), NameOf(post.state()));
}

absl::Status CheckSubmittable(const PostRecord& record) {
  const v1::Post& post = record.post;
  if (!NextState(post.state(), PostAction::kSubmit)) {
    return PostNotSubmittable(post.name(), NameOf(post.state()));
  }
  if (post.kind() == v1::Post::PHOTO && post.media().empty()) {
    return PhotoMissing(post.name());
  }
  if (!post.has_audience()) return AudienceMissing(post.name());
  if (record.refused_content_sha256 == post.content_sha256() &&
      record.refused_audience_sha256 == post.audience_sha256()) {
    return PostUnchanged(post.name());
  }
  return absl::OkStatus();
}

absl::Status CheckSchedulable(const v1::Post& post) {
  if (post.state() != v1::Post::APPROVED) {
    return PostNotApproved(post.name(), NameOf(post.state()));
  }
  if (post.expansion().state() != v1::Expansion::NEEDS_NEW_TIME &&
      post.expansion().state() != v1::Expansion::COUNT_CHANGED) {
    return PostAlreadyExpanded(post.name());
  }
  return absl::OkStatus();
}

// The close time of a cascade stays as far behind the due time as it was.
void MoveTimes(absl::Time due, v1::Audience& audience) {
  const absl::Duration by = due - base::TimeOf(audience.due_time());
  *audience.mutable_due_time() = base::TimestampOf(due);
  if (!audience.cascade().has_close_time()) return;
  v1::Audience::Cascade& cascade = *audience.mutable_cascade();
  *cascade.mutable_close_time() =
      base::TimestampOf(base::TimeOf(cascade.close_time()) + by);
}

}  // namespace

absl::StatusOr<v1::Post> Posts::CreatePost(
    const rpc::RequestContext& context, const v1::CreatePostRequest& request) {
  ASSIGN_OR_RETURN(const RegistryPtr registry, CurrentView(registry_));
  std::string name = request.post().name();
  if (name.empty()) {
    name = rpc::JoinName("posts", ids_.NewId());
  } else {
    RETURN_IF_ERROR(rpc::ParseId("post.name", name, "posts").status());
  }
  return audit::Mutate<v1::Post>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Post> {
        ASSIGN_OR_RETURN(PostRecord record,
                         NewRecord(context, *registry, request.post(), name));
        subject = {record.post.name(), record.post.unit()};
        RETURN_IF_ERROR(CompletePhotos(tx, record.post));
        RETURN_IF_ERROR(TakeRevision(tx, record, ActOf(context)));
        RETURN_IF_ERROR(InsertPost(tx, record));
        RETURN_IF_ERROR(InsertRevision(tx, record, context.now));
        return ToProto(record);
      });
}

absl::StatusOr<v1::Post> Posts::UpdatePost(
    const rpc::RequestContext& context, const v1::UpdatePostRequest& request) {
  ASSIGN_OR_RETURN(const RegistryPtr registry, CurrentView(registry_));
  auto answer = audit::Mutate<v1::Post>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Post> {
        ASSIGN_OR_RETURN(PostRecord record,
                         LockForChange(tx, context, request.post().name(),
                                       request.post().etag(), subject));
        RETURN_IF_ERROR(CheckEditable(record.post, PostAction::kChange));
        ASSIGN_OR_RETURN(const v1::Post next,
                         Patched(tx, request, record.post, *registry));
        ASSIGN_OR_RETURN(const bool changed,
                         Change(tx, record, next, ActOf(context)));
        if (changed) RETURN_IF_ERROR(SavePost(tx, record, context.now));
        return ToProto(record);
      });
  if (answer.ok()) hooks_.owed();
  return answer;
}

absl::StatusOr<v1::Post> Posts::SubmitPost(
    const rpc::RequestContext& context, const v1::SubmitPostRequest& request) {
  ASSIGN_OR_RETURN(const RegistryPtr registry, CurrentView(registry_));
  auto answer = audit::Mutate<v1::Post>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Post> {
        ASSIGN_OR_RETURN(PostRecord record,
                         LockForChange(tx, context, request.name(),
                                       request.etag(), subject));
        RETURN_IF_ERROR(CheckSubmittable(record));
        RETURN_IF_ERROR(CheckPageCount(record.post,
                                       request.expected_page_count(),
                                       PageCount(*registry, record.post)));
        RETURN_IF_ERROR(
            Submit(tx, record, request.expected_page_count(), ActOf(context)));
        RETURN_IF_ERROR(SavePost(tx, record, context.now));
        return ToProto(record);
      });
  if (!answer.ok()) return answer;
  const absl::Status delivered = outbox_.DeliverFor(request.name());
  if (!delivered.ok()) {
    base::Log(base::Severity::kWarning, "a review will be opened later",
              {{"post", request.name()}, {"status", delivered.ToString()}});
  }
  return answer;
}

absl::StatusOr<v1::Post> Posts::WithdrawPost(
    const rpc::RequestContext& context,
    const v1::WithdrawPostRequest& request) {
  auto answer = audit::Mutate<v1::Post>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Post> {
        ASSIGN_OR_RETURN(PostRecord record,
                         LockForChange(tx, context, request.name(),
                                       request.etag(), subject));
        RETURN_IF_ERROR(CheckEditable(record.post, PostAction::kWithdraw));
        RETURN_IF_ERROR(Withdraw(tx, record, request.note(), ActOf(context)));
        RETURN_IF_ERROR(SavePost(tx, record, context.now));
        return ToProto(record);
      });
  if (answer.ok()) hooks_.owed();
  return answer;
}

absl::StatusOr<v1::Post> Posts::SchedulePost(
    const rpc::RequestContext& context,
    const v1::SchedulePostRequest& request) {
  ASSIGN_OR_RETURN(const RegistryPtr registry, CurrentView(registry_));
  const absl::Time due = base::TimeOf(request.due_time());
  auto answer = audit::Mutate<v1::Post>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Post> {
        ASSIGN_OR_RETURN(PostRecord record, LockPost(tx, request.name()));
        v1::Post& post = record.post;
        subject = {post.name(), post.unit()};
        RETURN_IF_ERROR(context.access.Check(post.unit()));
        RETURN_IF_ERROR(
            rpc::CheckEtag(request.etag(), EtagOf(record), post.name()));
        RETURN_IF_ERROR(CheckSchedulable(post));
        if (due < context.now) return DueTimePast(due);
        RETURN_IF_ERROR(CheckPageCount(post, request.expected_page_count(),
                                       PageCount(*registry, post)));
        MoveTimes(due, *post.mutable_audience());
        record.expected_page_count = request.expected_page_count();
        post.mutable_expansion()->set_state(v1::Expansion::PENDING);
        RETURN_IF_ERROR(SavePost(tx, record, context.now));
        return ToProto(record);
      });
  if (answer.ok()) hooks_.expand();
  return answer;
}

}  // namespace loa::content
