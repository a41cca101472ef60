#include "services/units/registry/register_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loa::units {
namespace {

RegisterView SmallView() {
  RegisterView view;
  view.AddUnit("units/root", "", true);
  view.AddUnit("units/a", "units/root", true);
  view.AddUnit("units/b", "units/root", true);
  view.AddUnit("units/a1", "units/a", true);
  return view;
}

TEST(RegisterView, AUnitIsWithinItselfAndAllAbove) {
  const RegisterView view = SmallView();
  EXPECT_TRUE(view.IsWithin("units/a1", "units/a1"));
  EXPECT_TRUE(view.IsWithin("units/a1", "units/a"));
  EXPECT_TRUE(view.IsWithin("units/a1", "units/root"));
  EXPECT_FALSE(view.IsWithin("units/a1", "units/b"));
  EXPECT_FALSE(view.IsWithin("units/a", "units/a1"));
  EXPECT_EQ(view.RootUnit(), "units/root");
}

TEST(RegisterView, TheOrganisationIsAboveEverythingAndTheRootHoldsIt) {
  const RegisterView view = SmallView();
  EXPECT_TRUE(view.IsWithin("units/a1", auth::kOrganization));
  EXPECT_TRUE(view.IsWithin(auth::kOrganization, auth::kOrganization));
  EXPECT_TRUE(view.IsWithin(auth::kOrganization, "units/root"));
  EXPECT_FALSE(view.IsWithin(auth::kOrganization, "units/a"));
  EXPECT_FALSE(RegisterView().IsWithin(auth::kOrganization, ""));
}

TEST(RegisterView, AnUnknownUnitIsWithinNoUnit) {
  const RegisterView view = SmallView();
  EXPECT_FALSE(view.IsWithin("units/x", "units/root"));
  EXPECT_FALSE(view.IsWithin("units/x", "units/x"));
}

TEST(RegisterView, ARingEnds) {
  RegisterView view;
  view.AddUnit("units/a", "units/b", true);
  view.AddUnit("units/b", "units/a", true);
  EXPECT_FALSE(view.IsWithin("units/a", "units/root"));
}

TEST(RegisterView, AFormerRootDoesNotReplaceTheRoot) {
  RegisterView view = SmallView();
  view.AddUnit("units/old", "", false);
  EXPECT_EQ(view.RootUnit(), "units/root");
}

TEST(RegisterView, VisitsTheGrantsOfOnePrincipal) {
  RegisterView view = SmallView();
  view.AddGrant("principals/lan", {auth::Role::ROLE_EDITOR, "units/a"});
  view.AddGrant("principals/minh", {auth::Role::ROLE_APPROVER, "units/b"});
  std::vector<std::string> units;
  view.ForEachGrant("principals/lan", [&](const auth::Grant& grant) {
    units.push_back(grant.unit);
  });
  EXPECT_THAT(units, ::testing::ElementsAre("units/a"));
}

}  // namespace
}  // namespace loa::units
