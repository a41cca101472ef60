#include "services/moderation/reviews/review_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "services/moderation/migrations.h"
#include "services/moderation/reviews/decision.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {
namespace {

using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Tree : public auth::AccessSource {
 public:
  Tree() {
    view->Add("units/province", "");
    view->Add("units/halong", "units/province");
    view->Add("units/hakhanh", "units/halong");
    const auto approver = auth::Role::ROLE_APPROVER;
    view->Bind("principals/chief", approver, "units/province");
    view->Bind("principals/lan", approver, "units/halong");
    view->Bind("principals/mai", approver, "units/hakhanh");
  }
  std::shared_ptr<const auth::AccessView> Current() const override {
    return view;
  }
  std::shared_ptr<testing::TreeView> view =
      std::make_shared<testing::TreeView>();
};

class ReviewWorkTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  // A review of a clean post; `after` days of time for a look, 0: people first.
  StoredReview ReviewOf(const std::string& id, const std::string& unit,
                        const std::string& author, int after = 0) {
    v1::ScreeningInput input;
    input.set_post("posts/" + id);
    input.set_unit(unit);
    input.set_title("Tin " + id);
    input.set_author(author);
    input.set_last_editor(author);
    v1::Screening screening;
    screening.set_severity(v1::SEVERITY_INFO);
    screening.set_input_sha256(id);
    v1::Policy policy;
    if (after > 0) policy.add_review_after()->set_days(after);
    return NewReview(id, input, "commune", screening, policy, now_);
  }
  void Open(const std::string& id, const std::string& unit,
            const std::string& author, int after = 0) {
    StoredReview stored = ReviewOf(id, unit, author, after);
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      return InsertReview(tx, stored).status();
    }),
                IsOk());
  }

  std::vector<std::string> Titles(const work::Duty& duty) {
    ReviewWork source(*db_, tree_);
    const auto items = source.Waiting(duty, now_);
    EXPECT_THAT(items, IsOk());
    std::vector<std::string> titles;
    for (const auto& item : *items) {
      titles.push_back(
          absl::StrCat(item.title(), " @", item.responsible_unit()));
    }
    return titles;
  }
  std::vector<std::string> For(const std::string& who) {
    return Titles(work::Duty::Of(tree_.view, "principals/" + who));
  }

  const absl::Time now_ = absl::FromUnixSeconds(1'654'000'000);
  Tree tree_;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
};

INSTANTIATE_TEST_SUITE_P(Engines, ReviewWorkTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ReviewWorkTest, IsTheUnitsOwnAndNobodyElses) {
  Open("a", "units/hakhanh", "principals/author");
  EXPECT_THAT(For("mai"), ElementsAre("Duyệt bài: Tin a @units/hakhanh"));
  EXPECT_THAT(For("lan"), IsEmpty());
  EXPECT_THAT(For("chief"), IsEmpty());
  EXPECT_THAT(For("author"), IsEmpty());
}

TEST_P(ReviewWorkTest, IsTheParentsWhereTheOnlyApproverWroteThePost) {
  Open("a", "units/hakhanh", "principals/mai");
  EXPECT_THAT(For("mai"), IsEmpty());
  EXPECT_THAT(For("lan"), ElementsAre("Duyệt bài: Tin a @units/halong"));
}

TEST_P(ReviewWorkTest, OfALookIsTheSuperiors) {
  Open("a", "units/hakhanh", "principals/author", 3);
  EXPECT_THAT(For("mai"), IsEmpty());
  EXPECT_THAT(For("lan"),
              ElementsAre("Hậu kiểm bài đã đăng: Tin a @units/halong"));
}

TEST_P(ReviewWorkTest, OfEverybodyIsAll) {
  Open("a", "units/hakhanh", "principals/author");
  Open("b", "units/province", "principals/author", 1);
  EXPECT_THAT(
      Titles(work::Duty::OfEverybody(tree_.view)),
      UnorderedElementsAre("Duyệt bài: Tin a @units/hakhanh",
                           "Hậu kiểm bài đã đăng: Tin b @units/province"));
}

TEST_P(ReviewWorkTest, IsFoundBehindThatOfThousandsOfOthers) {
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    for (int i = 0; i < work::kMaxOfAKind + 1; ++i) {
      StoredReview other =
          ReviewOf(absl::StrCat("a", i), "units/province", "principals/author");
      RETURN_IF_ERROR(InsertReview(tx, other).status());
    }
    return absl::OkStatus();
  }),
              IsOk());
  Open("b", "units/hakhanh", "principals/author");
  EXPECT_THAT(For("mai"), ElementsAre("Duyệt bài: Tin b @units/hakhanh"));
  EXPECT_EQ(For("chief").size(), size_t{work::kMaxOfAKind});
}

}  // namespace
}  // namespace loa::moderation
