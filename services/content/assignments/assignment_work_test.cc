#include "services/content/assignments/assignment_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using work::v1::WorkItem;

class AssignmentWorkTest : public PostWorld {
 protected:
  std::vector<WorkItem> Waiting(const std::string& who) {
    const auto items = source_.Waiting(
        work::Duty::Of(tree_, "principals/" + who), clock_.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<WorkItem>());
  }

  AssignmentWork source_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, AssignmentWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AssignmentWorkTest, IsThatOfTheUnitUntilItAnswers) {
  const v1::Post post = Asked();
  const v1::Assignment first = AssignmentsOf(post.name())[0];
  const std::vector<WorkItem> items = Waiting("xa");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].kind(), WorkItem::ASSIGNMENT);
  EXPECT_EQ(items[0].resource(), first.name());
  EXPECT_EQ(items[0].unit(), "units/xa-1");
  EXPECT_EQ(items[0].responsible_unit(), "units/xa-1");
  EXPECT_EQ(items[0].title(),
            "Trả lời bài được giao cho pages/p1: Người tốt việc tốt");
  EXPECT_EQ(base::TimeOf(items[0].due_time()),
            base::TimeOf(first.close_time()));
  ASSERT_THAT(Decline(first.name()), IsOk());
  EXPECT_THAT(Waiting("xa"), IsEmpty());
}

TEST_P(AssignmentWorkTest, IsNoneWhereNoAnswerIsAskedForOrItIsTooLate) {
  Asked(v1::Audience::OPTIONAL);
  EXPECT_THAT(Waiting("xa"), IsEmpty());
  Asked();
  EXPECT_THAT(Waiting("xa"), SizeIs(1));
  clock_.Advance(absl::Hours(24 * 30));
  EXPECT_THAT(Waiting("xa"), IsEmpty());
}

TEST_P(AssignmentWorkTest, HoldsWhatWasSentBack) {
  const v1::Post post = Asked(v1::Audience::OPTIONAL, v1::Audience::OPEN);
  const v1::Assignment first = AssignmentsOf(post.name())[0];
  desk_.answer = moderation::v1::Review::CHANGES_REQUESTED;
  ASSERT_THAT(Adopt(first.name(), "Xã ta."), IsOk());
  const std::vector<WorkItem> items = Waiting("xa");
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].title(),
            "Sửa phần riêng chưa được duyệt của pages/p1: Người tốt việc tốt");
  EXPECT_FALSE(items[0].has_due_time());
  ASSERT_THAT(Adopt(first.name()), IsOk());
  EXPECT_THAT(Waiting("xa"), IsEmpty());
}

TEST_P(AssignmentWorkTest, HoldsWhoseApprovalLapsed) {
  const v1::Post post = Asked(v1::Audience::OPTIONAL, v1::Audience::OPEN);
  ASSERT_THAT(Adopt(AssignmentsOf(post.name())[0].name(), "Xã ta."), IsOk());
  EXPECT_THAT(Waiting("xa"), IsEmpty());  // moderation's to do
  ASSERT_THAT(db_->Write([](sql::Tx& tx) {
    return tx.Exec("UPDATE local_part SET state = 5").status();
  }),
              IsOk());
  EXPECT_THAT(Waiting("xa"), SizeIs(1));
  EXPECT_THAT(Waiting("lan"), IsEmpty());
}

}  // namespace
}  // namespace loa::content
