#include "absl/strings/str_cat.h"
#include "services/units/error_shapes.h"
#include "services/units/errors.h"

// The errors of people, tokens and roles.
namespace loa::units {
namespace {

using absl::StatusCode;

}  // namespace

absl::Status BootstrapRefused() {
  return Named(StatusCode::kPermissionDenied, "BOOTSTRAP_REFUSED",
               "the secret is not that of the bootstrap file, or the service "
               "was started without one")
      .Vietnamese(
          "Mã bí mật không đúng với tệp khởi tạo, hoặc dịch vụ được chạy không "
          "có tệp này.");
}

absl::Status BootstrapDone() {
  return Named(StatusCode::kFailedPrecondition, "BOOTSTRAP_DONE",
               "there has been a first administrator; ask one for a principal")
      .Vietnamese(
          "Đã có quản trị viên đầu tiên; hãy đề nghị quản trị viên cấp tài "
          "khoản.")
      .Subject("organization");
}

absl::Status CredentialWrong() {
  return Named(StatusCode::kUnauthenticated, "CREDENTIAL_WRONG",
               "principal and secret do not fit")
      .Vietnamese("Tài khoản hoặc mã bí mật không đúng.");
}

absl::Status PrincipalDisabledForTokens(absl::string_view principal) {
  return Named(StatusCode::kUnauthenticated, "PRINCIPAL_DISABLED",
               absl::StrCat(principal, " is disabled"))
      .Vietnamese(absl::StrCat("Tài khoản ", principal, " đã bị khóa."))
      .With("principal", principal);
}

absl::Status PrincipalDisabled(absl::string_view principal) {
  return Named(StatusCode::kFailedPrecondition, "PRINCIPAL_DISABLED",
               absl::StrCat(principal, " is disabled; create a new principal"))
      .Vietnamese(absl::StrCat("Tài khoản ", principal,
                               " đã bị khóa; hãy tạo tài khoản mới."))
      .With("principal", principal)
      .Subject(principal);
}

absl::Status PrincipalNotFound(absl::string_view field,
                               absl::string_view principal) {
  return Named(StatusCode::kNotFound, "PRINCIPAL_NOT_FOUND",
               absl::StrCat("there is no person ", principal,
                            "; ListPrincipals shows those that there are"))
      .Vietnamese(
          absl::StrCat("Không có tài khoản ", principal,
                       "; ListPrincipals liệt kê các tài khoản hiện có."))
      .With("principal", principal)
      .Field(field, "names no principal")
      .Resource("principal", principal);
}

absl::Status PrincipalAlreadyExists(absl::string_view principal) {
  return Named(StatusCode::kAlreadyExists, "PRINCIPAL_ALREADY_EXISTS",
               absl::StrCat(principal, " exists; choose another id"))
      .Vietnamese(
          absl::StrCat("Tài khoản ", principal, " đã có; hãy chọn mã khác."))
      .With("principal", principal)
      .Resource("principal", principal);
}

absl::Status RoleBindingNotFound(absl::string_view role_binding) {
  return Named(StatusCode::kNotFound, "ROLE_BINDING_NOT_FOUND",
               absl::StrCat("there is no role binding ", role_binding,
                            "; ListRoleBindings shows those that there are"))
      .Vietnamese(
          absl::StrCat("Không có phân quyền ", role_binding,
                       "; ListRoleBindings liệt kê các phân quyền hiện có."))
      .With("role_binding", role_binding)
      .Field("name", "names no role binding")
      .Resource("role_binding", role_binding);
}

absl::Status RoleBindingAlreadyExists(absl::string_view role_binding) {
  return Named(StatusCode::kAlreadyExists, "ROLE_BINDING_ALREADY_EXISTS",
               absl::StrCat(role_binding,
                            " gives that role on that unit already"))
      .Vietnamese(
          absl::StrCat(role_binding, " đã giao vai trò đó tại đơn vị đó."))
      .With("role_binding", role_binding)
      .Resource("role_binding", role_binding);
}

absl::Status LastAdministrator() {
  return Named(StatusCode::kFailedPrecondition, "LAST_ADMINISTRATOR",
               "nobody could administer the organisation any more; make "
               "somebody else administrator first")
      .Vietnamese(
          "Như vậy sẽ không còn ai quản trị tổ chức; hãy giao quyền quản trị "
          "cho người khác trước.")
      .Subject("organization");
}

absl::Status SecretsUnreadable(absl::string_view path, absl::string_view why) {
  return Named(StatusCode::kFailedPrecondition, "SECRETS_UNREADABLE",
               absl::StrCat("the file ", path, " cannot be used: ", why))
      .Vietnamese(absl::StrCat("Không dùng được tệp bí mật ", path, "."))
      .With("path", path)
      .Subject(path);
}

}  // namespace loa::units
