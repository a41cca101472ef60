#include "services/content/assignments/adoption_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/adoption_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::AdoptionService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, AdoptionReport& report)
      : env_(env), report_(report) {}

  grpc::ServerUnaryReactor* GetAdoption(
      grpc::CallbackServerContext* grpc, const v1::GetAdoptionRequest* request,
      v1::GetAdoptionResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&AdoptionReport::Get, &report_));
  }

 private:
  const rpc::CallEnv& env_;
  AdoptionReport& report_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewAdoptionService(const rpc::CallEnv& env,
                                                  AdoptionReport& report) {
  return std::make_unique<Transport>(env, report);
}

}  // namespace loa::content
