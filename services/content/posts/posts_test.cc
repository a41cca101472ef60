#include "services/content/posts/posts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/content/sources/source_rows.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::loa::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using moderation::v1::Review;
using P = v1::Post;

class PostsTest : public PostWorld {
 protected:
  absl::StatusOr<P> TryCreate(const P& post,
                              absl::string_view who = "principals/lan") {
    v1::CreatePostRequest request;
    *request.mutable_post() = post;
    return posts_.CreatePost(Context(who), request);
  }
  absl::StatusOr<P> Withdraw(const std::string& post) {
    v1::WithdrawPostRequest request;
    request.set_name(post);
    request.set_note("Rút lại");
    return posts_.WithdrawPost(Context(), request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PostsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(PostsTest, AreCreatedAsDraftsWithTheirFirstRevision) {
  const P post = Create();
  EXPECT_EQ(post.state(), P::DRAFT);
  EXPECT_EQ(post.author(), "principals/lan");
  EXPECT_EQ(post.last_editor(), "principals/lan");
  EXPECT_EQ(post.revision(), post.name() + "/revisions/1");
  EXPECT_THAT(post.content_sha256(), SizeIs(64));
  EXPECT_THAT(post.audience_sha256(), SizeIs(64));
  EXPECT_FALSE(post.has_expansion());
  EXPECT_EQ(post.audience().cascade().within(), "units/tinh");
  EXPECT_THAT(Get(post.name()), testing::EqualsProto(post));
}

TEST_P(PostsTest, KeepTheNameThatTheyAreGivenOnce) {
  P post = Draft();
  post.set_name("posts/tin-1");
  EXPECT_EQ(Create(post).name(), "posts/tin-1");
  EXPECT_THAT(TryCreate(post), AllOf(HasReason("POST_ALREADY_EXISTS"),
                                     HasMetadata("post", "posts/tin-1")));
  post.set_name("pages/tin-1");
  EXPECT_THAT(TryCreate(post), NamesField("post.name"));
}

TEST_P(PostsTest, NeedTitleKindOriginAndAUnit) {
  P post = Draft();
  post.clear_title();
  post.clear_kind();
  post.clear_origin();
  EXPECT_THAT(TryCreate(post),
              AllOf(NamesField("post.title"), NamesField("post.kind"),
                    NamesField("post.origin")));
  post = Draft();
  post.set_unit("units/x");
  EXPECT_THAT(TryCreate(post),
              AllOf(HasReason("UNIT_UNKNOWN"), NamesField("post.unit")));
}

TEST_P(PostsTest, CarryOnlyTopicsThatTheOrganisationRegistered) {
  P post = Draft();
  post.add_topics("thi-dua");
  post.add_topics("thi-đua");
  const P old = Create(post);  // no topic is registered yet
  registry_.RegisterTopics({"mat-tran", "thi-dua"});
  EXPECT_THAT(TryCreate(post),
              AllOf(HasReason("TOPIC_UNKNOWN"), NamesField("post.topics[1]"),
                    HasMetadata("topic", "thi-đua"),
                    HasMetadata("topics", "mat-tran, thi-dua")));
  EXPECT_THAT(SetTitle(old.name(), "Tiêu đề mới"), IsOk())
      << "what it has may stay";
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(old.name());
  request.mutable_post()->add_topics("khac");
  request.mutable_update_mask()->add_paths("topics");
  EXPECT_THAT(posts_.UpdatePost(Context(), request),
              HasReason("TOPIC_UNKNOWN"));
  request.mutable_post()->set_topics(0, "mat-tran");
  EXPECT_THAT(posts_.UpdatePost(Context(), request), IsOk());
}

TEST_P(PostsTest, AreCreatedOnlyWhereTheCallerMayWrite) {
  EXPECT_THAT(TryCreate(Draft(), "principals/xa"),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_P(PostsTest, WaitForTheRegister) {
  registry_.GoAway();
  EXPECT_THAT(TryCreate(Draft()), HasReason("DEPENDENCY_UNAVAILABLE"));
}

TEST_P(PostsTest, AnswerARepeatedRequestAsTheFirst) {
  v1::CreatePostRequest request;
  *request.mutable_post() = Draft();
  request.set_request_id("request-1");
  const auto first = posts_.CreatePost(Context(), request);
  const auto again = posts_.CreatePost(Context(), request);
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(*again, testing::EqualsProto(*first));
}

TEST_P(PostsTest, SharedFromAnApprovedSourceNameIt) {
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
    v1::Source source;
    source.set_name("sources/1");
    source.set_host("mattran.org.vn");
    return InsertSource(tx, source);
  }),
              IsOk());
  P post = Draft();
  post.set_origin(P::SHARED);
  post.set_link("https://www.mattran.org.vn/tin");
  EXPECT_EQ(Create(post).source(), "sources/1");
  post.set_link("https://evilmattran.org.vn/tin");
  EXPECT_EQ(Create(post).source(), "");
  post.set_link("https://mattran.org.vn/tin");
  post.set_origin(P::ORIGINAL);
  EXPECT_EQ(Create(post).source(), "");
}

TEST_P(PostsTest, ASaveWithoutAChangeResetsNothing) {
  const P post = Approved();
  const auto saved = SetTitle(post.name(), post.title());
  ASSERT_THAT(saved, IsOk());
  EXPECT_THAT(*saved, testing::EqualsProto(post));
  EXPECT_THAT(SetDue(post.name(), base::TimeOf(post.audience().due_time())),
              IsOk());
  EXPECT_EQ(Get(post.name()).state(), P::APPROVED);
}

TEST_P(PostsTest, AChangedContentIsANewRevision) {
  const P post = Create();
  clock_.Advance(absl::Minutes(1));
  const auto saved = SetTitle(post.name(), "Tiêu đề mới");
  ASSERT_THAT(saved, IsOk());
  EXPECT_EQ(saved->revision(), post.name() + "/revisions/2");
  EXPECT_NE(saved->content_sha256(), post.content_sha256());
  EXPECT_EQ(saved->body(), post.body());
  EXPECT_NE(saved->etag(), post.etag());
  v1::ListRevisionsRequest request;
  request.set_parent(post.name());
  const auto revisions = reads_.ListRevisions(Context(), request);
  ASSERT_THAT(revisions, IsOk());
  ASSERT_EQ(revisions->revisions_size(), 2);
  EXPECT_EQ(revisions->revisions(0).title(), "Tiêu đề mới");
  EXPECT_EQ(revisions->revisions(1).title(), post.title());
  EXPECT_EQ(revisions->revisions(1).content_sha256(), post.content_sha256());
}

TEST_P(PostsTest, TheBodiesThatAPostIsAboutAreContent) {
  P draft = Draft();
  draft.add_subject_bodies("FRONT");
  const P post = Create(draft);
  EXPECT_THAT(post.subject_bodies(), ElementsAre("FRONT"));
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post.name());
  request.mutable_post()->add_subject_bodies("GOVERNMENT");
  request.mutable_update_mask()->add_paths("subject_bodies");
  const auto saved = posts_.UpdatePost(Context(), request);
  ASSERT_THAT(saved, IsOk());
  EXPECT_THAT(saved->subject_bodies(), ElementsAre("GOVERNMENT"));
  EXPECT_NE(saved->content_sha256(), post.content_sha256());
  v1::ListRevisionsRequest revisions;
  revisions.set_parent(post.name());
  const auto listed = reads_.ListRevisions(Context(), revisions);
  ASSERT_THAT(listed, IsOk());
  EXPECT_THAT(listed->revisions(1).subject_bodies(), ElementsAre("FRONT"));
}

TEST_P(PostsTest, AChangeVoidsTheApprovalAndCancelsWhatWaits) {
  const P post = Approved();
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  const auto saved = SetTitle(post.name(), "Tiêu đề mới");
  ASSERT_THAT(saved, IsOk());
  EXPECT_EQ(saved->state(), P::DRAFT);
  EXPECT_EQ(saved->review(), "");
  EXPECT_FALSE(saved->has_expansion());
  for (const Publication& publication : PublicationsOf(post.name())) {
    EXPECT_EQ(publication.state, v1::Publication::CANCELLED);
    EXPECT_EQ(publication.cause, "APPROVAL_VOIDED");
  }
  outbox_.DeliverAll(std::stop_token());
  EXPECT_THAT(desk_.voided, ::testing::ElementsAre(post.review()));
}

TEST_P(PostsTest, ANewTimeOrAudienceIsAChange) {
  const P post = Approved();
  const auto saved = SetDue(post.name(), clock_.Now() + absl::Hours(9));
  ASSERT_THAT(saved, IsOk());
  EXPECT_EQ(saved->state(), P::DRAFT);
  EXPECT_EQ(saved->revision(), post.revision());
  EXPECT_EQ(saved->audience_sha256(), post.audience_sha256());
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post.name());
  request.mutable_update_mask()->add_paths("audience");
  v1::Audience& audience = *request.mutable_post()->mutable_audience();
  audience.mutable_page_list()->add_pages("pages/p1");
  *audience.mutable_due_time() = base::TimestampOf(clock_.Now());
  const auto listed = posts_.UpdatePost(Context(), request);
  ASSERT_THAT(listed, IsOk());
  EXPECT_TRUE(listed->audience().has_page_list());
  EXPECT_NE(listed->audience_sha256(), post.audience_sha256());
}

TEST_P(PostsTest, AreChangedByTheirAuthorOrAnEditor) {
  P own = Draft();
  own.set_unit("units/xa-1");
  const auto post = TryCreate(own, "principals/xa");
  ASSERT_THAT(post, IsOk());
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post->name());
  request.mutable_post()->set_title("Tiêu đề mới");
  request.mutable_update_mask()->add_paths("title");
  // Lan is an author above, but it is not her post.
  EXPECT_THAT(posts_.UpdatePost(Context("principals/lan"), request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  const auto edited = posts_.UpdatePost(Context("principals/minh"), request);
  ASSERT_THAT(edited, IsOk());
  EXPECT_EQ(edited->author(), "principals/xa");
  EXPECT_EQ(edited->last_editor(), "principals/minh");
}

TEST_P(PostsTest, RefuseStaleEtagsUnknownPathsAndUnknownNames) {
  const P post = Create();
  v1::UpdatePostRequest request;
  *request.mutable_post() = post;
  request.mutable_post()->set_title("Một");
  request.mutable_update_mask()->add_paths("title");
  ASSERT_THAT(posts_.UpdatePost(Context(), request), IsOk());
  request.mutable_post()->set_title("Hai");
  EXPECT_THAT(posts_.UpdatePost(Context(), request),
              HasReason("ETAG_MISMATCH"));
  request.mutable_post()->clear_etag();
  request.mutable_update_mask()->set_paths(0, "colour");
  EXPECT_THAT(posts_.UpdatePost(Context(), request),
              HasReason("MASK_PATH_UNKNOWN"));
  EXPECT_THAT(SetTitle("posts/x", "Một"), HasReason("POST_NOT_FOUND"));
  EXPECT_THAT(Submit("posts/x"), HasReason("POST_NOT_FOUND"));
}

TEST_P(PostsTest, AreSubmittedWithAnAudienceOfTheExpectedSize) {
  P bare = Draft();
  bare.clear_audience();
  EXPECT_THAT(Submit(Create(bare).name()), HasReason("AUDIENCE_MISSING"));
  const P post = Create();
  EXPECT_THAT(Submit(post.name(), 3),
              AllOf(HasReason("PAGE_COUNT_MISMATCH"),
                    HasMetadata("expected", "3"), HasMetadata("actual", "2")));
  EXPECT_THAT(Submit(post.name(), 0), HasReason("PAGE_COUNT_MISMATCH"));
  P nobody = Draft();
  nobody.mutable_audience()->mutable_cascade()->set_levels(0, "district");
  EXPECT_THAT(Submit(Create(nobody).name(), 0), HasReason("AUDIENCE_EMPTY"));
  P named = Draft();
  named.mutable_audience()->mutable_page_list()->add_pages("pages/p1");
  EXPECT_THAT(Submit(Create(named).name(), 0), IsOk());
}

TEST_P(PostsTest, AreSubmittedOnce) {
  const P post = Create();
  const auto submitted = Submit(post.name());
  ASSERT_THAT(submitted, IsOk());
  EXPECT_EQ(submitted->state(), P::IN_REVIEW);
  EXPECT_THAT(Submit(post.name()), AllOf(HasReason("POST_NOT_SUBMITTABLE"),
                                         HasMetadata("state", "IN_REVIEW")));
  ASSERT_THAT(desk_.opened, SizeIs(1));
  EXPECT_EQ(desk_.opened[0].input().revision(), post.revision());
  EXPECT_NE(Get(post.name()).review(), "");
}

TEST_P(PostsTest, SentBackAreSubmittedAgainOnlyWhenChanged) {
  const P post = Create();
  ASSERT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), Review::CHANGES_REQUESTED);
  EXPECT_EQ(Get(post.name()).state(), P::CHANGES_REQUESTED);
  EXPECT_THAT(Submit(post.name()), HasReason("POST_UNCHANGED"));
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  EXPECT_THAT(Get(post.name()).findings(), IsEmpty());
  EXPECT_THAT(Submit(post.name()), IsOk());
}

TEST_P(PostsTest, SubmittedAgainWithTheSameTextGetAReviewOfTheirOwn) {
  const P post = Create();
  ASSERT_THAT(Submit(post.name()), IsOk());
  const std::string first = Get(post.name()).review();
  ASSERT_THAT(SetDue(post.name(), clock_.Now() + absl::Hours(9)), IsOk());
  ASSERT_THAT(Submit(post.name()), IsOk());
  const P again = Get(post.name());
  EXPECT_EQ(again.content_sha256(), post.content_sha256());
  EXPECT_NE(again.revision(), post.revision());
  EXPECT_NE(again.review(), first);
}

TEST_P(PostsTest, WithdrawnStaySo) {
  const P post = Approved();
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  const auto withdrawn = Withdraw(post.name());
  ASSERT_THAT(withdrawn, IsOk());
  EXPECT_EQ(withdrawn->state(), P::WITHDRAWN);
  EXPECT_EQ(withdrawn->note(), "Rút lại");
  EXPECT_EQ(PublicationsOf(post.name())[0].cause, "POST_WITHDRAWN");
  EXPECT_THAT(Withdraw(post.name()), AllOf(HasReason("POST_NOT_EDITABLE"),
                                           HasMetadata("state", "WITHDRAWN")));
  EXPECT_THAT(SetTitle(post.name(), "Mới"), HasReason("POST_NOT_EDITABLE"));
  EXPECT_THAT(Submit(post.name()), HasReason("POST_NOT_SUBMITTABLE"));
}

TEST_P(PostsTest, AreScheduledAnewOnlyWhileTheirExpansionWaits) {
  const absl::Time due = clock_.Now() + absl::Hours(2);
  const P draft = Create();
  EXPECT_THAT(Schedule(draft.name(), due), HasReason("POST_NOT_APPROVED"));
  const P post = Approved();
  EXPECT_THAT(Schedule(post.name(), due), HasReason("POST_ALREADY_EXPANDED"));
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  EXPECT_THAT(Schedule(post.name(), due), HasReason("POST_ALREADY_EXPANDED"));
}

TEST_P(PostsTest, AreNotScheduledIntoThePast) {
  const P post = Create();
  ASSERT_THAT(Submit(post.name()), IsOk());
  clock_.Advance(absl::Hours(2));
  Decide(post.name(), Review::APPROVED);
  EXPECT_THAT(Schedule(post.name(), clock_.Now() - absl::Seconds(1)),
              AllOf(HasReason("DUE_TIME_PAST"), NamesField("due_time")));
  EXPECT_THAT(Schedule(post.name(), clock_.Now()), IsOk());
}

}  // namespace
}  // namespace loa::content
