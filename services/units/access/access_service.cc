#include "services/units/access/access_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/access_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::AccessService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Tokens& tokens, Principals& principals,
            RoleBindings& role_bindings, AuditReports& audit)
      : env_(env),
        tokens_(tokens),
        principals_(principals),
        role_bindings_(role_bindings),
        audit_(audit) {}

  grpc::ServerUnaryReactor* BootstrapAdministrator(
      grpc::CallbackServerContext* grpc,
      const v1::BootstrapAdministratorRequest* request,
      v1::PrincipalSecret* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Tokens::BootstrapAdministrator, &tokens_));
  }
  grpc::ServerUnaryReactor* IssueToken(
      grpc::CallbackServerContext* grpc, const v1::IssueTokenRequest* request,
      v1::IssueTokenResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Tokens::IssueToken, &tokens_));
  }
  grpc::ServerUnaryReactor* CreatePrincipal(
      grpc::CallbackServerContext* grpc,
      const v1::CreatePrincipalRequest* request,
      v1::PrincipalSecret* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Principals::CreatePrincipal, &principals_));
  }
  grpc::ServerUnaryReactor* GetPrincipal(grpc::CallbackServerContext* grpc,
                                         const v1::GetPrincipalRequest* request,
                                         v1::Principal* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Principals::GetPrincipal, &principals_));
  }
  grpc::ServerUnaryReactor* ListPrincipals(
      grpc::CallbackServerContext* grpc,
      const v1::ListPrincipalsRequest* request,
      v1::ListPrincipalsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Principals::ListPrincipals, &principals_));
  }
  grpc::ServerUnaryReactor* DisablePrincipal(
      grpc::CallbackServerContext* grpc,
      const v1::DisablePrincipalRequest* request,
      v1::Principal* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Principals::DisablePrincipal, &principals_));
  }
  grpc::ServerUnaryReactor* RotateSecret(
      grpc::CallbackServerContext* grpc, const v1::RotateSecretRequest* request,
      v1::PrincipalSecret* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Principals::RotateSecret, &principals_));
  }
  grpc::ServerUnaryReactor* CreateRoleBinding(
      grpc::CallbackServerContext* grpc,
      const v1::CreateRoleBindingRequest* request,
      v1::RoleBinding* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&RoleBindings::CreateRoleBinding, &role_bindings_));
  }
  grpc::ServerUnaryReactor* ListRoleBindings(
      grpc::CallbackServerContext* grpc,
      const v1::ListRoleBindingsRequest* request,
      v1::ListRoleBindingsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&RoleBindings::ListRoleBindings, &role_bindings_));
  }
  grpc::ServerUnaryReactor* DeleteRoleBinding(
      grpc::CallbackServerContext* grpc,
      const v1::DeleteRoleBindingRequest* request,
      google::protobuf::Empty* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&RoleBindings::DeleteRoleBinding, &role_bindings_));
  }
  grpc::ServerUnaryReactor* ListAuditEntries(
      grpc::CallbackServerContext* grpc,
      const v1::ListAuditEntriesRequest* request,
      v1::ListAuditEntriesResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&AuditReports::ListAuditEntries, &audit_));
  }
  grpc::ServerUnaryReactor* VerifyAudit(
      grpc::CallbackServerContext* grpc, const v1::VerifyAuditRequest* request,
      v1::VerifyAuditResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&AuditReports::VerifyAudit, &audit_));
  }

 private:
  const rpc::CallEnv& env_;
  Tokens& tokens_;
  Principals& principals_;
  RoleBindings& role_bindings_;
  AuditReports& audit_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewAccessService(const rpc::CallEnv& env,
                                                Tokens& tokens,
                                                Principals& principals,
                                                RoleBindings& role_bindings,
                                                AuditReports& audit) {
  return std::make_unique<Transport>(env, tokens, principals, role_bindings,
                                     audit);
}

}  // namespace loa::units
