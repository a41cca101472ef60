#include "services/content/outside/alert_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/outside/outside_posts.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using work::v1::WorkItem;

class AlertWorkTest : public PostWorld {
 protected:
  AlertWorkTest() {
    registry_.AddPageByHand("pages/xa", "units/xa-1");
    tree_->Bind("principals/chi", options::v1::ROLE_MANAGER, "units/xa-1");
  }

  void Raise(absl::string_view kind, const std::string& page,
             const std::string& unit) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return RaiseAlert(tx, ids_,
                        {.page = page,
                         .unit = unit,
                         .kind = std::string(kind),
                         .count = 1,
                         .raised_at = clock_.Now()});
    }),
                IsOk());
  }
  std::vector<WorkItem> For(const std::string& who) {
    AlertWork source(*db_, registry_);
    const auto items = source.Waiting(
        work::Duty::Of(tree_, "principals/" + who), clock_.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<WorkItem>());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, AlertWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AlertWorkTest, IsTheUnitsUntilSomebodyLookedAtThePage) {
  EXPECT_THAT(For("chi"), IsEmpty());
  Raise(kOutsideBurst, "pages/xa", "units/xa-1");
  const std::vector<WorkItem> items = For("chi");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].kind(), WorkItem::PAGE);
  EXPECT_EQ(items[0].title(),
            "Kiểm tra nhiều bài đăng ngoài Loa trên Trang xã");
  EXPECT_EQ(items[0].unit(), "units/xa-1");
  EXPECT_EQ(items[0].responsible_unit(), "units/xa-1");
  EXPECT_EQ(base::TimeOf(items[0].due_time()), clock_.Now());
  EXPECT_EQ(items[0].method(),
            "loa.content.v1.OutsidePostService/AcknowledgePageAlert");
  EXPECT_THAT(For("minh"), IsEmpty());
  OutsidePosts outside(*db_, registry_);
  v1::AcknowledgePageAlertRequest request;
  request.set_name(items[0].resource());
  ASSERT_THAT(
      outside.Acknowledge(Context("principals/chi",
                                  options::v1::PERMISSION_MANAGE_PUBLICATIONS),
                          request),
      IsOk());
  EXPECT_THAT(For("chi"), IsEmpty());
}

TEST_P(AlertWorkTest, SaysWhatIsWrongAndGoesUpWhereNobodyIs) {
  Raise(kOutsideLink, "pages/p2", "units/xa-2");
  Raise(kWithdrawnVisible, "pages/p2", "units/xa-2");
  EXPECT_THAT(For("chi"), IsEmpty());
  const std::vector<WorkItem> items = For("minh");
  ASSERT_THAT(items, SizeIs(2));
  EXPECT_EQ(items[0].title(), "Kiểm tra liên kết lạ trên pages/p2");
  EXPECT_EQ(items[1].title(), "Kiểm tra bài đã gỡ còn hiện trên pages/p2");
  EXPECT_EQ(items[1].responsible_unit(), "units/tinh");
}

}  // namespace
}  // namespace loa::content
