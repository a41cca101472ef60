#include "libs/auth/responsible.h"

#include <gtest/gtest.h>

#include "libs/testing/tree_view.h"

namespace loa::auth {
namespace {

using options::v1::PERMISSION_DECIDE_REVIEWS;
using options::v1::ROLE_ADMIN;
using options::v1::ROLE_APPROVER;
using options::v1::ROLE_AUTHOR;

class ResponsibleUnitTest : public ::testing::Test {
 protected:
  ResponsibleUnitTest() {
    tree_.Add("units/province", "");
    tree_.Add("units/district", "units/province");
    tree_.Add("units/commune", "units/district");
    tree_.Bind("principals/root", ROLE_ADMIN, std::string(kOrganization));
    tree_.Bind("principals/binh", ROLE_APPROVER, "units/province");
    tree_.Bind("principals/dung", ROLE_APPROVER, "units/district");
    tree_.Bind("principals/lan", ROLE_AUTHOR, "units/commune");
  }

  std::string At(absl::string_view unit,
                 const std::vector<std::string>& excluded = {}) {
    return ResponsibleUnit(tree_, PERMISSION_DECIDE_REVIEWS, unit, excluded);
  }

  testing::TreeView tree_;
};

TEST_F(ResponsibleUnitTest, IsTheParentWhereTheUnitHasNobody) {
  EXPECT_EQ(At("units/commune"), "units/district");
}

TEST_F(ResponsibleUnitTest, IsTheUnitItselfOnceItHasSomebody) {
  tree_.Bind("principals/mai", ROLE_APPROVER, "units/commune");
  EXPECT_EQ(At("units/commune"), "units/commune");
}

TEST_F(ResponsibleUnitTest, IsHigherWhereTheOnlyOneIsExcluded) {
  EXPECT_EQ(At("units/commune", {"principals/dung"}), "units/province");
  EXPECT_EQ(At("units/commune", {"principals/dung", "principals/binh"}),
            kOrganization);
  EXPECT_EQ(At("units/commune",
               {"principals/dung", "principals/binh", "principals/root"}),
            "");
}

TEST_F(ResponsibleUnitTest, IsTheOrganisationForAUnitThatIsGone) {
  EXPECT_EQ(At("units/gone"), kOrganization);
}

TEST_F(ResponsibleUnitTest, RolesCountOnlyWhereTheyWereGiven) {
  EXPECT_TRUE(HoldsThere(tree_, "principals/dung", PERMISSION_DECIDE_REVIEWS,
                         "units/district"));
  EXPECT_FALSE(HoldsThere(tree_, "principals/dung", PERMISSION_DECIDE_REVIEWS,
                          "units/commune"));
  EXPECT_FALSE(HoldsThere(tree_, "principals/lan", PERMISSION_DECIDE_REVIEWS,
                          "units/commune"));
}

}  // namespace
}  // namespace loa::auth
