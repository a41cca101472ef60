#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_TALLY_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_TALLY_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "loa/content/v1/adoption_service.pb.h"
#include "services/content/assignments/assignment_state.h"
#include "services/content/publications/publication_state.h"

namespace loa::content {

// What one page was asked, and what it shows.
struct AdoptionFact {
  std::string unit;
  // nullopt: nobody was asked.
  std::optional<AssignmentState> assignment;
  bool answer_asked = false;
  absl::Time made_at;
  std::optional<absl::Time> adopted_at;
  // nullopt: there is no publication.
  std::optional<PublicationState> publication;
  std::optional<absl::Time> published_at;
};

// Adds facts up, in any order.
class AdoptionTally {
 public:
  void Add(const AdoptionFact& fact);
  v1::Adoption ToProto() const;

 private:
  void AddAssignment(const AdoptionFact& fact);

  v1::Adoption counts_;
  std::map<PublicationState, int> publications_;
  std::vector<absl::Duration> to_adoption_;
  std::vector<absl::Duration> to_publication_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_TALLY_H_
