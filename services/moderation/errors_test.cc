#include "services/moderation/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/moderation/v1/error_reason.pb.h"

namespace loa::moderation {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::NamesField;
using ::loa::testing::SpeaksVietnamese;

// Every error that goes to callers in the domain of moderation.
std::vector<absl::Status> All() {
  return {ReviewNotFound("reviews/x"),
          ReviewNotOpen("reviews/x", "APPROVED"),
          AuthorCannotApprove("reviews/x"),
          AlreadyDecided("reviews/x"),
          LookNotOpen("reviews/x"),
          SuperiorNeeded("reviews/x", "units/y"),
          NoteRequired(),
          EtagRequired(),
          InputHashWrong("00"),
          NoActivePolicy(),
          PolicyNotFound("policies/x"),
          PolicyInvalid({{"policy.rules[0]", "one predicate"}}),
          CreatorCannotActivate("policies/x"),
          StoredDataDamaged("reviews/x")};
}

TEST(Errors, AreThoseOfTheContractAndNoOther) {
  std::set<std::string> declared;
  const auto& reasons = *v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    if (reasons.value(i)->number() == 0) continue;
    declared.insert(reasons.value(i)->name());
  }
  std::set<std::string> returned;
  for (const absl::Status& error : All()) {
    returned.insert(status::ReasonOf(error));
  }
  EXPECT_EQ(returned, declared);
}

TEST(Errors, SayWhatIsWrongInASentence) {
  for (const absl::Status& error : All()) {
    EXPECT_GT(error.message().size(), 20u) << error;
  }
}

TEST(Errors, SpeakVietnamese) {
  for (const absl::Status& status : All()) {
    EXPECT_THAT(status, SpeaksVietnamese());
  }
}

TEST(Errors, CarryWhatTheyAreAbout) {
  EXPECT_THAT(ReviewNotOpen("reviews/x", "VOIDED"),
              HasMetadata("review", "reviews/x"));
  EXPECT_THAT(ReviewNotOpen("reviews/x", "VOIDED"),
              HasMetadata("state", "VOIDED"));
  EXPECT_THAT(InputHashWrong("abc"), HasMetadata("expected", "abc"));
  EXPECT_THAT(EtagRequired(), NamesField("etag"));
  EXPECT_THAT(NoteRequired(), NamesField("note"));
}

}  // namespace
}  // namespace loa::moderation
