#include "services/units/organization/organization_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/organization_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::OrganizationService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, OrganizationSettings& organization)
      : env_(env), organization_(organization) {}

  grpc::ServerUnaryReactor* GetOrganization(
      grpc::CallbackServerContext* grpc,
      const v1::GetOrganizationRequest* request,
      v1::Organization* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&OrganizationSettings::GetOrganization,
                                      &organization_));
  }
  grpc::ServerUnaryReactor* UpdateOrganization(
      grpc::CallbackServerContext* grpc,
      const v1::UpdateOrganizationRequest* request,
      v1::Organization* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&OrganizationSettings::UpdateOrganization,
                                      &organization_));
  }

 private:
  const rpc::CallEnv& env_;
  OrganizationSettings& organization_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewOrganizationService(
    const rpc::CallEnv& env, OrganizationSettings& organization) {
  return std::make_unique<Transport>(env, organization);
}

}  // namespace loa::units
