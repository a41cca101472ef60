#include "services/content/submissions/submissions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "services/content/submissions/submission_work.h"
#include "services/content/testing/submission_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using S = v1::Submission;

class SubmissionsTest : public SubmissionWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, SubmissionsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SubmissionsTest, AreReceivedForTheEditorsOfTheirUnit) {
  v1::CreateSubmissionRequest request = Story();
  request.mutable_submission()->set_page("pages/p1");
  const auto sent = Send(request);
  EXPECT_FALSE(sent.repeated());
  const v1::Submission got = GetIt(sent.submission());
  EXPECT_EQ(got.state(), S::RECEIVED);
  EXPECT_EQ(got.text(), request.submission().text());
  EXPECT_EQ(got.sender_contact(), "0912 345 678");
  EXPECT_EQ(got.page(), "pages/p1");
  EXPECT_EQ(got.principal(), "principals/xa");
  EXPECT_EQ(got.text_sha256().size(), 64u);
  v1::GetSubmissionRequest get;
  get.set_name(sent.submission());
  EXPECT_THAT(submissions_.GetSubmission(Editor("principals/xa"), get),
              StatusIs(absl::StatusCode::kPermissionDenied))
      << "an author sends, and reads none";
  get.set_name("submissions/x");
  EXPECT_THAT(submissions_.GetSubmission(Editor(), get),
              HasReason("SUBMISSION_NOT_FOUND"));
}

TEST_P(SubmissionsTest, TellTheirSenderWhatBecameOfThem) {
  const auto first = Send(Story());
  auto status = StatusOf(first.receipt_secret());
  ASSERT_THAT(status, IsOk());
  EXPECT_EQ(status->state(), S::RECEIVED);
  ASSERT_THAT(Decline(first.submission()), IsOk());
  status = StatusOf(first.receipt_secret());
  ASSERT_THAT(status, IsOk());
  EXPECT_EQ(status->state(), S::DECLINED);
  EXPECT_EQ(status->reason(), "Đã có bài về việc này");
  EXPECT_EQ(base::TimeOf(status->decide_time()), clock_.Now());
  EXPECT_THAT(StatusOf(first.receipt_secret() + "x"),
              HasReason("SUBMISSION_RECEIPT_UNKNOWN"));
  EXPECT_THAT(StatusOf(first.submission()),
              HasReason("SUBMISSION_RECEIPT_UNKNOWN"));
}

TEST_P(SubmissionsTest, BecomeADraftWithTheirAttributionInOneStep) {
  const auto sent = Send(Story());
  ASSERT_THAT(Assign(sent.submission(), "principals/minh"), IsOk());
  v1::Post wanted;
  wanted.set_name("posts/from-xa");
  wanted.add_topics("guong-nguoi-tot");
  const auto accepted = Accept(sent.submission(), wanted);
  ASSERT_THAT(accepted, IsOk());
  EXPECT_EQ(accepted->state(), S::ACCEPTED);
  EXPECT_EQ(accepted->post(), "posts/from-xa");
  const v1::Post post = Get("posts/from-xa");
  EXPECT_EQ(post.state(), v1::Post::DRAFT);
  EXPECT_EQ(post.kind(), v1::Post::NEWS_BRIEF);
  EXPECT_EQ(post.unit(), "units/xa-1");
  EXPECT_EQ(post.title(), "Bà Mai giúp đỡ hộ nghèo ở thôn Đông.");
  EXPECT_EQ(post.attribution(), "Nguyễn Thị Lan");
  EXPECT_EQ(post.author(), "principals/minh");
  EXPECT_THAT(post.topics(), ElementsAre("guong-nguoi-tot"));
  EXPECT_THAT(StatusOf(sent.receipt_secret())->permalink(), IsEmpty());
  Show(post);
  EXPECT_EQ(StatusOf(sent.receipt_secret())->permalink(),
            "https://page.example/1");
  for (const auto shown : {v1::Publication::EDITED, v1::Publication::REPORTED,
                           v1::Publication::PROVEN}) {
    ASSERT_THAT(db_->Write([&](sql::Tx& tx) {
      return tx
          .Exec("UPDATE publication SET state = $1",
                static_cast<int64_t>(shown))
          .status();
    }),
                IsOk());
    EXPECT_EQ(StatusOf(sent.receipt_secret())->permalink(),
              "https://page.example/1");
  }
  WithdrawPost(post.name());
  EXPECT_THAT(StatusOf(sent.receipt_secret())->permalink(), IsEmpty());
}

TEST_P(SubmissionsTest, StayAsTheyAreWhereNoDraftCanBeMade) {
  const auto sent = Send(Story());
  registry_.RegisterTopics({"mat-tran"});
  v1::Post off_topic;
  off_topic.add_topics("khac");
  EXPECT_THAT(Accept(sent.submission(), off_topic), HasReason("TOPIC_UNKNOWN"));
  v1::Post taken;
  taken.set_name(Write("taken", "Một bài").name());
  EXPECT_THAT(Accept(sent.submission(), taken),
              HasReason("POST_ALREADY_EXISTS"));
  EXPECT_EQ(GetIt(sent.submission()).state(), S::RECEIVED);
  ASSERT_THAT(EraseIt(sent.submission()), IsOk());
  EXPECT_THAT(Accept(sent.submission()), HasReason("FIELD_INVALID"))
      << "there is nothing left to make a post of";
}

TEST_P(SubmissionsTest, AreDecidedOnce) {
  const auto sent = Send(Story());
  ASSERT_THAT(Decline(sent.submission()), IsOk());
  EXPECT_THAT(Accept(sent.submission()), HasReason("SUBMISSION_DECIDED"));
  EXPECT_THAT(Decline(sent.submission()), HasReason("SUBMISSION_DECIDED"));
  EXPECT_THAT(Assign(sent.submission(), "principals/minh"),
              HasReason("SUBMISSION_DECIDED"));
  EXPECT_THAT(Assign(sent.submission(), ""), HasReason("SUBMISSION_DECIDED"));
}

TEST_P(SubmissionsTest, AreAssignedToEditorsAloneAndGivenBack) {
  const auto sent = Send(Story());
  EXPECT_THAT(Assign(sent.submission(), "principals/xa"),
              HasReason("SUBMISSION_EDITOR_UNFIT"));
  const auto assigned = Assign(sent.submission(), "principals/minh");
  ASSERT_THAT(assigned, IsOk());
  EXPECT_EQ(assigned->state(), S::ASSIGNED);
  EXPECT_EQ(assigned->editor(), "principals/minh");
  const auto released = Assign(sent.submission(), "");
  ASSERT_THAT(released, IsOk());
  EXPECT_EQ(released->state(), S::RECEIVED);
  EXPECT_THAT(released->editor(), IsEmpty());
  v1::AssignSubmissionRequest stale;
  stale.set_name(sent.submission());
  stale.set_etag(assigned->etag());
  EXPECT_THAT(submissions_.AssignSubmission(Editor(), stale),
              HasReason("ETAG_MISMATCH"));
}

TEST_P(SubmissionsTest, SaidAgainAreTheFirstWithAReceiptOfTheirOwn) {
  const auto first = Send(Story("Bà Mai giúp đỡ hộ nghèo."));
  clock_.Advance(absl::Hours(1));
  v1::CreateSubmissionRequest again = Story("  bà MAI giúp đỡ hộ nghèo!! ");
  again.mutable_submission()->set_sender_contact("0912.345.678");
  const auto second = Send(again);
  EXPECT_TRUE(second.repeated());
  EXPECT_EQ(second.submission(), first.submission());
  EXPECT_NE(second.receipt_secret(), first.receipt_secret());
  EXPECT_EQ(base::TimeOf(second.create_time()),
            base::TimeOf(first.create_time()));
  EXPECT_THAT(StatusOf(second.receipt_secret()), IsOk());
  EXPECT_THAT(StatusOf(first.receipt_secret()), IsOk());
  EXPECT_EQ(GetIt(first.submission()).repeat_count(), 1);
  again.mutable_submission()->set_sender_name("Người khác");
  EXPECT_FALSE(Send(again).repeated());
}

TEST_P(SubmissionsTest, AnswerARepeatedRequestWithItsFirstReceipt) {
  v1::CreateSubmissionRequest request = Story();
  request.set_request_id("7b0c7c1e-0000-4000-8000-000000000001");
  const auto first = Send(request);
  EXPECT_EQ(Send(request).receipt_secret(), first.receipt_secret());
  EXPECT_EQ(GetIt(first.submission()).repeat_count(), 0);
}

TEST_P(SubmissionsTest, AreLimitedADayBySenderAndByUnit) {
  const auto send = [&](const std::string& name, int number) {
    v1::CreateSubmissionRequest request = Story(absl::StrCat("Tin ", number));
    request.mutable_submission()->set_sender_name(name);
    return intake_.CreateSubmission(Sender(), request).status();
  };
  for (int i = 0; i < 3; ++i) EXPECT_THAT(send("Lan", i), IsOk());
  const absl::Status of_sender = send("Lan", 3);
  EXPECT_THAT(of_sender, HasReason("SUBMISSION_RATE_EXCEEDED"));
  EXPECT_EQ(status::MetadataOf(of_sender, "subject"), "SENDER");
  EXPECT_EQ(status::RetryAfterOf(of_sender), absl::Hours(24));
  EXPECT_THAT(send("Lan", 2), IsOk()) << "the same again is no new one";
  EXPECT_THAT(send("Mai", 0), IsOk());
  EXPECT_THAT(send("Hoa", 0), IsOk());
  const absl::Status of_unit = send("Minh", 0);
  EXPECT_EQ(status::MetadataOf(of_unit, "subject"), "UNIT");
  clock_.Advance(absl::Hours(24));
  EXPECT_THAT(send("Lan", 3), IsOk());
}

TEST_P(SubmissionsTest, AreRefusedWithoutWordsOrForAPageElsewhere) {
  EXPECT_THAT(intake_.CreateSubmission(Sender(), Story(" -- ")),
              HasReason("SUBMISSION_TEXT_EMPTY"));
  v1::CreateSubmissionRequest request = Story();
  request.mutable_submission()->set_page("pages/p2");
  EXPECT_THAT(intake_.CreateSubmission(Sender(), request),
              HasReason("SUBMISSION_PAGE_ELSEWHERE"));
  request.mutable_submission()->set_page("pages/x");
  EXPECT_THAT(intake_.CreateSubmission(Sender(), request),
              HasReason("PAGE_UNKNOWN"));
  request.mutable_submission()->set_unit("units/x");
  EXPECT_THAT(intake_.CreateSubmission(Sender(), request),
              HasReason("UNIT_UNKNOWN"));
  request = Story();
  request.mutable_submission()->set_unit("units/xa-2");
  EXPECT_THAT(intake_.CreateSubmission(Sender(), request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_P(SubmissionsTest, AreListedNewestFirstForEditors) {
  const auto a = Send(Story("Một"));
  clock_.Advance(absl::Seconds(1));
  const auto b = Send(Story("Hai"));
  clock_.Advance(absl::Seconds(1));
  const auto c = Send(Story("Ba"));
  ASSERT_THAT(Assign(b.submission(), "principals/minh"), IsOk());
  v1::ListSubmissionsRequest request;
  request.set_page_size(2);
  EXPECT_THAT(List(request, Editor()),
              ElementsAre(c.submission(), b.submission(), a.submission()));
  EXPECT_THAT(List(request, Editor("principals/xa")), IsEmpty());
  request.set_state(S::RECEIVED);
  EXPECT_THAT(List(request, Editor()),
              ElementsAre(c.submission(), a.submission()));
  request.Clear();
  request.set_editor("principals/minh");
  EXPECT_THAT(List(request, Editor()), ElementsAre(b.submission()));
  request.Clear();
  request.set_within("units/xa-2");
  EXPECT_THAT(List(request, Editor()), IsEmpty());
  request.set_within("units/x");
  EXPECT_THAT(submissions_.ListSubmissions(Editor(), request),
              HasReason("UNIT_UNKNOWN"));
}

TEST_P(SubmissionsTest, OfOtherUnitsTakeNoPlaceInAList) {
  Send(Story("Của xã 1"));
  v1::CreateSubmissionRequest request = Story("Của xã 2");
  request.mutable_submission()->set_unit("units/xa-2");
  clock_.Advance(absl::Seconds(1));
  ASSERT_THAT(intake_.CreateSubmission(Context("principals/lan"), request),
              IsOk());
  v1::ListSubmissionsRequest list;
  list.set_page_size(1);
  list.set_within("units/xa-2");
  const auto page = submissions_.ListSubmissions(Editor(), list);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->submissions_size(), 1);
  EXPECT_EQ(page->submissions(0).text(), "Của xã 2");
  EXPECT_EQ(page->next_page_token(), "");
}

TEST_P(SubmissionsTest, AreFoundByEditorsAlone) {
  const auto sent = Send(Story());
  EXPECT_THAT(Found("hộ nghèo", "principals/minh"),
              ElementsAre(sent.submission()));
  EXPECT_THAT(Found("hộ nghèo", "principals/xa"), IsEmpty());
  EXPECT_THAT(Found("hộ nghèo", "principals/lan"), IsEmpty());
}

TEST_P(SubmissionsTest, WaitForTheirEditorOrTheNearestWhoCouldBe) {
  SubmissionWork source(*db_);
  const auto waits_for = [&](const std::string& who) {
    const auto items = source.Waiting(
        work::Duty::Of(tree_, "principals/" + who), clock_.Now());
    EXPECT_THAT(items, IsOk());
    std::vector<std::string> titles;
    for (const auto& item : *items) titles.push_back(item.title());
    return titles;
  };
  const auto sent = Send(Story("Tin vui"));
  const auto the_one = ElementsAre("Xử lý tin gửi ban biên tập: Tin vui");
  EXPECT_THAT(waits_for("minh"), the_one);
  EXPECT_THAT(waits_for("xa"), IsEmpty());
  tree_->Bind("principals/hoa", options::v1::ROLE_EDITOR, "units/xa-1");
  EXPECT_THAT(waits_for("minh"), IsEmpty());
  EXPECT_THAT(waits_for("hoa"), the_one);
  ASSERT_THAT(Assign(sent.submission(), "principals/minh"), IsOk());
  EXPECT_THAT(waits_for("minh"), the_one);
  EXPECT_THAT(waits_for("hoa"), IsEmpty());
  ASSERT_THAT(Decline(sent.submission()), IsOk());
  EXPECT_THAT(waits_for("minh"), IsEmpty());
  const auto erased = Send(Story("Tin khác"));
  ASSERT_THAT(EraseIt(erased.submission()), IsOk());
  EXPECT_THAT(waits_for("hoa"), IsEmpty());
}

}  // namespace
}  // namespace loa::content
