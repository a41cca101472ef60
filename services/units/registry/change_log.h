#ifndef LOA_SERVICES_UNITS_REGISTRY_CHANGE_LOG_H_
#define LOA_SERVICES_UNITS_REGISTRY_CHANGE_LOG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"

namespace loa::units {

// Kinds of resource that watchers are told of.
inline constexpr absl::string_view kOrganizationChange = "organization";
inline constexpr absl::string_view kUnitChange = "unit";
inline constexpr absl::string_view kPageChange = "page";
inline constexpr absl::string_view kRoleBindingChange = "role_binding";

// Makes the rest of the transaction run after every other change of the
// register, so that what it checks still holds when it commits.  First
// statement of every mutation; the register changes rarely.
absl::Status LockRegister(sql::Tx& tx);

// Tells watchers that `id` changed at `sequence`.
absl::Status RecordChange(sql::Tx& tx, int64_t sequence, absl::string_view kind,
                          absl::string_view id);

struct RegistryChange {
  int64_t sequence;
  std::string kind;
  std::string id;
};

// Changes after `sequence`, in order, up to the last one of a sequence: at
// least `limit` of them when there are as many.
absl::StatusOr<std::vector<RegistryChange>> ChangesAfter(sql::Tx& tx,
                                                         int64_t sequence,
                                                         int limit);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_CHANGE_LOG_H_
