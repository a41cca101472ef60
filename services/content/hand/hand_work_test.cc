#include "services/content/hand/hand_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/hand/hand_delivery.h"
#include "services/content/hand/hand_taking.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/publications.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using work::v1::WorkItem;

constexpr char kPermalink[] = "https://www.facebook.com/1048/posts/77";

// units/xa-1 has a page without a connection, "Trang xã"; "principals/xa"
// writes there.
class HandWorkTest : public AmendmentWorld {
 protected:
  HandWorkTest() { registry_.AddPageByHand("pages/hand", "units/xa-1"); }

  std::vector<WorkItem> For(const work::Duty& duty) {
    const auto items = source_.Waiting(duty, clock_.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<WorkItem>());
  }
  std::vector<WorkItem> Of(const std::string& who) {
    return For(work::Duty::Of(tree_, "principals/" + who));
  }
  std::vector<std::string> Titles() {
    std::vector<std::string> titles;
    for (const WorkItem& item : Of("xa")) titles.push_back(item.title());
    return titles;
  }

  // A post for `pages` pages whose publications by hand, `by_hand`, are tasks
  // by now.
  void Task(int pages = 3, int by_hand = 1) {
    post_ = Create(Draft(absl::Minutes(1))).name();
    EXPECT_THAT(Submit(post_, pages), IsOk());
    Decide(post_, moderation::v1::Review::APPROVED);
    EXPECT_THAT(expander_.Expand(post_), IsOk());
    clock_.Advance(absl::Minutes(2));
    EXPECT_THAT(taking_.RunOnce(clock_.Now()), IsOkAndHolds(by_hand));
  }
  Publication ByHand() { return PublicationsOf(post_)[0]; }
  void ReportPosted() {
    v1::ReportPostedRequest request;
    request.set_name(ByHand().name);
    request.set_permalink(kPermalink);
    EXPECT_THAT(hand_.ReportPosted(Context("principals/xa"), request), IsOk());
  }

  HandDelivery hand_{*db_, ids_, registry_};
  HandTaking taking_{*db_, registry_};
  HandWork source_{*db_, registry_};
  std::string post_;
};
INSTANTIATE_TEST_SUITE_P(Engines, HandWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(HandWorkTest, IsToPutUpWhatIsDueOnAPageWithoutAConnection) {
  EXPECT_THAT(Of("xa"), IsEmpty());
  Task();
  const std::vector<WorkItem> items = Of("xa");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].kind(), WorkItem::HAND_TASK);
  EXPECT_EQ(items[0].title(), "Đăng bằng tay lên Trang xã: Người tốt việc tốt");
  EXPECT_EQ(items[0].resource(), ByHand().name);
  EXPECT_EQ(items[0].unit(), "units/xa-1");
  EXPECT_EQ(items[0].responsible_unit(), "units/xa-1");
  EXPECT_EQ(base::TimeOf(items[0].due_time()), ByHand().due_at);
  EXPECT_EQ(items[0].method(),
            "loa.content.v1.HandDeliveryService/ReportPosted");
  ReportPosted();
  EXPECT_THAT(Of("xa"), IsEmpty());
}

TEST_P(HandWorkTest, IsThePeoplesOfThePageAndElseOfTheNearestAbove) {
  Task();
  EXPECT_THAT(Of("xa"), SizeIs(1));
  EXPECT_THAT(Of("lan"), IsEmpty());  // writes for the whole province
  EXPECT_THAT(For(work::Duty::OfEverybody(tree_)), SizeIs(1));
  registry_.AddPageByHand("pages/hand-2", "units/xa-2");
  Task(4, 2);
  const std::vector<WorkItem> items = Of("lan");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].unit(), "units/xa-2");
  EXPECT_EQ(items[0].responsible_unit(), "units/tinh");
}

TEST_P(HandWorkTest, IsToSayThatWhatWasCancelledIsNotUp) {
  Task();
  Publications publications(*db_);
  v1::CancelPublicationRequest cancel;
  cancel.set_name(ByHand().name);
  ASSERT_THAT(publications.Cancel(Manager(), cancel), IsOk());
  EXPECT_THAT(Titles(), ElementsAre("Xác nhận chưa đăng bài đã hủy trên Trang "
                                    "xã: Người tốt việc tốt"));
  EXPECT_EQ(Of("xa")[0].method(),
            "loa.content.v1.HandDeliveryService/ReportNotPosted");
  v1::ReportNotPostedRequest request;
  request.set_name(ByHand().name);
  ASSERT_THAT(hand_.ReportNotPosted(Context("principals/xa"), request), IsOk());
  EXPECT_THAT(Titles(), IsEmpty());
}

TEST_P(HandWorkTest, IsToTakeDownWhatIsWithdrawn) {
  Task();
  ReportPosted();
  ASSERT_THAT(Withdraw(post_), IsOk());
  const std::vector<WorkItem> items = Of("xa");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].title(),
            "Gỡ bằng tay bài đã đăng trên Trang xã: Người tốt việc tốt");
  EXPECT_EQ(base::TimeOf(items[0].due_time()), clock_.Now());
  v1::ReportTakenDownRequest request;
  request.set_name(items[0].resource());
  ASSERT_THAT(hand_.ReportTakenDown(Context("principals/xa"), request), IsOk());
  EXPECT_THAT(Of("xa"), IsEmpty());
}

TEST_P(HandWorkTest, IsTheNextThingAlone) {
  Task();
  ReportPosted();
  EXPECT_THAT(SetTitle(post_, "Đã sửa"), IsOk());
  EXPECT_THAT(Submit(post_, 3), IsOk());
  Decide(post_, moderation::v1::Review::APPROVED);
  ASSERT_THAT(Correct(post_), IsOk());
  EXPECT_THAT(Titles(),
              ElementsAre("Sửa bằng tay bài đã đăng trên Trang xã: Đã sửa"));
  ASSERT_THAT(Withdraw(post_), IsOk());
  const std::vector<WorkItem> items = Of("xa");
  ASSERT_THAT(items, SizeIs(1));
  v1::ListHandTasksRequest list;
  const auto tasks = hand_.List(Context("principals/xa"), list);
  ASSERT_THAT(tasks, IsOk());
  ASSERT_THAT(tasks->tasks(), SizeIs(1));
  EXPECT_EQ(items[0].resource(), tasks->tasks(0).amendment());
}

TEST_P(HandWorkTest, IsFoundBehindThatOfThousandsOfOthers) {
  Task();
  // Of a unit whose own people they are, and all due earlier.
  tree_->Bind("principals/xa2", options::v1::ROLE_AUTHOR, "units/xa-2");
  ASSERT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    Publication other = ByHand();
    other.unit = "units/xa-2";
    for (int i = 0; i < work::kMaxOfAKind + 1; ++i) {
      other.name = absl::StrCat("publications/other-", i);
      other.page = absl::StrCat("pages/other-", i);
      other.due_at = clock_.Now() - absl::Hours(1);
      RETURN_IF_ERROR(InsertPublication(tx, other).status());
    }
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(Of("xa"), SizeIs(1));
  EXPECT_THAT(Of("xa2"), SizeIs(work::kMaxOfAKind));
}

}  // namespace
}  // namespace loa::content
