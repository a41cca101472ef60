#include "libs/auth/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"

namespace loa::auth {
namespace {

using loa::testing::HasMetadata;
using loa::testing::HasReason;
using loa::testing::IsOk;
using loa::testing::StatusIs;
using loa::testing::TreeView;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace options::v1;  // NOLINT: the rows of a table

// The table a second time, spelled out, so that a change of access.cc has to
// be meant.
const std::map<Role, std::set<Permission>>& Expected() {
  static const auto& table = *new std::map<Role, std::set<Permission>>{
      {ROLE_UNSPECIFIED, {}},
      {ROLE_VIEWER,
       {PERMISSION_READ_REGISTER, PERMISSION_READ_POSTS,
        PERMISSION_READ_REVIEWS}},
      {ROLE_AUTHOR,
       {PERMISSION_READ_REGISTER, PERMISSION_READ_POSTS,
        PERMISSION_READ_REVIEWS, PERMISSION_WRITE_POSTS,
        PERMISSION_ANSWER_ASSIGNMENTS}},
      {ROLE_EDITOR,
       {PERMISSION_READ_REGISTER, PERMISSION_READ_POSTS,
        PERMISSION_READ_REVIEWS, PERMISSION_WRITE_POSTS, PERMISSION_EDIT_POSTS,
        PERMISSION_MANAGE_SOURCES, PERMISSION_ANSWER_ASSIGNMENTS}},
      {ROLE_APPROVER,
       {PERMISSION_READ_REGISTER, PERMISSION_READ_POSTS,
        PERMISSION_READ_REVIEWS, PERMISSION_DECIDE_REVIEWS}},
      {ROLE_MANAGER,
       {PERMISSION_READ_REGISTER, PERMISSION_READ_POSTS,
        PERMISSION_READ_REVIEWS, PERMISSION_MANAGE_PAGES,
        PERMISSION_MANAGE_PLANS, PERMISSION_MANAGE_PUBLICATIONS,
        PERMISSION_ANSWER_ASSIGNMENTS}},
      {ROLE_ADMIN,
       {PERMISSION_READ_REGISTER, PERMISSION_MANAGE_UNITS,
        PERMISSION_MANAGE_PAGES, PERMISSION_MANAGE_PLANS,
        PERMISSION_MANAGE_ACCESS, PERMISSION_READ_POSTS, PERMISSION_WRITE_POSTS,
        PERMISSION_EDIT_POSTS, PERMISSION_MANAGE_SOURCES,
        PERMISSION_MANAGE_PUBLICATIONS, PERMISSION_READ_REVIEWS,
        PERMISSION_DECIDE_REVIEWS, PERMISSION_MANAGE_POLICIES,
        PERMISSION_ANSWER_ASSIGNMENTS}},
      {ROLE_AUDITOR,
       {PERMISSION_READ_REGISTER, PERMISSION_READ_POSTS,
        PERMISSION_READ_REVIEWS, PERMISSION_READ_AUDIT}},
  };
  return table;
}

TEST(RoleAllows, IsTheTableForEveryRoleAndPermission) {
  ASSERT_EQ(Expected().size(), static_cast<size_t>(Role_ARRAYSIZE));
  for (int role = 0; role < Role_ARRAYSIZE; ++role) {
    for (int permission = 0; permission < Permission_ARRAYSIZE; ++permission) {
      const auto r = static_cast<Role>(role);
      const auto p = static_cast<Permission>(permission);
      EXPECT_EQ(RoleAllows(r, p), Expected().at(r).count(p) == 1)
          << Role_Name(r) << " " << Permission_Name(p);
    }
  }
}

TEST(RoleAllows, GivesNothingForValuesOfALaterVersion) {
  for (const int unknown : {-1, Permission_ARRAYSIZE, 31, 32, 1000}) {
    EXPECT_FALSE(RoleAllows(ROLE_ADMIN, static_cast<Permission>(unknown)));
    EXPECT_FALSE(
        RoleAllows(static_cast<Role>(unknown), PERMISSION_READ_REGISTER));
  }
}

// units/p over units/d over units/c; units/e beside units/d.
std::shared_ptr<TreeView> SmallTree() {
  auto view = std::make_shared<TreeView>();
  view->Add("units/p", "");
  view->Add("units/d", "units/p");
  view->Add("units/c", "units/d");
  view->Add("units/e", "units/p");
  return view;
}

TEST(Decide, AllowsOnTheUnitAndBelowItAndNowhereElse) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_AUTHOR, "units/d");

  const auto may = [&](absl::string_view unit) {
    return Decide(*view, "principals/a", PERMISSION_WRITE_POSTS, unit);
  };
  EXPECT_TRUE(may("units/d"));
  EXPECT_TRUE(may("units/c"));
  EXPECT_FALSE(may("units/p"));
  EXPECT_FALSE(may("units/e"));
}

TEST(Decide, RefusesWithoutAPrincipalAUnitOrAUnitThatExists) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_ADMIN, "units/p");
  view->Bind("", ROLE_ADMIN, "units/p");

  EXPECT_FALSE(Decide(*view, "", PERMISSION_READ_POSTS, "units/p"));
  EXPECT_FALSE(Decide(*view, "principals/a", PERMISSION_READ_POSTS, ""));
  EXPECT_FALSE(
      Decide(*view, "principals/a", PERMISSION_READ_POSTS, "units/none"));
}

TEST(Decide, AddsUpTheRolesOfAPrincipalButNotAcrossUnits) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_AUTHOR, "units/d");
  view->Bind("principals/a", ROLE_APPROVER, "units/e");

  EXPECT_FALSE(
      Decide(*view, "principals/a", PERMISSION_DECIDE_REVIEWS, "units/d"));
  EXPECT_TRUE(
      Decide(*view, "principals/a", PERMISSION_DECIDE_REVIEWS, "units/e"));
}

TEST(Decide, AGrantOnTheOrganisationCoversEveryUnit) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_AUTHOR, std::string(kOrganization));

  for (const char* unit : {"units/d", "units/not-there-yet", "organization"}) {
    EXPECT_TRUE(Decide(*view, "principals/a", PERMISSION_WRITE_POSTS, unit))
        << unit;
  }
  EXPECT_FALSE(
      Decide(*view, "principals/a", PERMISSION_MANAGE_UNITS, "units/d"));
  EXPECT_FALSE(
      Decide(*view, "principals/b", PERMISSION_WRITE_POSTS, "units/d"));
}

TEST(Decide, TheOrganisationNeedsAGrantOnItOrOnTheRoot) {
  const auto view = SmallTree();
  view->Bind("principals/root", ROLE_AUTHOR, view->RootUnit());
  view->Bind("principals/below", ROLE_AUTHOR, "units/d");

  EXPECT_TRUE(
      Decide(*view, "principals/root", PERMISSION_WRITE_POSTS, kOrganization));
  EXPECT_FALSE(
      Decide(*view, "principals/below", PERMISSION_WRITE_POSTS, kOrganization));
}

TEST(Decide, TheOrganisationIsThereWhileTheRegisterIsEmpty) {
  loa::testing::TreeView view;
  view.Bind("principals/first", ROLE_ADMIN, std::string(kOrganization));

  EXPECT_TRUE(
      Decide(view, "principals/first", PERMISSION_MANAGE_UNITS, kOrganization));
  EXPECT_FALSE(
      Decide(view, "principals/other", PERMISSION_MANAGE_UNITS, kOrganization));
}

TEST(Access, AllowsNothingByDefault) {
  EXPECT_FALSE(Access().Allows("units/p"));
  EXPECT_THAT(Access().Scopes(), IsEmpty());
}

TEST(Access, SaysWhichPermissionIsMissing) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_VIEWER, "units/d");
  const Principal principal{"principals/a", Principal::Kind::kPerson};

  EXPECT_THAT(Access(view, principal, PERMISSION_READ_POSTS).Check("units/d"),
              IsOk());
  EXPECT_THAT(Access(view, principal, PERMISSION_WRITE_POSTS).Check("units/d"),
              AllOf(StatusIs(absl::StatusCode::kPermissionDenied),
                    HasReason("PERMISSION_DENIED"),
                    HasMetadata("permission", "PERMISSION_WRITE_POSTS")));
}

TEST(Access, GivesTheSameErrorForAUnitThatIsNotThere) {
  const auto view = SmallTree();
  const Access access(view, {"principals/a", Principal::Kind::kPerson},
                      PERMISSION_READ_POSTS);

  EXPECT_EQ(access.Check("units/d"), access.Check("units/none"));
}

TEST(Access, NamesTheOrganisationAloneWhereItIsHeld) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_VIEWER, "units/d");
  view->Bind("principals/a", ROLE_VIEWER, std::string(kOrganization));

  EXPECT_THAT(Access(view, {"principals/a", Principal::Kind::kPerson},
                     PERMISSION_READ_POSTS)
                  .Scopes(),
              ElementsAre(std::string(kOrganization)));
}

TEST(Access, NamesOnlyTheTopmostScopes) {
  const auto view = SmallTree();
  view->Bind("principals/a", ROLE_VIEWER, "units/c");
  view->Bind("principals/a", ROLE_AUTHOR, "units/d");
  view->Bind("principals/a", ROLE_VIEWER, "units/d");
  view->Bind("principals/a", ROLE_VIEWER, "units/e");
  view->Bind("principals/a", ROLE_VIEWER, "units/gone");
  const Principal principal{"principals/a", Principal::Kind::kPerson};

  EXPECT_THAT(Access(view, principal, PERMISSION_READ_POSTS).Scopes(),
              ElementsAre("units/d", "units/e"));
  EXPECT_THAT(Access(view, principal, PERMISSION_WRITE_POSTS).Scopes(),
              ElementsAre("units/d"));
  EXPECT_THAT(Access(view, principal, PERMISSION_READ_AUDIT).Scopes(),
              IsEmpty());
}

}  // namespace
}  // namespace loa::auth
