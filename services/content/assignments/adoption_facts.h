#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_FACTS_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_FACTS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "services/content/assignments/adoption_tally.h"

namespace loa::content {

// What every page of the post's newest cascade was asked and shows: of each
// page the newest assignment and the newest publication that nobody had to
// adopt. All of them: as many as the cascade has pages.
absl::StatusOr<std::vector<AdoptionFact>> ReadAdoptionFacts(
    sql::Tx& tx, absl::string_view post);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_ADOPTION_FACTS_H_
