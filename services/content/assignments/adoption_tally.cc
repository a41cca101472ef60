#include "services/content/assignments/adoption_tally.h"

#include <algorithm>
#include <utility>

#include "libs/base/timestamp.h"

namespace loa::content {
namespace {

using A = v1::Assignment;

// The smallest value that `percent` of 100 do not exceed; of at least one.
absl::Duration NearestRank(const std::vector<absl::Duration>& sorted,
                           size_t percent) {
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

v1::Adoption::Delay DelayOf(std::vector<absl::Duration> took) {
  v1::Adoption::Delay delay;
  delay.set_count(static_cast<int32_t>(took.size()));
  if (took.empty()) return delay;
  std::sort(took.begin(), took.end());
  *delay.mutable_median() = base::ProtoDurationOf(NearestRank(took, 50));
  *delay.mutable_p90() = base::ProtoDurationOf(NearestRank(took, 90));
  return delay;
}

}  // namespace

void AdoptionTally::AddAssignment(const AdoptionFact& fact) {
  counts_.set_offered_count(counts_.offered_count() + 1);
  if (fact.answer_asked) counts_.set_asked_count(counts_.asked_count() + 1);
  const bool silent =
      fact.assignment == A::PENDING || fact.assignment == A::EXPIRED;
  if (silent && fact.answer_asked) {
    counts_.set_unanswered_count(counts_.unanswered_count() + 1);
  }
  switch (*fact.assignment) {
    case A::ADOPTED:
      counts_.set_adopted_count(counts_.adopted_count() + 1);
      if (!fact.publication) {
        counts_.set_awaiting_local_part_count(
            counts_.awaiting_local_part_count() + 1);
      }
      if (fact.adopted_at) {
        to_adoption_.push_back(*fact.adopted_at - fact.made_at);
      }
      break;
    case A::DECLINED:
      counts_.set_declined_count(counts_.declined_count() + 1);
      break;
    case A::EXPIRED:
      counts_.set_expired_count(counts_.expired_count() + 1);
      break;
    default:
      counts_.set_pending_count(counts_.pending_count() + 1);
      break;
  }
}

void AdoptionTally::Add(const AdoptionFact& fact) {
  if (fact.assignment == A::VOIDED) {
    counts_.set_voided_count(counts_.voided_count() + 1);
    return;
  }
  if (fact.assignment) {
    AddAssignment(fact);
  } else {
    counts_.set_mandated_count(counts_.mandated_count() + 1);
  }
  if (fact.publication) ++publications_[*fact.publication];
  if (fact.published_at) {
    to_publication_.push_back(*fact.published_at - fact.made_at);
  }
}

v1::Adoption AdoptionTally::ToProto() const {
  v1::Adoption adoption = counts_;
  for (int state = v1::Publication::SCHEDULED;
       state <= v1::Publication::State_MAX; ++state) {
    auto& count = *adoption.add_publications();
    count.set_state(static_cast<PublicationState>(state));
    const auto found = publications_.find(count.state());
    count.set_count(found == publications_.end() ? 0 : found->second);
  }
  *adoption.mutable_to_adoption() = DelayOf(to_adoption_);
  *adoption.mutable_to_publication() = DelayOf(to_publication_);
  return adoption;
}

}  // namespace loa::content
