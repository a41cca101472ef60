#include "services/units/fleet/teams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::loa::testing::NamesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TeamsTest : public testing::RegisterTest {
 protected:
  TeamsTest() {
    AddSmallTree();
    page_ = AddPage("ha-khanh", "1001").name();
  }
  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PAGES);
  }
  v1::ReplaceTeamRequest TeamOfTwo() {
    v1::ReplaceTeamRequest request;
    request.mutable_team()->set_page("pages/facebook:1001");
    v1::TeamMember& head = *request.mutable_team()->add_members();
    head.set_full_name("Nguyễn Thị Lan");
    head.set_position("Phó Chủ tịch");
    head.set_phone("0912 345 678");
    head.set_head(true);
    v1::TeamMember& member = *request.mutable_team()->add_members();
    member.set_full_name("Trần Văn Minh");
    member.set_phone("+84 (0) 987 654 321");
    return request;
  }
  absl::StatusOr<v1::Team> Get(const rpc::RequestContext& context) {
    v1::GetTeamRequest request;
    request.set_page(page_);
    return teams.GetTeam(context, request);
  }

  Teams teams{*database};
  std::string page_;
};

TEST_P(TeamsTest, APageHasAHeadAndMembersWithPhones) {
  const auto put = teams.ReplaceTeam(Manage(), TeamOfTwo());
  ASSERT_THAT(put, IsOk());
  EXPECT_EQ(put->page(), page_);
  ASSERT_EQ(put->members_size(), 2);
  EXPECT_TRUE(put->members(0).head());
  EXPECT_EQ(put->members(0).phone(), "+84912345678");
  EXPECT_EQ(put->members(1).phone(), "+84987654321");
  EXPECT_FALSE(put->masked());
  EXPECT_THAT(put->warnings(), IsEmpty());
  EXPECT_THAT(Get(Manage()), IsOkAndHolds(EqualsProto(*put)));
}

TEST_P(TeamsTest, AThinTeamIsAWarningAndNoRefusal) {
  EXPECT_THAT(Get(Manage())->warnings(),
              ElementsAre(v1::Team::FEWER_THAN_TWO, v1::Team::NO_HEAD));
  v1::ReplaceTeamRequest alone;
  alone.mutable_team()->set_page(page_);
  alone.mutable_team()->add_members()->set_full_name("Nguyễn Thị Lan");
  const auto put = teams.ReplaceTeam(Manage(), alone);
  ASSERT_THAT(put, IsOk());
  EXPECT_THAT(put->warnings(),
              ElementsAre(v1::Team::FEWER_THAN_TWO, v1::Team::NO_HEAD,
                          v1::Team::PHONE_MISSING));
}

TEST_P(TeamsTest, IsReplacedAsAWhole) {
  const auto first = teams.ReplaceTeam(Manage(), TeamOfTwo());
  ASSERT_THAT(first, IsOk());
  auto other = TeamOfTwo();
  other.mutable_team()->mutable_members()->DeleteSubrange(0, 1);
  other.mutable_team()->set_etag(first->etag());
  ASSERT_THAT(teams.ReplaceTeam(Manage(), other), IsOk());
  const auto now = Get(Manage());
  ASSERT_EQ(now->members_size(), 1);
  EXPECT_EQ(now->members(0).full_name(), "Trần Văn Minh");
  EXPECT_THAT(teams.ReplaceTeam(Manage(), other), HasReason("ETAG_MISMATCH"));
}

TEST_P(TeamsTest, RefusesWhatIsNoTeam) {
  auto heads = TeamOfTwo();
  heads.mutable_team()->mutable_members(1)->set_head(true);
  EXPECT_THAT(teams.ReplaceTeam(Manage(), heads),
              HasReason("TEAM_HEAD_AMBIGUOUS"));
  auto twice = TeamOfTwo();
  twice.mutable_team()->mutable_members(1)->set_phone("0912.345.678");
  const auto same_phone = teams.ReplaceTeam(Manage(), twice);
  EXPECT_THAT(same_phone, HasReason("TEAM_MEMBER_TWICE"));
  EXPECT_THAT(same_phone, NamesField("team.members[1]"));
  auto phone = TeamOfTwo();
  phone.mutable_team()->mutable_members(1)->set_phone("12");
  const auto bad = teams.ReplaceTeam(Manage(), phone);
  EXPECT_THAT(bad, HasReason("PHONE_INVALID"));
  EXPECT_THAT(bad, NamesField("team.members[1].phone"));
  auto nowhere = TeamOfTwo();
  nowhere.mutable_team()->set_page("pages/none");
  EXPECT_THAT(teams.ReplaceTeam(Manage(), nowhere),
              HasReason("PAGE_NOT_FOUND"));
  v1::RetirePageRequest retire;
  retire.set_name(page_);
  ASSERT_THAT(pages.RetirePage(Manage(), retire), IsOk());
  EXPECT_THAT(teams.ReplaceTeam(Manage(), TeamOfTwo()),
              HasReason("PAGE_RETIRED"));
}

TEST_P(TeamsTest, ShowsItsPeopleToThoseOfTheUnitAlone) {
  ASSERT_THAT(teams.ReplaceTeam(Manage(), TeamOfTwo()), IsOk());
  const auto as = [this](const std::string& id, options::v1::Role role,
                         const std::string& unit) {
    return Person(AddPerson(id, role, unit),
                  options::v1::PERMISSION_READ_REGISTER);
  };
  const auto author =
      Get(as("lan", options::v1::ROLE_AUTHOR, "units/ha-khanh"));
  ASSERT_THAT(author, IsOk());
  EXPECT_EQ(author->members(0).phone(), "+84912345678");
  const auto viewer =
      Get(as("khach", options::v1::ROLE_VIEWER, "units/quang-ninh"));
  ASSERT_THAT(viewer, IsOk());
  EXPECT_TRUE(viewer->masked());
  EXPECT_EQ(viewer->members(0).full_name(), "N. T. L.");
  EXPECT_EQ(viewer->members(0).position(), "Phó Chủ tịch");
  EXPECT_EQ(viewer->members(0).phone(), "*********678");
  EXPECT_THAT(Get(as("xa", options::v1::ROLE_MANAGER, "units/ka-long")),
              HasReason("PERMISSION_DENIED"));
}

INSTANTIATE_TEST_SUITE_P(Engines, TeamsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
