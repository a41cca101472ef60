#include "services/units/governance/reports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/rpc_status.h"
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

// Congresses of the communes: counted by the engine that counts pages.
class ReportsTest : public testing::RegisterTest {
 protected:
  ReportsTest() {
    AddSmallTree();
    commune_ = AddPerson("lan", options::v1::ROLE_AUTHOR, "units/ha-khanh");
    district_ = AddPerson("minh", options::v1::ROLE_MANAGER, "units/ha-long");
    v1::CreatePlanRequest request;
    request.set_plan_id("dai-hoi");
    v1::Plan& plan = *request.mutable_plan();
    plan.set_number("12/KH-MTTQ-BTT");
    plan.set_title("Kế hoạch đại hội");
    plan.set_issuer("units/quang-ninh");
    plan.set_issued_on("2022-04-12");
    *plan.add_targets() = TargetOf("congresses", v1::FACT_KIND_REPORTED);
    *plan.add_targets() = TargetOf("pages", v1::FACT_KIND_PAGE_REGISTERED);
    EXPECT_THAT(
        plans.CreatePlan(Admin(options::v1::PERMISSION_MANAGE_PLANS), request),
        IsOk());
  }

  v1::Target TargetOf(const std::string& id, v1::FactKind milestone) {
    v1::Target target;
    target.set_id(id);
    target.set_title("Đại hội Mặt trận cấp xã");
    target.set_level("commune");
    target.set_milestone(milestone);
    target.set_deadline("2022-06-30");
    return target;
  }
  rpc::RequestContext Commune() {
    return Person(commune_, options::v1::PERMISSION_READ_REGISTER);
  }
  rpc::RequestContext District() {
    return Person(district_, options::v1::PERMISSION_MANAGE_PLANS);
  }
  v1::FileReportRequest Held(const std::string& day) {
    v1::FileReportRequest request;
    v1::Report& report = *request.mutable_report();
    report.set_subject("plans/number:12/KH-MTTQ-BTT/targets/congresses");
    report.set_unit("units/ha-khanh");
    report.set_text("Đại hội đã tổ chức xong.");
    report.set_evidence("05/BC-MTTQ");
    report.set_done_on(day);
    return request;
  }
  absl::StatusOr<v1::Report> Confirm(const rpc::RequestContext& context,
                                     const std::string& etag = "") {
    v1::ConfirmReportRequest request;
    request.set_subject("plans/dai-hoi/targets/congresses");
    request.set_unit("units/code:06649");
    request.set_etag(etag);
    return reports.ConfirmReport(context, request);
  }
  absl::StatusOr<v1::Report> Return(const rpc::RequestContext& context) {
    v1::ReturnReportRequest request;
    request.set_subject("plans/dai-hoi/targets/congresses");
    request.set_unit("units/ha-khanh");
    request.set_note("Thiếu biên bản.");
    return reports.ReturnReport(context, request);
  }
  int DoneOn(const std::string& day) {
    v1::GetProgressRequest request;
    request.set_plan("plans/dai-hoi");
    request.set_as_of(day);
    const auto answer = progress.GetProgress(
        Admin(options::v1::PERMISSION_READ_REGISTER), request);
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? answer->targets(0).count().done() : -1;
  }

  Reports reports{*database};
  std::string commune_;
  std::string district_;
};

TEST_P(ReportsTest, AConfirmedReportCountsFromTheDayItTellsOf) {
  const auto filed = reports.FileReport(Commune(), Held("2022-05-20"));
  ASSERT_THAT(filed, IsOk());
  EXPECT_EQ(filed->state(), v1::Report::REPORTED);
  EXPECT_EQ(filed->subject(), "plans/dai-hoi/targets/congresses");
  EXPECT_EQ(DoneOn("2022-05-31"), 0);
  const auto confirmed = Confirm(District());
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->state(), v1::Report::CONFIRMED);
  EXPECT_EQ(confirmed->decided_by(), district_);
  EXPECT_EQ(DoneOn("2022-05-19"), 0);
  EXPECT_EQ(DoneOn("2022-05-20"), 1);
  v1::ListUnitProgressRequest who;
  who.set_plan("plans/dai-hoi");
  who.set_target("congresses");
  who.set_standing(v1::ListUnitProgressRequest::DONE);
  const auto done = progress.ListUnitProgress(
      Admin(options::v1::PERMISSION_READ_REGISTER), who);
  ASSERT_THAT(done, IsOk());
  ASSERT_EQ(done->units_size(), 1);
  EXPECT_EQ(done->units(0).achieved_on(), "2022-05-20");
}

TEST_P(ReportsTest, NobodyConfirmsHisOwnWordOrThatOfHisUnit) {
  const std::string manager =
      AddPerson("hoa", options::v1::ROLE_MANAGER, "units/ha-khanh");
  ASSERT_THAT(reports.FileReport(Commune(), Held("2022-05-20")), IsOk());
  EXPECT_THAT(Confirm(Person(manager, options::v1::PERMISSION_MANAGE_PLANS)),
              HasReason("PERMISSION_DENIED"));
  ASSERT_THAT(reports.FileReport(
                  Person(district_, options::v1::PERMISSION_READ_REGISTER),
                  Held("2022-05-20")),
              IsOk());
  const auto own = Confirm(District());
  EXPECT_THAT(own, HasReason("OWN_REPORT"));
  EXPECT_THAT(own, HasMetadata("principal", district_));
  EXPECT_THAT(Confirm(Admin(options::v1::PERMISSION_MANAGE_PLANS)), IsOk());
}

TEST_P(ReportsTest, WhatIsReturnedCountsNoMoreAndIsReportedAnew) {
  ASSERT_THAT(reports.FileReport(Commune(), Held("2022-05-20")), IsOk());
  ASSERT_THAT(Confirm(District()), IsOk());
  EXPECT_THAT(reports.FileReport(Commune(), Held("2022-05-21")),
              HasReason("REPORT_STATE_WRONG"));
  const auto returned = Return(District());
  ASSERT_THAT(returned, IsOk());
  EXPECT_EQ(returned->note(), "Thiếu biên bản.");
  EXPECT_EQ(DoneOn("2022-05-31"), 0);
  const auto again = Return(District());
  EXPECT_THAT(again, HasReason("REPORT_STATE_WRONG"));
  EXPECT_THAT(again, HasMetadata("state", "RETURNED"));
  const auto anew = reports.FileReport(Commune(), Held("2022-05-22"));
  ASSERT_THAT(anew, IsOk());
  EXPECT_EQ(anew->note(), "");
  EXPECT_EQ(anew->decided_by(), "");
  EXPECT_THAT(Confirm(District(), returned->etag()),
              HasReason("ETAG_MISMATCH"));
  EXPECT_THAT(Confirm(District(), anew->etag()), IsOk());
  EXPECT_EQ(DoneOn("2022-05-21"), 0);
  EXPECT_EQ(DoneOn("2022-05-22"), 1);
}

TEST_P(ReportsTest, TakesOnlyWhatIsAskedOfTheUnit) {
  const auto admin = Admin(options::v1::PERMISSION_READ_REGISTER);
  auto request = Held("2022-06-02");
  EXPECT_THAT(reports.FileReport(Commune(), request),
              HasReason("DATE_IN_FUTURE"));
  request = Held("2022-05-20");
  request.mutable_report()->set_unit("units/ka-long");
  EXPECT_THAT(reports.FileReport(Commune(), request),
              HasReason("PERMISSION_DENIED"));
  request.mutable_report()->set_unit("units/nowhere");
  EXPECT_THAT(reports.FileReport(admin, request), HasReason("UNIT_NOT_FOUND"));
  request.mutable_report()->set_unit("units/ha-long");
  EXPECT_THAT(reports.FileReport(admin, request), HasReason("UNIT_NOT_ASKED"));
  const struct {
    const char* subject;
    const char* reason;
  } kCases[] = {
      {"plans/dai-hoi/targets/pages", "TARGET_NOT_REPORTED"},
      {"plans/dai-hoi/targets/other", "TARGET_NOT_FOUND"},
      {"plans/other/targets/congresses", "PLAN_NOT_FOUND"},
      {"directions/other", "DIRECTION_NOT_FOUND"},
  };
  for (const auto& c : kCases) {
    request = Held("2022-05-20");
    request.mutable_report()->set_subject(c.subject);
    EXPECT_THAT(reports.FileReport(Commune(), request), HasReason(c.reason));
  }
  EXPECT_THAT(Confirm(District()), HasReason("REPORT_NOT_FOUND"));
}

TEST_P(ReportsTest, ListsWhatWaitsForTheSuperior) {
  const auto admin = Admin(options::v1::PERMISSION_READ_REGISTER);
  for (const char* unit : {"ka-long", "ha-phong", "ha-khanh"}) {
    auto request = Held("2022-05-20");
    request.mutable_report()->set_unit(absl::StrCat("units/", unit));
    ASSERT_THAT(reports.FileReport(admin, request), IsOk());
  }
  const auto listed = [&](v1::ListReportsRequest request,
                          const rpc::RequestContext& context) {
    std::vector<std::string> units;
    request.set_page_size(1);
    do {
      const auto page = reports.ListReports(context, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return units;
      for (const auto& report : page->reports()) units.push_back(report.unit());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return units;
  };
  v1::ListReportsRequest waiting;
  waiting.set_state(v1::Report::REPORTED);
  waiting.set_subject("plans/dai-hoi/targets/congresses");
  EXPECT_THAT(listed(waiting, admin),
              ElementsAre("units/ka-long", "units/ha-phong", "units/ha-khanh"));
  const auto district =
      Person(district_, options::v1::PERMISSION_READ_REGISTER);
  EXPECT_THAT(listed(waiting, district),
              ElementsAre("units/ha-phong", "units/ha-khanh"));
  ASSERT_THAT(Confirm(District()), IsOk());
  EXPECT_THAT(listed(waiting, district), ElementsAre("units/ha-phong"));
  waiting.set_state(v1::Report::CONFIRMED);
  waiting.set_within("units/ha-long");
  EXPECT_THAT(listed(waiting, admin), ElementsAre("units/ha-khanh"));
}

TEST_P(ReportsTest, ARepeatGetsTheFirstAnswer) {
  auto request = Held("2022-05-20");
  request.set_request_id("3f0c2a60-0000-4000-8000-000000000003");
  const auto first = reports.FileReport(Commune(), request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Confirm(District()), IsOk());
  EXPECT_THAT(reports.FileReport(Commune(), request),
              IsOkAndHolds(EqualsProto(*first)));
}

TEST_P(ReportsTest, ServicesDoNotRecordWhatUnitsReport) {
  v1::RecordFactsRequest request;
  v1::Fact& fact = *request.add_facts();
  fact.set_subject("units/ha-khanh");
  fact.set_kind(v1::FACT_KIND_REPORTED);
  fact.set_achieved_on("2022-05-20");
  const auto answer = facts.RecordFacts(Service("publisher"), request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(status::FromRpcStatus(answer->results(0).error()),
              HasReason("FIELD_INVALID"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ReportsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
