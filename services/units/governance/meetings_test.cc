#include "services/units/governance/meetings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MeetingsTest : public testing::RegisterTest {
 protected:
  MeetingsTest() {
    AddSmallTree();
    AddPlan("141", "quang-ninh");
  }

  rpc::RequestContext Read() {
    return Admin(options::v1::PERMISSION_READ_REGISTER);
  }
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PLANS);
  }
  void AddPlan(const std::string& id, const std::string& issuer) {
    v1::CreatePlanRequest request;
    request.set_plan_id("plan-" + id);
    request.mutable_plan()->set_number(id + "/KH-MTTQ-BTT");
    request.mutable_plan()->set_title("Kế hoạch");
    request.mutable_plan()->set_issuer("units/" + issuer);
    request.mutable_plan()->set_issued_on("2022-04-12");
    ASSERT_THAT(plans.CreatePlan(Manage(), request), IsOk());
  }
  v1::CreateMeetingRequest FirstResults() {
    v1::CreateMeetingRequest request;
    request.set_meeting_id("danh-gia-buoc-dau");
    v1::Meeting& meeting = *request.mutable_meeting();
    meeting.set_unit("units/code:22");
    meeting.set_title("Đánh giá bước đầu hoạt động trang cộng đồng");
    meeting.set_held_on("2022-06-01");
    meeting.mutable_chair()->set_full_name("Hoàng Đức Hạnh");
    meeting.mutable_chair()->set_position("Phó Chủ tịch");
    meeting.add_attendees()->set_full_name("Nguyễn Thị Lan");
    meeting.add_attendees()->set_full_name("Trần Văn Minh");
    meeting.set_plan("plans/number:141/KH-MTTQ-BTT");
    meeting.set_evaluation("evaluations/2022-05");
    return request;
  }
  void Hold() {
    ASSERT_THAT(meetings.CreateMeeting(Manage(), FirstResults()), IsOk());
  }
  absl::StatusOr<v1::Meeting> Say(const std::string& text,
                                  const std::string& obstacle = "") {
    v1::AddOpinionRequest request;
    request.set_meeting("meetings/danh-gia-buoc-dau");
    request.mutable_opinion()->mutable_speaker()->set_full_name("Trần Văn A");
    request.mutable_opinion()->set_text(text);
    request.mutable_opinion()->set_obstacle(obstacle);
    return meetings.AddOpinion(Manage(), request);
  }
  absl::StatusOr<v1::Meeting> Conclude(const std::string& recognised) {
    v1::ConcludeMeetingRequest request;
    request.set_name("meetings/danh-gia-buoc-dau");
    request.mutable_conclusion()->set_text("Kết quả bước đầu tốt.");
    v1::Recognition& unit = *request.mutable_conclusion()->add_recognitions();
    unit.set_unit(recognised);
    unit.set_text("13/13 huyện");
    return meetings.ConcludeMeeting(Manage(), request);
  }
  void RaiseIn(const std::string& unit, const std::string& id) {
    v1::RaiseObstacleRequest request;
    request.set_obstacle_id(id);
    request.mutable_obstacle()->set_kind(v1::Obstacle::PROPOSAL);
    request.mutable_obstacle()->set_unit("units/" + unit);
    request.mutable_obstacle()->set_subject("plans/plan-141");
    request.mutable_obstacle()->set_text("Tập huấn viết tin.");
    ASSERT_THAT(obstacles.RaiseObstacle(Read(), request), IsOk());
  }
};

TEST_P(MeetingsTest, IsHeldDiscussesAndConcludes) {
  const auto held = meetings.CreateMeeting(Manage(), FirstResults());
  ASSERT_THAT(held, IsOk());
  EXPECT_EQ(held->state(), v1::Meeting::OPEN);
  EXPECT_EQ(held->unit(), "units/quang-ninh");
  EXPECT_EQ(held->plan(), "plans/plan-141");
  EXPECT_EQ(held->evaluation(), "evaluations/2022-05");
  EXPECT_FALSE(held->has_conclusion());
  RaiseIn("ha-khanh", "tap-huan");
  ASSERT_THAT(Say("Cần tập huấn.", "obstacles/tap-huan"), IsOk());
  ASSERT_THAT(Say("Đồng ý."), IsOk());
  const auto concluded = Conclude("units/code:193");
  ASSERT_THAT(concluded, IsOk());
  EXPECT_EQ(concluded->state(), v1::Meeting::CONCLUDED);
  ASSERT_EQ(concluded->opinions_size(), 2);
  EXPECT_EQ(concluded->opinions(0).obstacle(), "obstacles/tap-huan");
  EXPECT_EQ(concluded->opinions(1).text(), "Đồng ý.");
  EXPECT_EQ(concluded->attendees_size(), 2);
  ASSERT_EQ(concluded->conclusion().recognitions_size(), 1);
  EXPECT_EQ(concluded->conclusion().recognitions(0).unit(), "units/ha-long");
  EXPECT_EQ(concluded->conclusion().concluded_by(), admin.principal().name());
  v1::GetMeetingRequest get;
  get.set_name(concluded->name());
  EXPECT_THAT(meetings.GetMeeting(Read(), get),
              IsOkAndHolds(EqualsProto(*concluded)));
  get.set_name("meetings/other");
  EXPECT_THAT(meetings.GetMeeting(Read(), get), HasReason("MEETING_NOT_FOUND"));
}

TEST_P(MeetingsTest, ClosedMinutesDoNotChange) {
  Hold();
  ASSERT_THAT(Conclude("units/ha-long"), IsOk());
  EXPECT_THAT(Say("Còn nữa."), HasReason("MEETING_CONCLUDED"));
  EXPECT_THAT(Conclude("units/ha-long"), HasReason("MEETING_CONCLUDED"));
  v1::UpdateMeetingRequest update;
  update.mutable_meeting()->set_name("meetings/danh-gia-buoc-dau");
  update.mutable_meeting()->set_place("Hạ Long");
  update.mutable_update_mask()->add_paths("place");
  EXPECT_THAT(meetings.UpdateMeeting(Manage(), update),
              HasReason("MEETING_CONCLUDED"));
}

TEST_P(MeetingsTest, AnOpenOneIsCorrected) {
  Hold();
  ASSERT_THAT(Say("Trước."), IsOk());
  v1::UpdateMeetingRequest update;
  update.mutable_meeting()->set_name("meetings/danh-gia-buoc-dau");
  update.mutable_meeting()->set_place("Hạ Long");
  update.mutable_meeting()->add_attendees()->set_full_name("Lê Thị Hoa");
  update.mutable_update_mask()->add_paths("place");
  update.mutable_update_mask()->add_paths("attendees");
  const auto updated = meetings.UpdateMeeting(Manage(), update);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->place(), "Hạ Long");
  ASSERT_EQ(updated->attendees_size(), 1);
  EXPECT_EQ(updated->attendees(0).full_name(), "Lê Thị Hoa");
  EXPECT_EQ(updated->title(), FirstResults().meeting().title());
  EXPECT_EQ(updated->opinions_size(), 1);
  update.mutable_meeting()->set_etag("\"0\"");
  EXPECT_THAT(meetings.UpdateMeeting(Manage(), update),
              HasReason("ETAG_MISMATCH"));
}

TEST_P(MeetingsTest, NamesOnlyWhatIsThereAndItsBusiness) {
  AddPlan("7", "mong-cai");
  auto request = FirstResults();
  request.mutable_meeting()->set_unit("units/ha-long");
  request.mutable_meeting()->set_plan("plans/plan-7");
  EXPECT_THAT(meetings.CreateMeeting(Manage(), request),
              HasReason("PLAN_NOT_FOUND"));
  request.mutable_meeting()->set_unit("units/nowhere");
  EXPECT_THAT(meetings.CreateMeeting(Manage(), request),
              HasReason("UNIT_NOT_FOUND"));
  request.mutable_meeting()->set_unit("units/ha-long");
  request.mutable_meeting()->set_plan("plans/plan-141");
  ASSERT_THAT(meetings.CreateMeeting(Manage(), request), IsOk());
  EXPECT_THAT(meetings.CreateMeeting(Manage(), request),
              HasReason("MEETING_ALREADY_EXISTS"));
  RaiseIn("ka-long", "xa-khac");
  EXPECT_THAT(Say("Của nơi khác.", "obstacles/xa-khac"),
              HasReason("OBSTACLE_NOT_FOUND"));
  EXPECT_THAT(Say("Không có.", "obstacles/khong-co"),
              HasReason("OBSTACLE_NOT_FOUND"));
  EXPECT_THAT(Conclude("units/nowhere"), HasReason("UNIT_NOT_FOUND"));
}

TEST_P(MeetingsTest, IsNotConcludedBeforeItsDay) {
  auto request = FirstResults();
  request.mutable_meeting()->set_held_on("2022-06-02");
  ASSERT_THAT(meetings.CreateMeeting(Manage(), request), IsOk());
  EXPECT_THAT(Conclude("units/ha-long"), HasReason("DATE_IN_FUTURE"));
  SetToday("2022-06-02");
  EXPECT_THAT(Conclude("units/ha-long"), IsOk());
}

TEST_P(MeetingsTest, TakesSoManyOpinionsAndNoMore) {
  Hold();
  for (int i = 0; i < 300; ++i) {
    ASSERT_THAT(Say(absl::StrCat("Ý kiến ", i)), IsOk());
  }
  const auto more = Say("Thêm");
  EXPECT_THAT(more, HasReason("MEETING_FULL"));
  EXPECT_THAT(more, HasMetadata("limit", "300"));
}

TEST_P(MeetingsTest, ListsByBranchPlanAndState) {
  for (const char* unit : {"quang-ninh", "ha-long", "mong-cai"}) {
    auto request = FirstResults();
    request.set_meeting_id(absl::StrCat("hop-", unit));
    request.mutable_meeting()->set_unit(absl::StrCat("units/", unit));
    clock.Advance(absl::Seconds(1));
    ASSERT_THAT(meetings.CreateMeeting(Manage(), request), IsOk());
  }
  v1::ListMeetingsRequest request;
  request.set_page_size(2);
  request.set_plan("plans/number:141/KH-MTTQ-BTT");
  std::vector<std::string> units;
  do {
    const auto page = meetings.ListMeetings(Read(), request);
    ASSERT_THAT(page, IsOk());
    for (const v1::Meeting& meeting : page->meetings()) {
      units.push_back(meeting.unit());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(units, ElementsAre("units/quang-ninh", "units/ha-long",
                                 "units/mong-cai"));
  v1::ListMeetingsRequest branch;
  branch.set_within("units/ha-long");
  const auto listed = meetings.ListMeetings(Read(), branch);
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->meetings_size(), 1);
  EXPECT_EQ(listed->meetings(0).name(), "meetings/hop-ha-long");
  v1::ListMeetingsRequest concluded;
  concluded.set_state(v1::Meeting::CONCLUDED);
  EXPECT_THAT(meetings.ListMeetings(Read(), concluded)->meetings(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, MeetingsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
