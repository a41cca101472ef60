#include "services/units/pages/page_state.h"

#include <gtest/gtest.h>

namespace loa::units {
namespace {

using v1::Page;

constexpr PageState kStates[] = {Page::PLANNED, Page::REGISTERED, Page::ACTIVE,
                                 Page::RETIRED};
constexpr PageConnection kConnections[] = {Page::NONE, Page::CONNECTED,
                                           Page::BROKEN};
constexpr PageAction kActions[] = {
    PageAction::kEdit,       PageAction::kRetire, PageAction::kConnect,
    PageAction::kDisconnect, PageAction::kProve,  PageAction::kRefuse};

TEST(PageState, TheLatestDateThatCameDecides) {
  const std::optional<base::Days> never;
  for (const auto established : {never, std::optional<base::Days>(10)}) {
    for (const auto active : {never, std::optional<base::Days>(20)}) {
      for (const auto retired : {never, std::optional<base::Days>(30)}) {
        const PageDates dates = {established, active, retired};
        for (base::Days day = 0; day < 40; ++day) {
          PageState expected = Page::PLANNED;
          if (established && day >= 10) expected = Page::REGISTERED;
          if (active && day >= 20) expected = Page::ACTIVE;
          if (retired && day >= 30) expected = Page::RETIRED;
          ASSERT_EQ(StateOn(dates, day), expected) << day;
        }
      }
    }
  }
}

TEST(PageState, OnlyARetiredPageRefusesAndStillForgetsItsCredential) {
  for (const PageState state : kStates) {
    for (const PageAction action : kActions) {
      const bool refused =
          state == Page::RETIRED && action != PageAction::kDisconnect;
      EXPECT_EQ(TakesAction(state, action), !refused)
          << state << " " << static_cast<int>(action);
    }
  }
}

TEST(PageState, EveryActionOnEveryConnectionIsAsDesigned) {
  for (const PageConnection connection : kConnections) {
    EXPECT_EQ(ConnectionAfter(connection, PageAction::kEdit), connection);
    EXPECT_EQ(ConnectionAfter(connection, PageAction::kRetire), connection);
    EXPECT_EQ(ConnectionAfter(connection, PageAction::kConnect),
              Page::CONNECTED);
  }
  EXPECT_EQ(ConnectionAfter(Page::NONE, PageAction::kDisconnect), std::nullopt);
  EXPECT_EQ(ConnectionAfter(Page::CONNECTED, PageAction::kDisconnect),
            Page::NONE);
  EXPECT_EQ(ConnectionAfter(Page::BROKEN, PageAction::kDisconnect), Page::NONE);
  EXPECT_EQ(ConnectionAfter(Page::NONE, PageAction::kProve), std::nullopt);
  EXPECT_EQ(ConnectionAfter(Page::NONE, PageAction::kRefuse), std::nullopt);
  for (const PageConnection kept : {Page::CONNECTED, Page::BROKEN}) {
    EXPECT_EQ(ConnectionAfter(kept, PageAction::kProve), Page::CONNECTED);
    EXPECT_EQ(ConnectionAfter(kept, PageAction::kRefuse), Page::BROKEN);
  }
}

}  // namespace
}  // namespace loa::units
