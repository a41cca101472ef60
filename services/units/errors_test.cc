#include "services/units/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/units/v1/error_reason.pb.h"
#include "services/units/fleet/errors.h"
#include "services/units/governance/errors.h"

namespace loa::units {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::NamesField;
using ::loa::testing::SpeaksVietnamese;

// One of each that an RPC can answer.
std::vector<absl::Status> All() {
  return {UnitNotFound("name", "units/x", 0),
          UnitAlreadyExists("units/x"),
          UnitCodeTaken("06706", "units/x"),
          LevelUnknown("unit.level", "county", {"central", "province"}),
          ParentLevelWrong("district", "commune"),
          ParentCycle("units/x", "units/y"),
          RootAlreadyExists("units/x"),
          ValidityInvalid("unit.valid_until", 2, 1, "why"),
          ImportRowsInvalid({{"rows[1].code", "CODE_MISSING: x", "x"}}),
          ImportTooLarge(20'000),
          TimeZoneUnknown("Asia/Hanoi"),
          LevelInUse("district"),
          PageNotFound("name", "pages/x"),
          PageAlreadyExists("pages/x", "1234"),
          PageRetired("pages/x", 1),
          PageConnected("pages/x"),
          PageNotConnected("pages/x"),
          EstablishedInFuture("page.established_on", 1),
          RetiredBeforeEstablished(2, 1),
          PersonalProfile("pages/x"),
          CredentialRefused("pages/x", "190"),
          CredentialOfOtherPage("pages/x", "99"),
          CredentialNotAPage("pages/x"),
          CredentialLacksTask("pages/x", "CREATE_CONTENT"),
          PlatformUnavailable("PLATFORM_FACEBOOK"),
          SealedDataDamaged("pages/x", "k1"),
          PlanNotFound("name", "plans/x"),
          PlanAlreadyExists("plans/x", "141/KH"),
          TargetNotFound("communes"),
          TargetAlreadyExists("communes"),
          TargetInvalid("target.deadline", "communes", "why"),
          FactInFuture("facts[0].achieved_on", 1),
          BootstrapRefused(),
          BootstrapDone(),
          CredentialWrong(),
          PrincipalDisabledForTokens("principals/x"),
          PrincipalDisabled("principals/x"),
          PrincipalNotFound("name", "principals/x"),
          PrincipalAlreadyExists("principals/x"),
          RoleBindingNotFound("roleBindings/x"),
          RoleBindingAlreadyExists("roleBindings/x"),
          LastAdministrator(),
          SequenceUnknown(900, 417),
          EvaluationBasisTooLarge("units/x"),
          DateInFuture("resolved_on", 1),
          ObstacleNotFound("name", "obstacles/x"),
          ObstacleAlreadyExists("obstacles/x"),
          ObstacleStateWrong("obstacles/x", "RESOLVED"),
          AssigneeNotAbove("units/x", "units/y"),
          ResolvedBeforeRaised(2, 1),
          MeetingNotFound("name", "meetings/x"),
          MeetingAlreadyExists("meetings/x"),
          MeetingConcluded("meetings/x"),
          MeetingFull("meetings/x", 300),
          TargetNotReported("communes", "FACT_KIND_FIRST_POST"),
          UnitNotAsked("units/x", "directions/x"),
          ReportNotFound("units/x", "directions/x"),
          ReportStateWrong("units/x", "directions/x", "CONFIRMED"),
          OwnReport("principals/x"),
          DirectionNotFound("name", "directions/x"),
          DirectionAlreadyExists("directions/x"),
          AddresseeNotBelow("direction.addressees[0]", "units/x", "units/y"),
          DirectionUnaddressed("units/x", "province"),
          DeadlineInvalid(2, 1),
          DirectionFull("directions/x", 200),
          PhoneInvalid("team.members[0].phone", "write it as 0912 345 678"),
          TeamHeadAmbiguous("pages/x"),
          TeamMemberTwice("team.members[1]", "pages/x"),
          SystemTokenRefused("190"),
          PageNotDiscovered("choices[0].platform_page_id", "1001")};
}

TEST(UnitsErrors, AreExactlyThoseOfTheContract) {
  std::set<std::string> sent;
  for (const absl::Status& status : All()) {
    sent.insert(status::ReasonOf(status));
  }
  std::set<std::string> declared;
  const auto* reasons = v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons->value_count(); ++i) {
    if (reasons->value(i)->number() == 0) continue;
    declared.insert(reasons->value(i)->name());
  }
  EXPECT_EQ(sent, declared);
}

TEST(UnitsErrors, SayWhatIsWrongInASentence) {
  for (const absl::Status& status : All()) {
    EXPECT_GT(status.message().size(), 15u) << status;
  }
}

TEST(UnitsErrors, SpeakVietnamese) {
  for (const absl::Status& status : All()) {
    EXPECT_THAT(status, SpeaksVietnamese());
  }
}

TEST(UnitsErrors, CarryTheirDynamicPartsAndFields) {
  const absl::Status status =
      UnitNotFound("page.unit", "units/code:99999", 19143);
  EXPECT_THAT(status, HasMetadata("unit", "units/code:99999"));
  EXPECT_THAT(status, HasMetadata("as_of", "2022-05-31"));
  EXPECT_THAT(status, NamesField("page.unit"));
  EXPECT_THAT(ImportRowsInvalid(
                  {{"rows[1].code", "x", "u"}, {"rows[7].level", "y", "v"}}),
              NamesField("rows[7].level"));
}

}  // namespace
}  // namespace loa::units
