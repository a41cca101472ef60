#include "services/units/governance/directions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/governance/reports.h"
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

class DirectionsTest : public testing::RegisterTest {
 protected:
  DirectionsTest() {
    AddSmallTree();
    v1::CreatePlanRequest plan;
    plan.set_plan_id("plan-141");
    plan.mutable_plan()->set_number("141/KH-MTTQ-BTT");
    plan.mutable_plan()->set_title("Kế hoạch");
    plan.mutable_plan()->set_issuer("units/quang-ninh");
    plan.mutable_plan()->set_issued_on("2022-04-12");
    EXPECT_THAT(plans.CreatePlan(Manage(), plan), IsOk());
    v1::CreateMeetingRequest meeting;
    meeting.set_meeting_id("danh-gia");
    meeting.mutable_meeting()->set_unit("units/quang-ninh");
    meeting.mutable_meeting()->set_title("Đánh giá bước đầu");
    meeting.mutable_meeting()->set_held_on("2022-05-31");
    meeting.mutable_meeting()->mutable_chair()->set_full_name("Hoàng Đức Hạnh");
    meeting.mutable_meeting()->mutable_chair()->set_position("Phó Chủ tịch");
    EXPECT_THAT(meetings.CreateMeeting(Manage(), meeting), IsOk());
    commune_ = AddPerson("lan", options::v1::ROLE_AUTHOR, "units/ha-khanh");
  }

  rpc::RequestContext Read() {
    return Admin(options::v1::PERMISSION_READ_REGISTER);
  }
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PLANS);
  }
  rpc::RequestContext Commune() {
    return Person(commune_, options::v1::PERMISSION_READ_REGISTER);
  }
  // "In June 2022, 100 % of the communes."
  v1::IssueDirectionRequest InJune() {
    v1::IssueDirectionRequest request;
    request.set_direction_id("thang-6");
    v1::Direction& direction = *request.mutable_direction();
    direction.set_unit("units/code:22");
    direction.set_meeting("meetings/danh-gia");
    direction.set_text("Trong tháng 6/2022, 100% xã hoàn thành trang.");
    direction.mutable_new_target()->set_plan("plans/number:141/KH-MTTQ-BTT");
    v1::Target& target = *direction.mutable_new_target()->mutable_target();
    target.set_id("june");
    target.set_level("commune");
    target.set_milestone(v1::FACT_KIND_PAGE_REGISTERED);
    target.set_deadline("2022-06-30");
    return request;
  }
  v1::IssueDirectionRequest WriteMore() {
    v1::IssueDirectionRequest request;
    request.set_direction_id("viet-tin");
    request.mutable_direction()->set_unit("units/quang-ninh");
    request.mutable_direction()->set_text("Tăng cường viết tin, bài.");
    request.mutable_direction()->add_addressees("units/ha-khanh");
    request.mutable_direction()->add_addressees("units/code:06706");
    request.mutable_direction()->set_deadline("2022-06-10");
    return request;
  }
  v1::Direction On(const std::string& id, const std::string& day) {
    v1::GetDirectionRequest request;
    request.set_name("directions/" + id);
    request.set_as_of(day);
    const auto direction = directions.GetDirection(Read(), request);
    EXPECT_THAT(direction, IsOk());
    return direction.ok() ? *direction : v1::Direction();
  }
  absl::Status Report(const std::string& unit, const std::string& day) {
    v1::FileReportRequest request;
    request.mutable_report()->set_subject("directions/viet-tin");
    request.mutable_report()->set_unit(unit);
    request.mutable_report()->set_text("Đã viết.");
    request.mutable_report()->set_done_on(day);
    return reports.FileReport(Read(), request).status();
  }
  absl::Status Confirm(const std::string& unit) {
    if (second_.empty()) {
      second_ =
          AddPerson("binh", options::v1::ROLE_MANAGER, "units/quang-ninh");
    }
    v1::ConfirmReportRequest request;
    request.set_subject("directions/viet-tin");
    request.set_unit(unit);
    return reports
        .ConfirmReport(Person(second_, options::v1::PERMISSION_MANAGE_PLANS),
                       request)
        .status();
  }
  std::vector<std::string> Addressees(const rpc::RequestContext& context,
                                      const std::string& id,
                                      v1::Addressee::Standing standing,
                                      const std::string& day) {
    v1::ListAddresseesRequest request;
    request.set_direction("directions/" + id);
    request.set_standing(standing);
    request.set_as_of(day);
    request.set_page_size(1);
    std::vector<std::string> units;
    do {
      const auto page = directions.ListAddressees(context, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return units;
      for (const auto& one : page->addressees()) units.push_back(one.unit());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return units;
  }

  Directions directions{*database, ids};
  Reports reports{*database};
  std::string commune_;
  std::string second_;
};

TEST_P(DirectionsTest, AddsItsTargetToThePlanAndIsDoneWhenAllHaveReachedIt) {
  AddPage("ha-khanh", "1", "2022-05-20");
  const auto issued = directions.IssueDirection(Manage(), InJune());
  ASSERT_THAT(issued, IsOk());
  EXPECT_EQ(issued->given_by().full_name(), "Hoàng Đức Hạnh");
  EXPECT_EQ(issued->given_on(), "2022-05-31");
  EXPECT_EQ(issued->deadline(), "2022-06-30");
  EXPECT_EQ(issued->level(), "commune");
  EXPECT_EQ(issued->addressed(), 3);
  EXPECT_EQ(issued->done(), 1);
  EXPECT_EQ(issued->state(), v1::Direction::OPEN);
  v1::GetPlanRequest get;
  get.set_name("plans/plan-141");
  const auto plan = plans.GetPlan(Read(), get);
  ASSERT_THAT(plan, IsOk());
  ASSERT_EQ(plan->targets_size(), 1);
  EXPECT_EQ(plan->targets(0).origin(), v1::Target::DIRECTION);
  EXPECT_EQ(plan->targets(0).origin_note(), "Hoàng Đức Hạnh, Phó Chủ tịch");

  SetToday("2022-07-05");
  AddPage("ha-phong", "2", "2022-06-20");
  AddPage("ka-long", "3", "2022-07-02");
  EXPECT_EQ(On("thang-6", "2022-06-30").state(), v1::Direction::OPEN);
  EXPECT_EQ(On("thang-6", "2022-07-01").state(), v1::Direction::OVERDUE);
  EXPECT_EQ(On("thang-6", "2022-07-01").done(), 2);
  EXPECT_EQ(On("thang-6", "2022-07-02").state(), v1::Direction::DONE);
  EXPECT_THAT(Addressees(Read(), "thang-6", v1::Addressee::LATE, "2022-07-01"),
              ElementsAre("units/ka-long"));
  EXPECT_THAT(Addressees(Read(), "thang-6", v1::Addressee::DONE, "2022-07-01"),
              ElementsAre("units/ha-khanh", "units/ha-phong"));
}

TEST_P(DirectionsTest, ATargetThatThePlanRefusesLeavesNoDirection) {
  auto request = InJune();
  request.mutable_direction()
      ->mutable_new_target()
      ->mutable_target()
      ->set_level("county");
  request.mutable_direction()->set_level("commune");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("LEVEL_UNKNOWN"));
  request.mutable_direction()->mutable_new_target()->set_plan("plans/other");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("PLAN_NOT_FOUND"));
  v1::GetDirectionRequest get;
  get.set_name("directions/thang-6");
  EXPECT_THAT(directions.GetDirection(Read(), get),
              HasReason("DIRECTION_NOT_FOUND"));
  ASSERT_THAT(directions.IssueDirection(Manage(), InJune()), IsOk());
  auto second = InJune();
  second.set_direction_id("again");
  EXPECT_THAT(directions.IssueDirection(Manage(), second),
              HasReason("TARGET_ALREADY_EXISTS"));
}

TEST_P(DirectionsTest, IsDoneByConfirmedReportsOfItsAddressees) {
  ASSERT_THAT(directions.IssueDirection(Manage(), WriteMore()), IsOk());
  SetToday("2022-06-15");
  EXPECT_THAT(Report("units/ha-phong", "2022-06-09"),
              HasReason("UNIT_NOT_ASKED"));
  ASSERT_THAT(Report("units/ha-khanh", "2022-06-09"), IsOk());
  ASSERT_THAT(Report("units/ka-long", "2022-06-12"), IsOk());
  EXPECT_EQ(On("viet-tin", "2022-06-12").unconfirmed(), 2);
  EXPECT_EQ(On("viet-tin", "2022-06-12").state(), v1::Direction::OVERDUE);
  ASSERT_THAT(Confirm("units/ha-khanh"), IsOk());
  ASSERT_THAT(Confirm("units/ka-long"), IsOk());
  EXPECT_EQ(On("viet-tin", "2022-06-08").done(), 0);
  EXPECT_EQ(On("viet-tin", "2022-06-10").state(), v1::Direction::OPEN);
  EXPECT_EQ(On("viet-tin", "2022-06-11").state(), v1::Direction::OVERDUE);
  EXPECT_EQ(On("viet-tin", "2022-06-12").state(), v1::Direction::DONE);
  EXPECT_THAT(On("viet-tin", "2022-06-12").addressees(),
              ElementsAre("units/ha-khanh", "units/ka-long"));
}

TEST_P(DirectionsTest, AnAddresseeReadsItAndSeesNoOther) {
  ASSERT_THAT(directions.IssueDirection(Manage(), WriteMore()), IsOk());
  v1::GetDirectionRequest get;
  get.set_name("directions/viet-tin");
  EXPECT_THAT(directions.GetDirection(Commune(), get), IsOk());
  EXPECT_THAT(Addressees(Commune(), "viet-tin",
                         v1::Addressee::STANDING_UNSPECIFIED, ""),
              ElementsAre("units/ha-khanh"));
  const std::string other =
      AddPerson("hoa", options::v1::ROLE_MANAGER, "units/ha-phong");
  const auto stranger = Person(other, options::v1::PERMISSION_READ_REGISTER);
  EXPECT_THAT(directions.GetDirection(stranger, get),
              HasReason("PERMISSION_DENIED"));
  get.set_name("directions/none");
  EXPECT_THAT(directions.GetDirection(stranger, get),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(directions.GetDirection(Read(), get),
              HasReason("DIRECTION_NOT_FOUND"));
}

TEST_P(DirectionsTest, RefusesWhatCannotBeDirected) {
  auto request = WriteMore();
  request.mutable_direction()->set_unit("units/ha-long");
  const auto aside = directions.IssueDirection(Manage(), request);
  EXPECT_THAT(aside, HasReason("ADDRESSEE_NOT_BELOW"));
  EXPECT_THAT(aside, HasMetadata("addressee", "units/ka-long"));
  request = WriteMore();
  request.mutable_direction()->set_addressees(0, "units/nowhere");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("UNIT_NOT_FOUND"));
  request = WriteMore();
  request.mutable_direction()->set_level("commune");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("FIELD_INVALID"));
  request.mutable_direction()->clear_addressees();
  request.mutable_direction()->set_level("central");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("DIRECTION_UNADDRESSED"));
  request.mutable_direction()->set_level("");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("DIRECTION_UNADDRESSED"));
  request = WriteMore();
  request.mutable_direction()->set_deadline("2022-05-31");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("DEADLINE_INVALID"));
  request = WriteMore();
  request.mutable_direction()->set_given_on("2022-06-02");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("DATE_IN_FUTURE"));
  request = WriteMore();
  request.mutable_direction()->set_meeting("meetings/other");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("MEETING_NOT_FOUND"));
  request.mutable_direction()->set_meeting("meetings/danh-gia");
  request.mutable_direction()->set_unit("units/ha-long");
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              HasReason("MEETING_NOT_FOUND"));
  ASSERT_THAT(directions.IssueDirection(Manage(), WriteMore()), IsOk());
  EXPECT_THAT(directions.IssueDirection(Manage(), WriteMore()),
              HasReason("DIRECTION_ALREADY_EXISTS"));
}

TEST_P(DirectionsTest, IsFollowedUpWithNotesUpToALimit) {
  const auto issued = directions.IssueDirection(Manage(), WriteMore());
  ASSERT_THAT(issued, IsOk());
  v1::AddFollowUpNoteRequest request;
  request.set_direction("directions/viet-tin");
  request.set_text("Đã đôn đốc qua điện thoại.");
  request.set_etag(issued->etag());
  const auto noted = directions.AddFollowUpNote(Manage(), request);
  ASSERT_THAT(noted, IsOk());
  ASSERT_EQ(noted->notes_size(), 1);
  EXPECT_EQ(noted->notes(0).text(), "Đã đôn đốc qua điện thoại.");
  EXPECT_EQ(noted->notes(0).noted_by(), admin.principal().name());
  EXPECT_THAT(directions.AddFollowUpNote(Manage(), request),
              HasReason("ETAG_MISMATCH"));
  request.set_etag("");
  for (int i = 1; i < 200; ++i) {
    ASSERT_THAT(directions.AddFollowUpNote(Manage(), request), IsOk());
  }
  EXPECT_THAT(directions.AddFollowUpNote(Manage(), request),
              HasReason("DIRECTION_FULL"));
}

TEST_P(DirectionsTest, ListsByMeetingStateAndWhomItIsFor) {
  ASSERT_THAT(directions.IssueDirection(Manage(), InJune()), IsOk());
  clock.Advance(absl::Seconds(1));
  ASSERT_THAT(directions.IssueDirection(Manage(), WriteMore()), IsOk());
  const auto listed = [&](v1::ListDirectionsRequest request,
                          const rpc::RequestContext& context) {
    std::vector<std::string> ids;
    request.set_page_size(1);
    do {
      const auto page = directions.ListDirections(context, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return ids;
      for (const auto& one : page->directions()) {
        ids.push_back(one.name().substr(11));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return ids;
  };
  v1::ListDirectionsRequest all;
  EXPECT_THAT(listed(all, Read()), ElementsAre("thang-6", "viet-tin"));
  EXPECT_THAT(listed(all, Commune()), ElementsAre("thang-6", "viet-tin"));
  v1::ListDirectionsRequest phong;
  phong.set_within("units/ha-phong");
  EXPECT_THAT(listed(phong, Read()), ElementsAre("thang-6"));
  v1::ListDirectionsRequest of_meeting;
  of_meeting.set_meeting("meetings/danh-gia");
  EXPECT_THAT(listed(of_meeting, Read()), ElementsAre("thang-6"));
  v1::ListDirectionsRequest overdue;
  overdue.set_state(v1::Direction::OVERDUE);
  EXPECT_THAT(listed(overdue, Read()), IsEmpty());
  overdue.set_as_of("2022-06-11");
  EXPECT_THAT(listed(overdue, Read()), ElementsAre("viet-tin"));
}

TEST_P(DirectionsTest, ARepeatGetsTheFirstAnswer) {
  auto request = InJune();
  request.set_request_id("3f0c2a60-0000-4000-8000-000000000004");
  const auto first = directions.IssueDirection(Manage(), request);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(directions.IssueDirection(Manage(), request),
              IsOkAndHolds(EqualsProto(*first)));
}

INSTANTIATE_TEST_SUITE_P(Engines, DirectionsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
