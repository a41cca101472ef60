#ifndef LOA_SERVICES_UNITS_ACCESS_ACCESS_STORE_H_
#define LOA_SERVICES_UNITS_ACCESS_ACCESS_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/sql/database.h"
#include "loa/units/v1/access_service.pb.h"
#include "services/units/creation_cursor.h"

namespace loa::units {

// A person as stored.
struct StoredPrincipal {
  std::string principal_id;
  std::string display_name;
  bool disabled = false;
  std::string secret_sha256;
  absl::Time created_at;
};
v1::Principal PrincipalFrom(const StoredPrincipal& principal);

absl::StatusOr<std::optional<StoredPrincipal>> FindPrincipal(
    sql::Tx& tx, const std::string& principal_id);
absl::Status InsertPrincipal(sql::Tx& tx, const StoredPrincipal& principal);
absl::Status UpdatePrincipal(sql::Tx& tx, const StoredPrincipal& principal);

absl::StatusOr<std::vector<StoredPrincipal>> ListStoredPrincipals(
    sql::Tx& tx, const CreationCursor& after, int limit);

// A role as stored.
struct StoredBinding {
  std::string role_binding_id;
  std::string principal_id;
  auth::Role role = auth::Role::ROLE_UNSPECIFIED;
  std::string unit;  // "units/abc" or "organization"
  absl::Time created_at;
  int64_t sequence = 0;
};
v1::RoleBinding RoleBindingFrom(const StoredBinding& binding);

absl::StatusOr<std::optional<StoredBinding>> FindBinding(
    sql::Tx& tx, const std::string& role_binding_id);
// The binding that gives the same role on the same unit.
absl::StatusOr<std::optional<StoredBinding>> FindSameBinding(
    sql::Tx& tx, const StoredBinding& binding);
absl::Status InsertBinding(sql::Tx& tx, const StoredBinding& binding);
absl::Status DeleteBinding(sql::Tx& tx, const std::string& role_binding_id);
absl::StatusOr<std::vector<StoredBinding>> ListStoredBindings(
    sql::Tx& tx, const std::string& principal_id, const CreationCursor& after,
    int limit);
// Whether a person who is not disabled is administrator of the organisation.
absl::StatusOr<bool> HasAdministrator(sql::Tx& tx);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_ACCESS_STORE_H_
