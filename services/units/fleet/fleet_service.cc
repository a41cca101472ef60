#include "services/units/fleet/fleet_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/fleet_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::FleetService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Discovery& discovery, Probes& probes,
            FleetHealthReports& health)
      : env_(env), discovery_(discovery), probes_(probes), health_(health) {}

  grpc::ServerUnaryReactor* DiscoverPages(
      grpc::CallbackServerContext* grpc,
      const v1::DiscoverPagesRequest* request,
      v1::DiscoverPagesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Discovery::DiscoverPages, &discovery_));
  }
  grpc::ServerUnaryReactor* ConfirmDiscovery(
      grpc::CallbackServerContext* grpc,
      const v1::ConfirmDiscoveryRequest* request,
      v1::ConfirmDiscoveryResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Discovery::ConfirmDiscovery, &discovery_));
  }
  grpc::ServerUnaryReactor* ProbePage(grpc::CallbackServerContext* grpc,
                                      const v1::ProbePageRequest* request,
                                      v1::PageHealth* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Probes::ProbePage, &probes_));
  }
  grpc::ServerUnaryReactor* GetFleetHealth(
      grpc::CallbackServerContext* grpc,
      const v1::GetFleetHealthRequest* request,
      v1::FleetHealth* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&FleetHealthReports::GetFleetHealth, &health_));
  }
  grpc::ServerUnaryReactor* ListPageHealth(
      grpc::CallbackServerContext* grpc,
      const v1::ListPageHealthRequest* request,
      v1::ListPageHealthResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&FleetHealthReports::ListPageHealth, &health_));
  }

 private:
  const rpc::CallEnv& env_;
  Discovery& discovery_;
  Probes& probes_;
  FleetHealthReports& health_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewFleetService(const rpc::CallEnv& env,
                                               Discovery& discovery,
                                               Probes& probes,
                                               FleetHealthReports& health) {
  return std::make_unique<Transport>(env, discovery, probes, health);
}

}  // namespace loa::units
