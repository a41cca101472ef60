#include "services/units/access/access_store.h"

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

constexpr char kFindPrincipal[] =
    "SELECT principal_id, display_name, disabled, secret_sha256, created_at "
    "FROM principal WHERE principal_id = $1";

constexpr char kInsertPrincipal[] =
    "INSERT INTO principal (principal_id, display_name, disabled, "
    "secret_sha256, created_at) VALUES ($1, $2, $3, $4, $5)";

constexpr char kUpdatePrincipal[] =
    "UPDATE principal SET disabled = $2, secret_sha256 = $3 "
    "WHERE principal_id = $1";

constexpr char kListPrincipals[] =
    "SELECT principal_id, display_name, disabled, secret_sha256, created_at "
    "FROM principal WHERE (created_at, principal_id) > ($1, $2) "
    "ORDER BY created_at, principal_id LIMIT $3";

#define LOA_BINDING_COLUMNS \
  "role_binding_id, principal_id, role, unit, created_at, sequence"

constexpr char kFindBinding[] = "SELECT " LOA_BINDING_COLUMNS
                                " FROM role_binding "
                                "WHERE role_binding_id = $1";

constexpr char kFindSameBinding[] =
    "SELECT " LOA_BINDING_COLUMNS
    " FROM role_binding "
    "WHERE principal_id = $1 AND role = $2 AND unit = $3";

constexpr char kInsertBinding[] =
    "INSERT INTO role_binding (" LOA_BINDING_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6)";

constexpr char kDeleteBinding[] =
    "DELETE FROM role_binding WHERE role_binding_id = $1";

constexpr char kListBindings[] =
    "SELECT " LOA_BINDING_COLUMNS
    " FROM role_binding "
    "WHERE (CAST($1 AS TEXT) = '' OR principal_id = $1) "
    "AND (created_at, role_binding_id) > ($2, $3) "
    "ORDER BY created_at, role_binding_id LIMIT $4";

#undef LOA_BINDING_COLUMNS

// The root unit of today is not looked at: an administrator of it cannot bind
// anybody to the organisation once the last one that could is gone.
constexpr char kHasAdministrator[] =
    "SELECT 1 FROM role_binding b "
    "JOIN principal p ON p.principal_id = b.principal_id "
    "WHERE p.disabled = 0 AND b.unit = 'organization' AND b.role = $1 "
    "ORDER BY b.role_binding_id LIMIT 1";

StoredPrincipal StoredPrincipalFrom(const sql::Row& row) {
  return {row.Text(0), row.Text(1), row.Bool(2), row.Text(3), row.Time(4)};
}

StoredBinding StoredBindingFrom(const sql::Row& row) {
  return {row.Text(0), row.Text(1), static_cast<auth::Role>(row.Int(2)),
          row.Text(3), row.Time(4), row.Int(5)};
}

absl::StatusOr<std::optional<StoredBinding>> OneOf(
    const absl::StatusOr<sql::Rows>& rows) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return std::nullopt;
  return StoredBindingFrom((*rows)[0]);
}

}  // namespace

v1::Principal PrincipalFrom(const StoredPrincipal& stored) {
  v1::Principal principal;
  principal.set_name(PrincipalName(stored.principal_id));
  principal.set_display_name(stored.display_name);
  principal.set_kind(v1::Principal::PERSON);
  principal.set_disabled(stored.disabled);
  *principal.mutable_create_time() = base::TimestampOf(stored.created_at);
  return principal;
}

v1::RoleBinding RoleBindingFrom(const StoredBinding& stored) {
  v1::RoleBinding binding;
  binding.set_name(RoleBindingName(stored.role_binding_id));
  binding.set_principal(PrincipalName(stored.principal_id));
  binding.set_role(stored.role);
  binding.set_unit(stored.unit);
  *binding.mutable_create_time() = base::TimestampOf(stored.created_at);
  binding.set_sequence(stored.sequence);
  return binding;
}

absl::StatusOr<std::optional<StoredPrincipal>> FindPrincipal(
    sql::Tx& tx, const std::string& principal_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindPrincipal, principal_id));
  if (rows.empty()) return std::nullopt;
  return StoredPrincipalFrom(rows[0]);
}

absl::Status InsertPrincipal(sql::Tx& tx, const StoredPrincipal& principal) {
  return tx
      .Exec(kInsertPrincipal, principal.principal_id, principal.display_name,
            principal.disabled, principal.secret_sha256, principal.created_at)
      .status();
}

absl::Status UpdatePrincipal(sql::Tx& tx, const StoredPrincipal& principal) {
  return tx
      .Exec(kUpdatePrincipal, principal.principal_id, principal.disabled,
            principal.secret_sha256)
      .status();
}

absl::StatusOr<std::vector<StoredPrincipal>> ListStoredPrincipals(
    sql::Tx& tx, const CreationCursor& after, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kListPrincipals, after.created_at, after.id, limit));
  std::vector<StoredPrincipal> principals;
  for (const sql::Row row : rows) {
    principals.push_back(StoredPrincipalFrom(row));
  }
  return principals;
}

absl::StatusOr<std::optional<StoredBinding>> FindBinding(
    sql::Tx& tx, const std::string& role_binding_id) {
  return OneOf(tx.Run(kFindBinding, role_binding_id));
}

absl::StatusOr<std::optional<StoredBinding>> FindSameBinding(
    sql::Tx& tx, const StoredBinding& binding) {
  return OneOf(tx.Run(kFindSameBinding, binding.principal_id,
                      static_cast<int>(binding.role), binding.unit));
}

absl::Status InsertBinding(sql::Tx& tx, const StoredBinding& binding) {
  return tx
      .Exec(kInsertBinding, binding.role_binding_id, binding.principal_id,
            static_cast<int>(binding.role), binding.unit, binding.created_at,
            binding.sequence)
      .status();
}

absl::Status DeleteBinding(sql::Tx& tx, const std::string& role_binding_id) {
  return tx.Exec(kDeleteBinding, role_binding_id).status();
}

absl::StatusOr<std::vector<StoredBinding>> ListStoredBindings(
    sql::Tx& tx, const std::string& principal_id, const CreationCursor& after,
    int limit) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kListBindings, principal_id, after.created_at, after.id, limit));
  std::vector<StoredBinding> bindings;
  for (const sql::Row row : rows) bindings.push_back(StoredBindingFrom(row));
  return bindings;
}

absl::StatusOr<bool> HasAdministrator(sql::Tx& tx) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kHasAdministrator, static_cast<int>(auth::Role::ROLE_ADMIN)));
  return !rows.empty();
}

}  // namespace loa::units
