#include "services/content/outside/outside_posts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/rpc/contract_check.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "loa/content/v1/amendment_dispatch_service.pb.h"
#include "loa/content/v1/hand_delivery_service.pb.h"
#include "loa/content/v1/sweep_service.pb.h"
#include "services/content/outside/outside_store.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::SizeIs;

class OutsidePostsTest : public PostWorld {
 protected:
  void Adopt(const std::string& page, const std::string& unit, int number) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return InsertOutsidePost(tx, {.page = page,
                                    .platform_post_id = absl::StrCat(number),
                                    .unit = unit,
                                    .text = "Chào",
                                    .posted_at = clock_.Now(),
                                    .adopted_at = clock_.Now(),
                                    .sequence = number})
          .status();
    }),
                IsOk());
  }
  void Raise(const std::string& unit) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return RaiseAlert(tx, ids_,
                        {.page = "pages/p1",
                         .unit = unit,
                         .kind = std::string(kOutsideBurst),
                         .detail = "6 posts",
                         .count = 1,
                         .raised_at = clock_.Now()});
    }),
                IsOk());
  }
  rpc::RequestContext Reader(absl::string_view who = "principals/minh") {
    return Context(who, options::v1::PERMISSION_READ_POSTS);
  }

  OutsidePosts outside_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, OutsidePostsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(OutsidePostsTest, ListsAPageAtATimeWhatTheCallerMaySee) {
  Adopt("pages/p1", "units/xa-1", 1);
  Adopt("pages/p2", "units/xa-2", 2);
  Adopt("pages/p1", "units/xa-1", 3);
  v1::ListOutsidePostsRequest request;
  request.set_page_size(2);
  auto page = outside_.List(Reader(), request);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->posts(), SizeIs(2));
  EXPECT_EQ(page->posts(1).platform_post_id(), "2");
  request.set_page_token(page->next_page_token());
  page = outside_.List(Reader(), request);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->posts(), SizeIs(1));
  EXPECT_EQ(page->next_page_token(), "");
  request.Clear();
  request.set_page("pages/p2");
  page = outside_.List(Reader(), request);
  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(page->posts(), SizeIs(1));
  page = outside_.List(Reader("principals/xa"), {});
  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(page->posts(), SizeIs(2));
}

TEST_P(OutsidePostsTest, CountsByPageWithinAUnit) {
  Adopt("pages/p1", "units/xa-1", 1);
  Adopt("pages/p1", "units/xa-2", 2);  // it moved
  Adopt("pages/p2", "units/xa-2", 3);
  auto count = outside_.Count(Reader(), {});
  ASSERT_THAT(count, IsOk());
  EXPECT_EQ(count->total(), 3);
  ASSERT_THAT(count->by_page(), SizeIs(2));
  EXPECT_EQ(count->by_page(0).count(), 2);
  v1::CountOutsidePostsRequest request;
  request.set_within("units/xa-1");
  count = outside_.Count(Reader(), request);
  ASSERT_THAT(count, IsOk());
  EXPECT_EQ(count->total(), 1);
  request.set_within("units/x");
  EXPECT_THAT(outside_.Count(Reader(), request), HasReason("UNIT_UNKNOWN"));
}

TEST_P(OutsidePostsTest, AnAlertIsOpenUntilSomebodyLookedAtThePage) {
  Raise("units/xa-1");
  Raise("units/xa-1");
  EXPECT_THAT(outside_.CountAlerts(), IsOkAndHolds(1));
  EXPECT_EQ(outside_.open_alerts(), 1);
  const auto open = outside_.ListAlerts(Reader(), {});
  ASSERT_THAT(open, IsOk());
  ASSERT_THAT(open->alerts(), SizeIs(1));
  EXPECT_EQ(open->alerts(0).count(), 2);
  v1::AcknowledgePageAlertRequest request;
  request.set_name(open->alerts(0).name());
  const auto manager =
      Context("principals/minh", options::v1::PERMISSION_MANAGE_PUBLICATIONS);
  const auto looked = outside_.Acknowledge(manager, request);
  ASSERT_THAT(looked, IsOk());
  EXPECT_EQ(looked->acknowledger(), "principals/minh");
  EXPECT_THAT(outside_.CountAlerts(), IsOkAndHolds(0));
  Raise("units/xa-1");  // a new one
  EXPECT_THAT(outside_.CountAlerts(), IsOkAndHolds(1));
  request.set_name("pageAlerts/x");
  EXPECT_THAT(outside_.Acknowledge(manager, request),
              HasReason("PAGE_ALERT_NOT_FOUND"));
}

TEST_P(OutsidePostsTest, AlertsAreAcknowledgedByWhoManagesThePage) {
  Raise("units/xa-2");
  const auto open = outside_.ListAlerts(Reader(), {});
  ASSERT_THAT(open, IsOk());
  v1::AcknowledgePageAlertRequest request;
  request.set_name(open->alerts(0).name());
  EXPECT_THAT(
      outside_.Acknowledge(
          Context("principals/xa", options::v1::PERMISSION_MANAGE_PUBLICATIONS),
          request),
      HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(outside_.ListAlerts(Reader("principals/xa"), {})->alerts(),
              SizeIs(0));
}

TEST(OutsideContract, TheContractsOfWhatIsVisibleAreWhole) {
  for (const auto* file : {v1::Amendment::descriptor()->file(),
                           v1::ListDueAmendmentsRequest::descriptor()->file(),
                           v1::HandTask::descriptor()->file(),
                           v1::OutsidePost::descriptor()->file(),
                           v1::ListDueSweepsRequest::descriptor()->file()}) {
    EXPECT_THAT(rpc::ContractViolations(*file), ::testing::IsEmpty())
        << file->name();
  }
}

}  // namespace
}  // namespace loa::content
