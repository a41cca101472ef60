#include "services/units/fleet/page_matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/units/fleet/page_problems.h"

namespace loa::units {
namespace {

using Match = v1::DiscoverPagesResponse::Match;
using Response = v1::DiscoverPagesResponse;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(PlaceName, IsWhatIsLeftOfPagesAndUnitsAlike) {
  for (const char* name :
       {"Mặt trận phường Hà Khánh", "MẶT TRẬN TỔ QUỐC PHƯỜNG HÀ KHÁNH",
        "Ủy ban MTTQ P. Hà Khánh",
        "Fanpage Mặt trận Tổ quốc VN phường Hà Khánh",
        "Trang cộng đồng Mặt trận phường Hà Khánh", "Phường Hà Khánh"}) {
    EXPECT_EQ(PlaceNameOf(name).with_kind, "phuong ha khanh") << name;
    EXPECT_EQ(PlaceNameOf(name).bare, "ha khanh") << name;
  }
  EXPECT_EQ(PlaceNameOf("Mặt trận").with_kind, "mat tran");
  EXPECT_EQ(PlaceNameOf("").bare, "");
}

class KnownFleetTest : public ::testing::Test {
 protected:
  KnownFleetTest() {
    fleet_.AddPage({"p-1", "ha-khanh", true}, "1001", "Mặt trận Hà Khánh");
    fleet_.AddPage({"p-2", "ha-phong", false}, "", "Mặt trận phường Hà Phong");
    fleet_.AddUnit("tien-yen", "Ủy ban MTTQ huyện Tiên Yên", "Huyện Tiên Yên");
    fleet_.AddUnit("tt-tien-yen", "Ủy ban MTTQ thị trấn Tiên Yên",
                   "Thị trấn Tiên Yên");
    fleet_.AddUnit("ka-long", "Ủy ban MTTQ phường Ka Long", "Phường Ka Long");
  }
  KnownFleet fleet_;
};

TEST_F(KnownFleetTest, ThePlatformsIdGoesBeforeEveryName) {
  Match match;
  EXPECT_THAT(fleet_.Find("1001", "Mặt trận phường Hà Phong", match),
              IsEmpty());
  EXPECT_EQ(match.page(), "pages/p-1");
  EXPECT_EQ(match.unit(), "units/ha-khanh");
  EXPECT_EQ(match.evidence(), Response::PLATFORM_ID);
  EXPECT_TRUE(match.connected());
}

TEST_F(KnownFleetTest, NamesFitWithoutDiacriticsAndKinds) {
  Match page;
  fleet_.Find("7", "Mat tran Ha Phong", page);
  EXPECT_EQ(page.page(), "pages/p-2");
  EXPECT_EQ(page.evidence(), Response::PAGE_NAME);
  Match unit;
  fleet_.Find("8", "MTTQ Ka Long", unit);
  EXPECT_EQ(unit.page(), "");
  EXPECT_EQ(unit.unit(), "units/ka-long");
  EXPECT_EQ(unit.evidence(), Response::UNIT_NAME);
}

TEST_F(KnownFleetTest, AKindDecidesWhereBareNamesAreTwo) {
  Match town;
  EXPECT_THAT(fleet_.Find("9", "Mặt trận thị trấn Tiên Yên", town), IsEmpty());
  EXPECT_EQ(town.unit(), "units/tt-tien-yen");
  Match either;
  EXPECT_THAT(fleet_.Find("9", "Mặt trận Tiên Yên", either),
              UnorderedElementsAre("units/tien-yen", "units/tt-tien-yen"));
  EXPECT_EQ(either.evidence(), Response::EVIDENCE_UNSPECIFIED);
}

TEST_F(KnownFleetTest, ANameOfAPageThatHasAnotherIdIsNoMatch) {
  Match match;
  EXPECT_THAT(fleet_.Find("9", "Mặt trận Hà Khánh", match), IsEmpty());
  EXPECT_EQ(match.evidence(), Response::EVIDENCE_UNSPECIFIED);
}

TEST(PageProblems, FollowConnectionTeamAndCredential) {
  v1::TeamMember head;
  head.set_head(true);
  const v1::TeamMember member;
  const struct {
    PageCondition condition;
    std::vector<v1::PageProblem> problems;
  } kCases[] = {
      {{.connection = v1::Page::NONE},
       {v1::PAGE_PROBLEM_DARK, v1::PAGE_PROBLEM_NO_HEAD,
        v1::PAGE_PROBLEM_FEWER_THAN_TWO}},
      {{.connection = v1::Page::NONE, .team = {head, member}}, {}},
      {{.connection = v1::Page::CONNECTED,
        .through_system_user = true,
        .team = {member, member}},
       {v1::PAGE_PROBLEM_NO_HEAD}},
      {{.connection = v1::Page::CONNECTED, .team = {head}},
       {v1::PAGE_PROBLEM_FEWER_THAN_TWO, v1::PAGE_PROBLEM_PERSON_BOUND}},
      {{.connection = v1::Page::BROKEN,
        .through_system_user = true,
        .team = {head, member}},
       {v1::PAGE_PROBLEM_DARK, v1::PAGE_PROBLEM_BROKEN}},
      {{.personal_profile = true}, {v1::PAGE_PROBLEM_PERSONAL_PROFILE}},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ProblemsOf(c.condition), c.problems);
  }
}

}  // namespace
}  // namespace loa::units
