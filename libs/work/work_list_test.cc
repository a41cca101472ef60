#include "libs/work/work_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/rpc/contract_check.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "libs/work/one_line.h"

namespace loa::work {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using options::v1::PERMISSION_DECIDE_REVIEWS;
using options::v1::ROLE_APPROVER;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(WorkContract, DeclaresAccessAndLimitsEverywhere) {
  EXPECT_THAT(
      rpc::ContractViolations(*v1::ListWorkRequest::descriptor()->file()),
      IsEmpty());
}

TEST(OneLine, CutsBetweenCharacters) {
  EXPECT_EQ(OneLine("Mưa lớn\nở Hạ Long"), "Mưa lớn");
  std::string text = "x";
  while (text.size() < 300) text += "ệ";  // three bytes
  EXPECT_EQ(OneLine(text), text.substr(0, 118) + "…");
}

// A review a unit, which its author cannot decide.
class Reviews : public WorkSource {
 public:
  struct Row {
    std::string unit;
    std::string author;
    absl::Time since;
    std::optional<absl::Time> due;
  };

  absl::StatusOr<std::vector<v1::WorkItem>> Waiting(const Duty& duty,
                                                    absl::Time) override {
    std::vector<v1::WorkItem> items;
    for (size_t i = 0; i < rows.size(); ++i) {
      const Row& row = rows[i];
      const auto unit =
          duty.Responsible(PERMISSION_DECIDE_REVIEWS, row.unit, {row.author});
      if (!unit) continue;
      v1::WorkItem& item = items.emplace_back();
      item.set_resource("reviews/" + std::to_string(i));
      item.set_responsible_unit(*unit);
      *item.mutable_since_time() = base::TimestampOf(row.since);
      if (row.due) *item.mutable_due_time() = base::TimestampOf(*row.due);
    }
    return items;
  }

  std::vector<Row> rows;
};

class Tree : public auth::AccessSource {
 public:
  Tree() {
    view->Add("units/province", "");
    view->Add("units/district", "units/province");
    view->Add("units/commune", "units/district");
    view->Bind("principals/dung", ROLE_APPROVER, "units/district");
    view->Bind("principals/binh", ROLE_APPROVER, "units/province");
  }
  std::shared_ptr<const auth::AccessView> Current() const override {
    return view;
  }
  std::shared_ptr<testing::TreeView> view =
      std::make_shared<testing::TreeView>();
};

class WorkListTest : public ::testing::Test {
 protected:
  std::vector<std::string> For(const std::string& who) {
    rpc::RequestContext context;
    context.principal.name = "principals/" + who;
    context.now = now_;
    const auto answer = list_.ListWork(context, v1::ListWorkRequest());
    EXPECT_THAT(answer, IsOk());
    std::vector<std::string> resources;
    for (const auto& item : answer->items()) {
      resources.push_back(item.resource());
    }
    return resources;
  }

  const absl::Time now_ = absl::FromUnixSeconds(1'654'000'000);
  Tree tree_;
  Reviews reviews_;
  WorkList list_{tree_, {&reviews_}};
};

TEST_F(WorkListTest, GivesToTheParentWhereTheUnitHasNobody) {
  reviews_.rows = {{"units/commune", "principals/lan", now_, {}}};
  EXPECT_THAT(For("dung"), ElementsAre("reviews/0"));
  EXPECT_THAT(For("binh"), IsEmpty());
  EXPECT_THAT(For("lan"), IsEmpty());

  tree_.view->Bind("principals/mai", ROLE_APPROVER, "units/commune");
  EXPECT_THAT(For("mai"), ElementsAre("reviews/0"));
  EXPECT_THAT(For("dung"), IsEmpty());
}

TEST_F(WorkListTest, GoesPastTheOneWhoMayNot) {
  reviews_.rows = {{"units/commune", "principals/dung", now_, {}}};
  EXPECT_THAT(For("dung"), IsEmpty());
  EXPECT_THAT(For("binh"), ElementsAre("reviews/0"));
}

TEST_F(WorkListTest, PutsFirstWhatIsDueFirstAndMarksTheOverdue) {
  const absl::Duration hour = absl::Hours(1);
  reviews_.rows = {{"units/commune", "", now_, {}},
                   {"units/commune", "", now_, now_ + hour},
                   {"units/commune", "", now_, now_ - hour},
                   {"units/commune", "", now_ - hour, {}}};
  EXPECT_THAT(For("dung"),
              ElementsAre("reviews/2", "reviews/1", "reviews/3", "reviews/0"));
  rpc::RequestContext context;
  context.now = now_;
  const auto all = list_.ListAllWork(context, v1::ListAllWorkRequest());
  ASSERT_THAT(all, IsOk());
  ASSERT_EQ(all->items_size(), 4);
  EXPECT_TRUE(all->items(0).overdue());
  EXPECT_FALSE(all->items(1).overdue());
  EXPECT_FALSE(all->items(2).overdue());
  EXPECT_EQ(all->items(0).responsible_unit(), "units/district");
}

TEST_F(WorkListTest, PagesWithoutLossOrRepetition) {
  for (int i = 0; i < 7; ++i) {
    reviews_.rows.push_back({"units/commune", "", now_, {}});
  }
  rpc::RequestContext context;
  context.now = now_;
  v1::ListAllWorkRequest request;
  request.set_page_size(3);
  std::vector<std::string> seen;
  do {
    const auto page = list_.ListAllWork(context, request);
    ASSERT_THAT(page, IsOk());
    for (const auto& item : page->items()) seen.push_back(item.resource());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(seen,
              ElementsAre("reviews/0", "reviews/1", "reviews/2", "reviews/3",
                          "reviews/4", "reviews/5", "reviews/6"));
  request.set_page_token("broken");
  EXPECT_THAT(list_.ListAllWork(context, request),
              HasReason("PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace loa::work
