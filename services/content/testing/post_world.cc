#include "services/content/testing/post_world.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/media/media_rows.h"
#include "services/content/posts/post_rows.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using moderation::v1::Review;

constexpr absl::string_view kOfPost =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication WHERE post = $1 ORDER BY page, occurrence";

Review ToReview(const moderation::v1::ScreeningInput& input,
                Review::State state) {
  Review review;
  const std::string hash = base::HashOf(input);
  review.set_name(absl::StrCat("reviews/", hash.substr(0, 12)));
  review.set_post(input.post());
  review.set_revision(input.revision());
  review.set_unit(input.unit());
  review.set_input_sha256(hash);
  review.set_content_sha256(input.content_sha256());
  review.set_audience_sha256(input.audience_sha256());
  review.set_state(state);
  review.set_note("note of moderation");
  auto& finding = *review.mutable_screening()->add_findings();
  finding.set_rule("phone-number");
  finding.set_field("body");
  return review;
}

}  // namespace

absl::StatusOr<Review> FakeDesk::OpenReview(
    const moderation::v1::OpenReviewRequest& request) {
  if (!failure.ok()) return failure;
  if (request.input().post() == refused_post) {
    return absl::FailedPreconditionError("no active policy");
  }
  opened.push_back(request);
  while_opening();
  return ToReview(request.input(), answer);
}

absl::StatusOr<Review> FakeDesk::VoidReview(
    const moderation::v1::VoidReviewRequest& request) {
  if (!failure.ok()) return failure;
  voided.push_back(request.name());
  Review review;
  review.set_name(request.name());
  review.set_state(Review::VOIDED);
  return review;
}

PostWorld::PostWorld() {
  const auto add = [this](const std::string& unit, const std::string& level,
                          const std::string& parent) {
    registry_.AddUnit(unit, level, parent);
    tree_->Add(unit, parent);
  };
  add("units/tinh", "province", "");
  add("units/huyen", "district", "units/tinh");
  add("units/xa-1", "commune", "units/huyen");
  add("units/xa-2", "commune", "units/huyen");
  registry_.AddPage("pages/p1", "units/xa-1");
  registry_.AddPage("pages/p2", "units/xa-2");
  tree_->Bind("principals/lan", options::v1::ROLE_AUTHOR, "units/tinh");
  tree_->Bind("principals/minh", options::v1::ROLE_EDITOR, "units/tinh");
  tree_->Bind("principals/minh", options::v1::ROLE_MANAGER, "units/tinh");
  tree_->Bind("principals/xa", options::v1::ROLE_AUTHOR, "units/xa-1");
}

rpc::RequestContext PostWorld::Context(absl::string_view principal,
                                       auth::Permission permission) const {
  rpc::RequestContext context;
  context.principal.name = std::string(principal);
  context.access = auth::Access(tree_, context.principal, permission);
  context.method = "loa.content.v1.PostService.Test";
  context.trace_id = "00000000000000000000000000000001";
  context.now = clock_.Now();
  return context;
}

v1::Post PostWorld::Draft(absl::Duration after) const {
  v1::Post post;
  post.set_unit("units/tinh");
  post.set_kind(v1::Post::ARTICLE);
  post.set_title("Người tốt việc tốt");
  post.set_body("Bà Mai giúp đỡ hộ nghèo.");
  post.set_origin(v1::Post::ORIGINAL);
  v1::Audience& audience = *post.mutable_audience();
  audience.mutable_cascade()->set_mode(v1::Audience::MANDATORY);
  audience.mutable_cascade()->add_levels("commune");
  *audience.mutable_due_time() = base::TimestampOf(clock_.Now() + after);
  return post;
}

v1::Post PostWorld::Create(const v1::Post& post) {
  v1::CreatePostRequest request;
  *request.mutable_post() = post;
  const auto created = posts_.CreatePost(Context(), request);
  EXPECT_THAT(created, IsOk());
  return created.ok() ? *created : v1::Post();
}

absl::StatusOr<v1::Post> PostWorld::Submit(const std::string& post,
                                           int expected) {
  v1::SubmitPostRequest request;
  request.set_name(post);
  request.set_expected_page_count(expected);
  return posts_.SubmitPost(Context(), request);
}

absl::StatusOr<v1::Post> PostWorld::SetTitle(const std::string& post,
                                             const std::string& title) {
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post);
  request.mutable_post()->set_title(title);
  request.mutable_update_mask()->add_paths("title");
  return posts_.UpdatePost(Context(), request);
}

absl::StatusOr<v1::Post> PostWorld::SetDue(const std::string& post,
                                           absl::Time due) {
  v1::UpdatePostRequest request;
  *request.mutable_post() = Get(post);
  request.mutable_post()->clear_etag();
  *request.mutable_post()->mutable_audience()->mutable_due_time() =
      base::TimestampOf(due);
  request.mutable_update_mask()->add_paths("audience");
  return posts_.UpdatePost(Context(), request);
}

absl::StatusOr<v1::Post> PostWorld::Schedule(const std::string& post,
                                             absl::Time due, int expected) {
  v1::SchedulePostRequest request;
  request.set_name(post);
  *request.mutable_due_time() = base::TimestampOf(due);
  request.set_expected_page_count(expected);
  return posts_.SchedulePost(
      Context("principals/minh", options::v1::PERMISSION_MANAGE_PUBLICATIONS),
      request);
}

v1::Post PostWorld::Get(const std::string& post) {
  v1::GetPostRequest request;
  request.set_name(post);
  const auto got = reads_.GetPost(
      Context("principals/minh", options::v1::PERMISSION_READ_POSTS), request);
  EXPECT_THAT(got, IsOk());
  return got.ok() ? *got : v1::Post();
}

Review PostWorld::ReviewOf(const std::string& post, Review::State state) {
  return ToReview(ScreeningInputOf(Get(post)), state);
}

void PostWorld::Decide(const std::string& post, Review::State state) {
  ApplyReview(ReviewOf(post, state));
}

v1::Post PostWorld::Approved(absl::Duration after) {
  const v1::Post post = Create(Draft(after));
  EXPECT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), Review::APPROVED);
  return Get(post.name());
}

std::vector<Publication> PostWorld::PublicationsOf(const std::string& post) {
  std::vector<Publication> publications;
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOfPost, post));
    publications = ReadPublications(rows);
    return absl::OkStatus();
  }),
              IsOk());
  return publications;
}

v1::Post PostWorld::Asked(v1::Audience::Mode mode,
                          v1::Audience::LocalPartRule rule) {
  v1::Post draft = Draft();
  v1::Audience::Cascade& cascade = *draft.mutable_audience()->mutable_cascade();
  cascade.set_mode(mode);
  cascade.set_local_part_rule(rule);
  const v1::Post post = Create(draft);
  EXPECT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), Review::APPROVED);
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  return Get(post.name());
}

std::vector<v1::Assignment> PostWorld::AssignmentsOf(const std::string& post) {
  v1::ListAssignmentsRequest request;
  request.set_post(post);
  const auto list = assignment_reads_.List(
      Context("principals/minh", options::v1::PERMISSION_READ_POSTS), request);
  EXPECT_THAT(list, IsOk());
  if (!list.ok()) return {};
  std::vector<v1::Assignment> assignments(list->assignments().begin(),
                                          list->assignments().end());
  std::sort(assignments.begin(), assignments.end(),
            [](const auto& a, const auto& b) {
              return std::pair(a.page(), a.occurrence()) <
                     std::pair(b.page(), b.occurrence());
            });
  return assignments;
}

rpc::RequestContext PostWorld::Answering(absl::string_view principal) const {
  return Context(principal, options::v1::PERMISSION_ANSWER_ASSIGNMENTS);
}

Review PostWorld::ReviewOfLast(Review::State state) {
  return ToReview(desk_.opened.back().input(), state);
}

void PostWorld::ApplyReview(const Review& review) {
  moderation::v1::WatchDecisionsResponse item;
  *item.mutable_review() = review;
  item.set_sequence(++decision_);
  item.set_history_id("history");
  EXPECT_THAT(applier_.Apply(item), IsOk());
}

v1::PostMedia PostWorld::KeptPhoto(const std::string& id,
                                   const std::string& alt_text) {
  MediaRecord record;
  record.media.set_name(MediaName(id));
  record.media.set_unit("units/tinh");
  record.media.set_alt_text(alt_text);
  record.media.set_mime_type("image/jpeg");
  *record.media.mutable_create_time() = base::TimestampOf(clock_.Now());
  EXPECT_THAT(
      db_->Write([&](sql::Tx& tx) { return InsertMedia(tx, record).status(); }),
      IsOk());
  v1::PostMedia photo;
  photo.set_media(record.media.name());
  return photo;
}

absl::StatusOr<v1::Assignment> PostWorld::Adopt(const std::string& assignment,
                                                const std::string& opening_line,
                                                absl::string_view principal) {
  v1::AdoptAssignmentRequest request;
  request.set_name(assignment);
  request.mutable_local_part()->set_opening_line(opening_line);
  return assignments_.Adopt(Answering(principal), request);
}

absl::StatusOr<v1::Assignment> PostWorld::Decline(const std::string& assignment,
                                                  const std::string& reason,
                                                  absl::string_view principal) {
  v1::DeclineAssignmentRequest request;
  request.set_name(assignment);
  request.set_reason(reason);
  return assignments_.Decline(Answering(principal), request);
}

}  // namespace loa::content
