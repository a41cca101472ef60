#include "services/content/resource_units.h"

#include "absl/strings/match.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/documents/document_rows.h"
#include "services/content/media/media_rows.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/posts/post_rows.h"
#include "services/content/submissions/submission_rows.h"

namespace loa::content {

absl::StatusOr<std::string> ResourceUnits::OwnerOf(
    absl::string_view name) const {
  if (absl::StartsWith(name, "publications/")) {
    return publications_.UnitOf(name);
  }
  if (absl::StartsWith(name, "assignments/")) {
    return assignments_.UnitOf(name);
  }
  if (absl::StartsWith(name, "units/") && absl::StrContains(name, ':')) {
    const auto view = registry_.View();
    if (view == nullptr) return rpc::DependencyUnavailable("units");
    // An unknown alias stays as it is: nobody holds a role at it but who may
    // see everything, and the use case names the error.
    return view->FindUnit(name).value_or(std::string(name));
  }
  absl::StatusOr<std::string> (*unit_of)(sql::Tx&, absl::string_view);
  if (absl::StartsWith(name, "posts/")) {
    unit_of = UnitOfPost;
  } else if (absl::StartsWith(name, "amendments/")) {
    unit_of = UnitOfAmendment;
  } else if (absl::StartsWith(name, "pageAlerts/")) {
    unit_of = UnitOfAlert;
  } else if (absl::StartsWith(name, "documents/")) {
    unit_of = UnitOfDocument;
  } else if (absl::StartsWith(name, "submissions/")) {
    unit_of = UnitOfSubmission;
  } else if (absl::StartsWith(name, "media/")) {
    unit_of = UnitOfMedia;
  } else {
    return gates_.UnitOf(name);
  }
  std::string unit;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(unit, unit_of(tx, name));
    return absl::OkStatus();
  }));
  return unit;
}

}  // namespace loa::content
