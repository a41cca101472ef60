#include "services/content/hand/hand_taking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/hand/hand_store.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/gates.h"
#include "services/content/publications/publication_store.h"
#include "services/content/testing/amendment_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using P = v1::Publication;

class HandTakingTest : public AmendmentWorld {
 protected:
  // `count` publications of `page` that are due now.
  void AddDue(const std::string& page, int count) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
      for (int i = 0; i < count; ++i) {
        Publication p;
        p.name = absl::StrCat("publications/", page, "-", i);
        p.post = absl::StrCat("posts/", i);
        p.page = page;
        p.unit = "units/xa-1";
        p.kind = "ARTICLE";
        p.due_at = clock_.Now();
        p.not_before = p.due_at;
        p.sequence = i;
        RETURN_IF_ERROR(InsertPublication(tx, p).status());
        RETURN_IF_ERROR(
            RecordApproval(tx, {.post = p.post, .approved_at = clock_.Now()}));
      }
      return absl::OkStatus();
    }),
                IsOk());
  }
  int CountIn(PublicationState state) {
    int count = 0;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(
          const sql::Rows rows,
          tx.Run("SELECT publication FROM publication WHERE state = $1",
                 static_cast<int64_t>(state)));
      count = static_cast<int>(rows.size());
      return absl::OkStatus();
    }),
                IsOk());
    return count;
  }
  // How the engine goes about it, a line a step.
  std::string PlanOf(absl::string_view sql) {
    const bool lite = GetParam() == sql::Engine::kSqlite;
    const std::string explain =
        absl::StrCat(lite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ", sql);
    std::vector<std::string> lines;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(
          const sql::Rows rows,
          tx.Run(explain,
                 sql::JsonArray(std::vector<std::string>{"pages/hand"}),
                 clock_.Now()));
      for (const sql::Row row : rows) lines.push_back(row.Text(lite ? 3 : 0));
      return absl::OkStatus();
    }),
                IsOk());
    return absl::StrJoin(lines, "\n");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, HandTakingTest, testing::kEngines,
                         testing::EngineName);

TEST_P(HandTakingTest, TakesWhatIsDueOnPagesWithoutAConnectionAlone) {
  registry_.AddPageByHand("pages/hand", "units/xa-1");
  AddDue("pages/hand", 3);
  AddDue("pages/p1", 3);
  HandTaking taking(*db_, registry_);
  EXPECT_THAT(taking.RunOnce(clock_.Now() - absl::Seconds(1)), IsOkAndHolds(0));
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(3));
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(0));
  EXPECT_EQ(CountIn(P::SCHEDULED), 3);
}

TEST_P(HandTakingTest, TakesWhatWaitsOnAPageThatLosesItsConnection) {
  AddDue("pages/late", 2);
  HandTaking taking(*db_, registry_);
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(0));
  registry_.AddPageByHand("pages/late", "units/xa-1");
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(2));
}

TEST_P(HandTakingTest, LeavesWhatPeoplePausedUntilTheyOpenIt) {
  registry_.AddPageByHand("pages/hand", "units/xa-1");
  AddDue("pages/hand", 2);
  HandTaking taking(*db_, registry_);
  const auto close = [&](std::string subject, std::string cause) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return CloseGate(tx,
                       {.subject = std::move(subject),
                        .cause = std::move(cause),
                        .closed_at = clock_.Now()},
                       std::nullopt);
    }),
                IsOk());
  };
  const auto open = [&](const std::string& subject) {
    EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
      return OpenGate(tx, subject, clock_.Now());
    }),
                IsOk());
  };
  for (const char* gate : {"units/xa-1", "units/tinh", "pages/hand", "app"}) {
    close(gate, "PAUSED");
    EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(0)) << gate;
    open(gate);
  }
  close("app", "THROTTLED");  // a matter of the API
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(2));
}

TEST_P(HandTakingTest, LeavesWhatNoApprovalCovers) {
  registry_.AddPageByHand("pages/hand", "units/xa-1");
  AddDue("pages/hand", 2);
  EXPECT_THAT(
      db_->Write([&](sql::Tx& tx) { return VoidApproval(tx, "posts/1"); }),
      IsOk());
  HandTaking taking(*db_, registry_);
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(1));
}

TEST_P(HandTakingTest, GivesEveryPageItsTurn) {
  for (const char* page : {"pages/h1", "pages/h2", "pages/h3"}) {
    registry_.AddPageByHand(page, "units/xa-1");
    AddDue(page, 1);
  }
  HandTaking taking(*db_, registry_, 2);
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(2));
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(1));
  EXPECT_EQ(CountIn(P::BY_HAND), 3);
}

TEST_P(HandTakingTest, TakesMoreThanATransactionHoldsInOneRound) {
  registry_.AddPageByHand("pages/hand", "units/xa-1");
  AddDue("pages/hand", 250);
  HandTaking taking(*db_, registry_);
  EXPECT_THAT(taking.RunOnce(clock_.Now()), IsOkAndHolds(250));
}

TEST_P(HandTakingTest, ReadsNothingOfABacklogOnOtherPages) {
  AddDue("pages/p1", 2000);
  AddDue("pages/p2", 2000);
  ASSERT_THAT(
      db_->Write([](sql::Tx& tx) { return tx.Exec("ANALYZE").status(); }),
      IsOk());
  const std::string plan = PlanOf(kPagesWithDueSql);
  // Each page is looked up by the index of its order, and no row beside.
  if (GetParam() == sql::Engine::kSqlite) {
    EXPECT_THAT(plan, HasSubstr("SEARCH p USING COVERING INDEX "
                                "publication_by_page (page=? AND state=?)"));
    EXPECT_THAT(plan, Not(HasSubstr("SCAN p")));
  } else {
    EXPECT_THAT(plan, AllOf(HasSubstr("using publication_by_page"),
                            Not(HasSubstr("Seq Scan on publication"))));
    EXPECT_THAT(plan, HasSubstr(".value) AND (state = 1)"));
  }
}

}  // namespace
}  // namespace loa::content
