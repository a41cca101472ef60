#include "services/content/assignments/adoption_tally.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "libs/base/timestamp.h"

namespace loa::content {
namespace {

using A = v1::Assignment;
using P = v1::Publication;

const absl::Time kMade = absl::FromUnixSeconds(1'650'000'000);

AdoptionFact Asked(AssignmentState state, bool answer_asked = true) {
  AdoptionFact fact;
  fact.assignment = state;
  fact.answer_asked = answer_asked;
  fact.made_at = kMade;
  return fact;
}

AdoptionFact Shown(PublicationState state, absl::Duration adopted,
                   absl::Duration published) {
  AdoptionFact fact = Asked(A::ADOPTED);
  fact.adopted_at = kMade + adopted;
  fact.publication = state;
  if (state == P::PUBLISHED) fact.published_at = kMade + published;
  return fact;
}

// Every case once or more, and ten that were published after 1 to 10 hours.
std::vector<AdoptionFact> Facts() {
  std::vector<AdoptionFact> facts = {
      Asked(A::PENDING),
      Asked(A::PENDING, false),
      Asked(A::EXPIRED),
      Asked(A::EXPIRED, false),
      Asked(A::DECLINED),
      Asked(A::DECLINED, false),
      Asked(A::VOIDED),
      Asked(A::ADOPTED),
      Shown(P::UNKNOWN, absl::Hours(11), absl::ZeroDuration()),
  };
  for (int hour = 1; hour <= 10; ++hour) {
    facts.push_back(Shown(P::PUBLISHED, absl::Hours(hour),
                          absl::Hours(hour) + absl::Minutes(5)));
  }
  AdoptionFact mandated;
  mandated.made_at = kMade;
  mandated.publication = P::SCHEDULED;
  facts.push_back(mandated);
  return facts;
}

v1::Adoption Tallied(const std::vector<AdoptionFact>& facts) {
  AdoptionTally tally;
  for (const AdoptionFact& fact : facts) tally.Add(fact);
  return tally.ToProto();
}

int Sum(const v1::Adoption& adoption) {
  int sum = 0;
  for (const auto& count : adoption.publications()) sum += count.count();
  return sum;
}

TEST(AdoptionTally, CountsEveryAnswerAndSilence) {
  const v1::Adoption adoption = Tallied(Facts());
  EXPECT_EQ(adoption.offered_count(), 18);
  EXPECT_EQ(adoption.asked_count(), 15);
  EXPECT_EQ(adoption.adopted_count(), 12);
  EXPECT_EQ(adoption.declined_count(), 2);
  EXPECT_EQ(adoption.pending_count(), 2);
  EXPECT_EQ(adoption.expired_count(), 2);
  EXPECT_EQ(adoption.unanswered_count(), 2);
  EXPECT_EQ(adoption.awaiting_local_part_count(), 1);
  EXPECT_EQ(adoption.voided_count(), 1);
  EXPECT_EQ(adoption.mandated_count(), 1);
}

TEST(AdoptionTally, IsTheSumOverThePublicationsStates) {
  const v1::Adoption adoption = Tallied(Facts());
  EXPECT_EQ(adoption.publications_size(), P::State_MAX);
  EXPECT_EQ(Sum(adoption), adoption.adopted_count() -
                               adoption.awaiting_local_part_count() +
                               adoption.mandated_count());
  EXPECT_EQ(adoption.offered_count(),
            adoption.adopted_count() + adoption.declined_count() +
                adoption.pending_count() + adoption.expired_count());
}

TEST(AdoptionTally, MeasuresDelaysByNearestRank) {
  const v1::Adoption adoption = Tallied(Facts());
  EXPECT_EQ(adoption.to_adoption().count(), 11);
  EXPECT_EQ(base::DurationOf(adoption.to_adoption().median()), absl::Hours(6));
  EXPECT_EQ(base::DurationOf(adoption.to_adoption().p90()), absl::Hours(10));
  EXPECT_EQ(adoption.to_publication().count(), 10);
  EXPECT_EQ(base::DurationOf(adoption.to_publication().median()),
            absl::Hours(5) + absl::Minutes(5));
  EXPECT_EQ(base::DurationOf(adoption.to_publication().p90()),
            absl::Hours(9) + absl::Minutes(5));
}

TEST(AdoptionTally, SaysNothingOfDelaysThatThereAreNot) {
  const v1::Adoption adoption = Tallied({Asked(A::PENDING)});
  EXPECT_EQ(adoption.to_adoption().count(), 0);
  EXPECT_FALSE(adoption.to_adoption().has_median());
  EXPECT_FALSE(adoption.to_publication().has_p90());
}

TEST(AdoptionTally, DoesNotDependOnTheOrder) {
  std::vector<AdoptionFact> facts = Facts();
  const std::string forward = Tallied(facts).SerializeAsString();
  std::reverse(facts.begin(), facts.end());
  EXPECT_EQ(Tallied(facts).SerializeAsString(), forward);
}

}  // namespace
}  // namespace loa::content
