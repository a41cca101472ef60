#include "services/units/registry/registry_service.h"

#include <functional>

#include "libs/rpc/watch.h"
#include "loa/units/v1/registry_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::RegistryService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, rpc::WatchHub& hub,
            RegistryWatch& registry)
      : env_(env), hub_(hub), registry_(registry) {}

  grpc::ServerWriteReactor<v1::WatchRegistryResponse>* WatchRegistry(
      grpc::CallbackServerContext* grpc,
      const v1::WatchRegistryRequest* request) override {
    return rpc::Watch<v1::WatchRegistryResponse>(
        env_, hub_, grpc, request,
        std::bind_front(&RegistryWatch::WatchRegistry, &registry_));
  }

 private:
  const rpc::CallEnv& env_;
  rpc::WatchHub& hub_;
  RegistryWatch& registry_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewRegistryService(const rpc::CallEnv& env,
                                                  rpc::WatchHub& hub,
                                                  RegistryWatch& registry) {
  return std::make_unique<Transport>(env, hub, registry);
}

}  // namespace loa::units
