#include "services/units/plans/plans.h"

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
using ::loa::testing::NamesField;
using ::testing::AllOf;
using ::testing::ElementsAre;

class PlansTest : public testing::RegisterTest {
 protected:
  PlansTest() { AddSmallTree(); }

  rpc::RequestContext Read() {
    return Admin(options::v1::PERMISSION_READ_REGISTER);
  }
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PLANS);
  }
  v1::Target TargetOf(const std::string& id, const std::string& level) {
    v1::Target target;
    target.set_id(id);
    target.set_level(level);
    target.set_milestone(v1::FACT_KIND_PAGE_REGISTERED);
    target.set_deadline("2022-06-30");
    return target;
  }
  v1::CreatePlanRequest Plan141() {
    v1::CreatePlanRequest request;
    request.set_plan_id("141");
    v1::Plan& plan = *request.mutable_plan();
    plan.set_number("141/KH-MTTQ-BTT");
    plan.set_title("Kế hoạch");
    plan.set_issuer("units/code:22");
    plan.set_issued_on("2022-04-12");
    plan.mutable_legal_basis()->set_kind("Chỉ thị");
    plan.mutable_legal_basis()->set_issued_on("2021-01-02");
    *plan.add_targets() = TargetOf("communes", "commune");
    return request;
  }
  v1::Progress::Line LineOn(const std::string& day,
                            const std::string& within = "") {
    v1::GetProgressRequest request;
    request.set_plan("plans/141");
    request.set_as_of(day);
    request.set_within(within);
    const auto answer = progress.GetProgress(Read(), request);
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? answer->targets(0) : v1::Progress::Line();
  }
  std::vector<std::string> Standing(v1::ListUnitProgressRequest::Standing s,
                                    const std::string& day) {
    v1::ListUnitProgressRequest request;
    request.set_plan("plans/141");
    request.set_target("communes");
    request.set_standing(s);
    request.set_as_of(day);
    request.set_page_size(1);
    std::vector<std::string> units;
    do {
      const auto page = progress.ListUnitProgress(Read(), request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return units;
      for (const auto& unit : page->units()) units.push_back(unit.unit());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return units;
  }
};

TEST_P(PlansTest, APlanIsFoundByIdAndNumber) {
  const auto made = plans.CreatePlan(Manage(), Plan141());
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->issuer(), "units/quang-ninh");
  EXPECT_EQ(made->targets(0).origin(), v1::Target::PLAN);
  for (const char* name : {"plans/141", "plans/number:141/KH-MTTQ-BTT"}) {
    v1::GetPlanRequest request;
    request.set_name(name);
    const auto found = plans.GetPlan(Read(), request);
    ASSERT_THAT(found, IsOk()) << name;
    EXPECT_THAT(*found, EqualsProto(*made));
  }
  v1::GetPlanRequest request;
  request.set_name("plans/142");
  EXPECT_THAT(plans.GetPlan(Read(), request), HasReason("PLAN_NOT_FOUND"));
}

TEST_P(PlansTest, APlanSaysWhoItIsForAndWhereItsPapersAre) {
  auto request = Plan141();
  v1::Plan& plan = *request.mutable_plan();
  plan.add_addressees("units/code:22");
  plan.add_addressee_levels("district");
  plan.set_document("documents/ke-hoach-141");
  plan.mutable_legal_basis()->set_document("documents/chi-thi");
  const auto made = plans.CreatePlan(Manage(), request);
  ASSERT_THAT(made, IsOk());
  v1::GetPlanRequest get;
  get.set_name("plans/141");
  const auto read = plans.GetPlan(Read(), get);
  ASSERT_THAT(read, IsOk());
  EXPECT_THAT(*read, EqualsProto(*made));
  EXPECT_THAT(read->addressees(), ElementsAre("units/quang-ninh"));
  EXPECT_THAT(read->addressee_levels(), ElementsAre("district"));
  EXPECT_EQ(read->document(), "documents/ke-hoach-141");
  EXPECT_EQ(read->legal_basis().document(), "documents/chi-thi");
}

TEST_P(PlansTest, APlanIsForUnitsThatItsIssuerHasBelowIt) {
  auto above = Plan141();
  above.mutable_plan()->set_issuer("units/ha-long");
  above.mutable_plan()->add_addressees("units/code:06706");
  EXPECT_THAT(plans.CreatePlan(Manage(), above),
              AllOf(HasReason("ADDRESSEE_NOT_BELOW"),
                    NamesField("plan.addressees[0]")));
  auto nowhere = Plan141();
  nowhere.mutable_plan()->add_addressees("units/nowhere");
  EXPECT_THAT(plans.CreatePlan(Manage(), nowhere), HasReason("UNIT_NOT_FOUND"));
  auto level = Plan141();
  level.mutable_plan()->add_addressee_levels("county");
  EXPECT_THAT(plans.CreatePlan(Manage(), level),
              AllOf(HasReason("LEVEL_UNKNOWN"),
                    HasMetadata("field", "plan.addressee_levels[0]")));
}

TEST_P(PlansTest, NumberAndIdAreThereOnce) {
  ASSERT_THAT(plans.CreatePlan(Manage(), Plan141()), IsOk());
  auto same_number = Plan141();
  same_number.set_plan_id("other");
  EXPECT_THAT(plans.CreatePlan(Manage(), same_number),
              HasReason("PLAN_ALREADY_EXISTS"));
  auto same_id = Plan141();
  same_id.mutable_plan()->set_number("142/KH");
  EXPECT_THAT(plans.CreatePlan(Manage(), same_id),
              HasReason("PLAN_ALREADY_EXISTS"));
}

TEST_P(PlansTest, RefusesTargetsThatCannotBe) {
  auto early = Plan141();
  early.mutable_plan()->mutable_targets(0)->set_deadline("2022-04-11");
  EXPECT_THAT(plans.CreatePlan(Manage(), early), HasReason("TARGET_INVALID"));
  auto twice = Plan141();
  *twice.mutable_plan()->add_targets() = TargetOf("communes", "district");
  EXPECT_THAT(plans.CreatePlan(Manage(), twice), HasReason("TARGET_INVALID"));
  auto level = Plan141();
  level.mutable_plan()->mutable_targets(0)->set_level("county");
  EXPECT_THAT(plans.CreatePlan(Manage(), level), HasReason("LEVEL_UNKNOWN"));
  auto issuer = Plan141();
  issuer.mutable_plan()->set_issuer("units/nowhere");
  EXPECT_THAT(plans.CreatePlan(Manage(), issuer), HasReason("UNIT_NOT_FOUND"));
}

TEST_P(PlansTest, ADirectionAddsATarget) {
  const auto plan = plans.CreatePlan(Manage(), Plan141());
  ASSERT_THAT(plan, IsOk());
  v1::AddTargetRequest request;
  request.set_plan("plans/141");
  *request.mutable_target() = TargetOf("districts", "district");
  request.set_etag(plan->etag());
  const auto added = plans.AddTarget(Manage(), request);
  ASSERT_THAT(added, IsOk());
  EXPECT_EQ(added->targets(1).origin(), v1::Target::DIRECTION);
  EXPECT_THAT(plans.AddTarget(Manage(), request), HasReason("ETAG_MISMATCH"));
  request.set_etag("");
  EXPECT_THAT(plans.AddTarget(Manage(), request),
              HasReason("TARGET_ALREADY_EXISTS"));
}

TEST_P(PlansTest, APlanTakesNoMoreTargetsOneByOneThanAtOnce) {
  auto plan = Plan141();
  for (int i = plan.plan().targets_size(); i < 50; ++i) {
    *plan.mutable_plan()->add_targets() =
        TargetOf(absl::StrCat("target-", i), "commune");
  }
  ASSERT_THAT(plans.CreatePlan(Manage(), plan), IsOk());
  v1::AddTargetRequest request;
  request.set_plan("plans/141");
  *request.mutable_target() = TargetOf("one-more", "commune");
  EXPECT_THAT(plans.AddTarget(Manage(), request), HasReason("TARGET_INVALID"));
}

TEST_P(PlansTest, ListsPlansTheNewestFirst) {
  for (const char* day : {"2022-04-12", "2022-05-01", "2022-04-20"}) {
    auto request = Plan141();
    request.set_plan_id(absl::StrCat("plan-", day));
    request.mutable_plan()->set_number(day);
    request.mutable_plan()->set_issued_on(day);
    ASSERT_THAT(plans.CreatePlan(Manage(), request), IsOk());
  }
  std::vector<std::string> days;
  v1::ListPlansRequest request;
  request.set_page_size(2);
  do {
    const auto page = plans.ListPlans(Read(), request);
    ASSERT_THAT(page, IsOk());
    for (const v1::Plan& plan : page->plans()) days.push_back(plan.issued_on());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(days, ElementsAre("2022-05-01", "2022-04-20", "2022-04-12"));
}

TEST_P(PlansTest, CountsPagesOfTheDayAndRemembersWhatWas) {
  ASSERT_THAT(plans.CreatePlan(Manage(), Plan141()), IsOk());
  AddPage("ha-khanh", "1", "2022-05-20");
  const v1::Page closing = AddPage("ha-phong", "2", "2022-05-30");
  EXPECT_EQ(LineOn("2022-05-19").count().done(), 0);
  EXPECT_THAT(LineOn("2022-05-31").count(),
              EqualsProto("done: 2 total: 3 remaining: 1 per_mille: 666"));
  v1::RetirePageRequest retire;
  retire.set_name(closing.name());
  retire.set_effective_on("2022-06-15");
  ASSERT_THAT(
      pages.RetirePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), retire),
      IsOk());
  EXPECT_THAT(LineOn("2022-07-01").count(),
              EqualsProto("done: 1 total: 3 remaining: 2 late: 2 "
                          "per_mille: 333"));
  EXPECT_EQ(LineOn("2022-06-14").count().done(), 2);
  EXPECT_EQ(LineOn("2022-05-31").count().done(), 2);
}

TEST_P(PlansTest, ProfilesDoNotCount) {
  ASSERT_THAT(plans.CreatePlan(Manage(), Plan141()), IsOk());
  v1::CreatePageRequest request;
  request.mutable_page()->set_unit("units/ka-long");
  request.mutable_page()->set_platform(v1::PLATFORM_FACEBOOK);
  request.mutable_page()->set_established_on("2022-05-01");
  request.mutable_page()->set_personal_profile(true);
  ASSERT_THAT(
      pages.CreatePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), request),
      IsOk());
  EXPECT_EQ(LineOn("2022-05-31").count().done(), 0);
}

TEST_P(PlansTest, CountsWithinABranch) {
  ASSERT_THAT(plans.CreatePlan(Manage(), Plan141()), IsOk());
  AddPage("ha-khanh", "1", "2022-05-20");
  EXPECT_THAT(LineOn("2022-05-31", "units/ha-long").count(),
              EqualsProto("done: 1 total: 2 remaining: 1 per_mille: 500"));
  const auto line = LineOn("2022-05-31");
  ASSERT_EQ(line.branches_size(), 2);
  EXPECT_EQ(line.branches(0).key(), "units/ha-long");
  EXPECT_EQ(line.branches(1).key(), "units/mong-cai");
  v1::GetProgressRequest request;
  request.set_plan("plans/141");
  request.set_within("units/nowhere");
  EXPECT_THAT(progress.GetProgress(Read(), request),
              HasReason("UNIT_NOT_FOUND"));
}

TEST_P(PlansTest, ListsWhereEachUnitStands) {
  using Request = v1::ListUnitProgressRequest;
  ASSERT_THAT(plans.CreatePlan(Manage(), Plan141()), IsOk());
  AddPage("ha-phong", "1", "2022-05-20");
  EXPECT_THAT(Standing(Request::STANDING_UNSPECIFIED, "2022-06-01"),
              ElementsAre("units/ha-khanh", "units/ha-phong", "units/ka-long"));
  EXPECT_THAT(Standing(Request::DONE, "2022-06-01"),
              ElementsAre("units/ha-phong"));
  EXPECT_THAT(Standing(Request::REMAINING, "2022-06-01"),
              ElementsAre("units/ha-khanh", "units/ka-long"));
  EXPECT_THAT(Standing(Request::LATE, "2022-06-30"), ElementsAre());
  EXPECT_THAT(Standing(Request::LATE, "2022-07-01"),
              ElementsAre("units/ha-khanh", "units/ka-long"));
  Request request;
  request.set_plan("plans/141");
  request.set_target("nothing");
  EXPECT_THAT(progress.ListUnitProgress(Read(), request),
              HasReason("TARGET_NOT_FOUND"));
}

TEST_P(PlansTest, AFirstPostMakesThePageActive) {
  const v1::Page page = AddPage("ha-phong", "1", "2022-05-20");
  v1::RecordFactsRequest request;
  v1::Fact& fact = *request.add_facts();
  fact.set_subject(page.name());
  fact.set_kind(v1::FACT_KIND_FIRST_POST);
  fact.set_achieved_on("2022-05-25");
  *request.add_facts() = fact;
  request.mutable_facts(1)->set_subject("pages/nothing");
  *request.add_facts() = fact;
  request.mutable_facts(2)->set_achieved_on("2022-06-02");
  *request.add_facts() = fact;
  request.mutable_facts(3)->set_subject("units/nowhere");
  const auto recorded = facts.RecordFacts(Service("publisher"), request);
  ASSERT_THAT(recorded, IsOk());
  EXPECT_FALSE(recorded->results(0).has_error());
  EXPECT_THAT(status::FromRpcStatus(recorded->results(1).error()),
              HasReason("PAGE_NOT_FOUND"));
  EXPECT_THAT(status::FromRpcStatus(recorded->results(2).error()),
              HasReason("FACT_IN_FUTURE"));
  EXPECT_THAT(status::FromRpcStatus(recorded->results(3).error()),
              HasReason("UNIT_NOT_FOUND"));
  v1::GetPageRequest get;
  get.set_name(page.name());
  EXPECT_EQ(pages.GetPage(Read(), get)->state(), v1::Page::ACTIVE);
  EXPECT_EQ(pages.GetPage(Read(), get)->active_on(), "2022-05-25");
}

TEST_P(PlansTest, AProvenRegistrationDatesThePageAndOutlivesOtherChanges) {
  const v1::Page page = AddPage("ha-phong", "1");
  v1::RecordFactsRequest request;
  v1::Fact& fact = *request.add_facts();
  fact.set_subject(page.name());
  fact.set_kind(v1::FACT_KIND_PAGE_REGISTERED);
  fact.set_achieved_on("2022-05-25");
  ASSERT_THAT(facts.RecordFacts(Service("publisher"), request), IsOk());
  v1::UpdatePageRequest rename;
  rename.mutable_page()->set_name(page.name());
  rename.mutable_page()->set_display_name("Mặt trận phường Hà Phong");
  rename.mutable_update_mask()->add_paths("display_name");
  const auto renamed =
      pages.UpdatePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), rename);
  ASSERT_THAT(renamed, IsOk());
  EXPECT_EQ(renamed->established_on(), "2022-05-25");
  v1::ListFactsRequest list;
  list.set_subject(page.name());
  EXPECT_EQ(facts.ListFacts(Read(), list)->facts(0).reporter(),
            "principals/publisher");
}

TEST_P(PlansTest, TheEarlierFactStays) {
  const v1::Page page = AddPage("ha-phong", "1");
  v1::ListFactsRequest list;
  list.set_subject(page.name());
  for (const char* day : {"2022-05-25", "2022-05-28", "2022-05-21"}) {
    v1::RecordFactsRequest request;
    v1::Fact& fact = *request.add_facts();
    fact.set_subject("pages/facebook:1");
    fact.set_kind(v1::FACT_KIND_FIRST_POST);
    fact.set_achieved_on(day);
    ASSERT_THAT(facts.RecordFacts(Service("publisher"), request), IsOk());
    const auto known = facts.ListFacts(Read(), list);
    ASSERT_THAT(known, IsOk());
    ASSERT_EQ(known->facts_size(), 1);
    EXPECT_EQ(known->facts(0).achieved_on(),
              std::min<std::string>(day, "2022-05-25"));
    EXPECT_EQ(known->facts(0).reporter(), "principals/publisher");
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, PlansTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
