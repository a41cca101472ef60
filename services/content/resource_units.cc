#include "services/content/resource_units.h"

#include "absl/strings/match.h"
#include "libs/status/status_macros.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {

absl::StatusOr<std::string> ResourceUnits::OwnerOf(
    absl::string_view name) const {
  if (absl::StartsWith(name, "publications/")) {
    return publications_.UnitOf(name);
  }
  if (!absl::StartsWith(name, "posts/")) return gates_.UnitOf(name);
  std::string unit;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(unit, UnitOfPost(tx, name));
    return absl::OkStatus();
  }));
  return unit;
}

}  // namespace loa::content
