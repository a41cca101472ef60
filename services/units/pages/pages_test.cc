#include "services/units/pages/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
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
using ::testing::ElementsAre;

class PagesTest : public testing::RegisterTest {
 protected:
  PagesTest() { AddSmallTree(); }

  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PAGES);
  }
  absl::StatusOr<v1::Page> Get(const std::string& name) {
    v1::GetPageRequest request;
    request.set_name(name);
    return pages.GetPage(Admin(options::v1::PERMISSION_READ_REGISTER), request);
  }
  absl::StatusOr<v1::Page> Retire(const std::string& name,
                                  const std::string& effective_on = "") {
    v1::RetirePageRequest request;
    request.set_name(name);
    request.set_effective_on(effective_on);
    return pages.RetirePage(Manage(), request);
  }
  v1::CreatePageRequest NewPage(const std::string& unit,
                                const std::string& platform_page_id) {
    v1::CreatePageRequest request;
    request.mutable_page()->set_unit(unit);
    request.mutable_page()->set_platform(v1::PLATFORM_FACEBOOK);
    request.mutable_page()->set_platform_page_id(platform_page_id);
    return request;
  }
  std::vector<std::string> List(const v1::ListPagesRequest& request) {
    const auto listed =
        pages.ListPages(Admin(options::v1::PERMISSION_READ_REGISTER), request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> ids;
    if (!listed.ok()) return ids;
    for (const v1::Page& page : listed->pages()) {
      ids.push_back(page.platform_page_id());
    }
    return ids;
  }
  v1::ListFactsResponse FactsOf(const std::string& subject) {
    v1::ListFactsRequest request;
    request.set_subject(subject);
    return *facts.ListFacts(Admin(options::v1::PERMISSION_READ_REGISTER),
                            request);
  }
};

TEST_P(PagesTest, APageWithADayIsRegisteredAndTheFactRecorded) {
  const v1::Page page = AddPage("ha-khanh", "1001", "2022-05-20");
  EXPECT_EQ(page.state(), v1::Page::REGISTERED);
  EXPECT_EQ(page.connection(), v1::Page::NONE);
  const auto facts = FactsOf(page.name());
  ASSERT_EQ(facts.facts_size(), 1);
  EXPECT_EQ(facts.facts(0).kind(), v1::FACT_KIND_PAGE_REGISTERED);
  EXPECT_EQ(facts.facts(0).achieved_on(), "2022-05-20");
}

TEST_P(PagesTest, APageWithoutADayIsPlanned) {
  const v1::Page page = AddPage("ha-khanh", "");
  EXPECT_EQ(page.state(), v1::Page::PLANNED);
  EXPECT_EQ(FactsOf(page.name()).facts_size(), 0);
  EXPECT_EQ(AddPage("ha-khanh", "").state(), v1::Page::PLANNED);
}

TEST_P(PagesTest, IsFoundByThePlatformsId) {
  const v1::Page page = AddPage("ha-khanh", "1001", "2022-05-20");
  const auto found = Get("pages/facebook:1001");
  ASSERT_THAT(found, IsOk());
  EXPECT_THAT(*found, EqualsProto(page));
  EXPECT_THAT(Get("pages/webhook:1001"), HasReason("PAGE_NOT_FOUND"));
  EXPECT_THAT(Get("pages/zalo:1001"), HasReason("PAGE_NOT_FOUND"));
  EXPECT_THAT(Get("pages/nothing"), HasReason("PAGE_NOT_FOUND"));
}

TEST_P(PagesTest, APlatformsIdIsThereOnce) {
  const v1::Page page = AddPage("ha-khanh", "1001", "2022-05-20");
  const auto again =
      pages.CreatePage(Manage(), NewPage("units/ha-phong", "1001"));
  EXPECT_THAT(again, HasReason("PAGE_ALREADY_EXISTS"));
  EXPECT_THAT(again, HasMetadata("page", page.name()));
}

TEST_P(PagesTest, RefusesADayToComeAndAnUnknownUnit) {
  auto request = NewPage("units/ha-phong", "1001");
  request.mutable_page()->set_established_on("2022-06-02");
  EXPECT_THAT(pages.CreatePage(Manage(), request),
              HasReason("ESTABLISHED_IN_FUTURE"));
  request.mutable_page()->set_established_on("2022-06-01");
  EXPECT_THAT(pages.CreatePage(Manage(), request), IsOk());
  EXPECT_THAT(pages.CreatePage(Manage(), NewPage("units/nowhere", "1")),
              HasReason("UNIT_NOT_FOUND"));
}

TEST_P(PagesTest, ABatchAnswersEachItemAndRepeatsItsAnswers) {
  v1::BatchCreatePagesRequest request;
  *request.add_requests() = NewPage("units/code:06706", "1");
  *request.add_requests() = NewPage("units/nowhere", "2");
  *request.add_requests() = NewPage("units/ha-long", "1");
  *request.add_requests() = NewPage("units/ha-long", "3");
  request.set_request_id("5d8d6b1e-3a51-4d7a-8d3e-2f4c6b1f0a01");
  const auto first = pages.BatchCreatePages(Manage(), request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->results_size(), 4);
  EXPECT_EQ(first->results(0).page().unit(), "units/ka-long");
  EXPECT_THAT(status::FromRpcStatus(first->results(1).error()),
              HasReason("UNIT_NOT_FOUND"));
  EXPECT_THAT(status::FromRpcStatus(first->results(2).error()),
              HasReason("PAGE_ALREADY_EXISTS"));
  EXPECT_TRUE(first->results(3).has_page());
  const auto second = pages.BatchCreatePages(Manage(), request);
  ASSERT_THAT(second, IsOk());
  EXPECT_THAT(*second, EqualsProto(*first));
}

TEST_P(PagesTest, ARetiredPageTakesNoChange) {
  const v1::Page page = AddPage("ha-khanh", "1001", "2022-05-20");
  const auto retired = Retire(page.name(), "2022-05-31");
  ASSERT_THAT(retired, IsOk());
  EXPECT_EQ(retired->state(), v1::Page::RETIRED);
  EXPECT_THAT(Retire(page.name()), HasReason("PAGE_RETIRED"));
  v1::UpdatePageRequest update;
  update.mutable_page()->set_name(page.name());
  update.mutable_update_mask()->add_paths("url");
  EXPECT_THAT(pages.UpdatePage(Manage(), update), HasReason("PAGE_RETIRED"));
}

TEST_P(PagesTest, AnEndToComeLetsThePageLiveUntilThen) {
  const v1::Page page = AddPage("ha-khanh", "1001", "2022-05-20");
  ASSERT_THAT(Retire(page.name(), "2022-06-15"), IsOk());
  EXPECT_EQ(Get(page.name())->state(), v1::Page::REGISTERED);
  SetToday("2022-06-15");
  EXPECT_EQ(Get(page.name())->state(), v1::Page::RETIRED);
}

TEST_P(PagesTest, CannotEndBeforeItBegan) {
  const v1::Page page = AddPage("ha-khanh", "1001", "2022-05-20");
  EXPECT_THAT(Retire(page.name(), "2022-05-19"),
              HasReason("RETIRED_BEFORE_ESTABLISHED"));
}

TEST_P(PagesTest, AnUpdateMovesTheFactWithTheDay) {
  const v1::Page page = AddPage("ha-khanh", "1001");
  v1::UpdatePageRequest request;
  request.mutable_page()->set_name("pages/facebook:1001");
  request.mutable_page()->set_established_on("2022-04-15");
  request.mutable_page()->set_etag(page.etag());
  request.mutable_update_mask()->add_paths("established_on");
  const auto updated = pages.UpdatePage(Manage(), request);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->state(), v1::Page::REGISTERED);
  EXPECT_EQ(FactsOf(page.name()).facts(0).achieved_on(), "2022-04-15");
  EXPECT_THAT(pages.UpdatePage(Manage(), request), HasReason("ETAG_MISMATCH"));
  request.mutable_page()->set_etag("");
  request.mutable_page()->set_established_on("");
  EXPECT_EQ(pages.UpdatePage(Manage(), request)->state(), v1::Page::PLANNED);
  EXPECT_EQ(FactsOf(page.name()).facts_size(), 0);
  request.mutable_update_mask()->add_paths("unit");
  EXPECT_THAT(pages.UpdatePage(Manage(), request),
              HasReason("MASK_PATH_UNKNOWN"));
}

TEST_P(PagesTest, ListsByStateLevelAndSubtree) {
  AddPage("ha-long", "1", "2022-04-20");
  AddPage("ha-khanh", "2");
  AddPage("ka-long", "3", "2022-05-20");
  const v1::Page ended = AddPage("ha-phong", "4", "2022-05-20");
  ASSERT_THAT(Retire(ended.name()), IsOk());
  v1::ListPagesRequest request;
  EXPECT_THAT(List(request), ElementsAre("1", "2", "3", "4"));
  request.set_within("units/ha-long");
  EXPECT_THAT(List(request), ElementsAre("1", "2", "4"));
  request.set_level("commune");
  EXPECT_THAT(List(request), ElementsAre("2", "4"));
  request.set_state(v1::Page::RETIRED);
  EXPECT_THAT(List(request), ElementsAre("4"));
  request.Clear();
  request.set_page_size(3);
  const auto context = Admin(options::v1::PERMISSION_READ_REGISTER);
  request.set_page_token(pages.ListPages(context, request)->next_page_token());
  EXPECT_THAT(List(request), ElementsAre("4"));
}

INSTANTIATE_TEST_SUITE_P(Engines, PagesTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
