#include "services/content/dispatch/dispatch_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/dispatch_service.grpc.pb.h"

namespace loa::content {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class DispatchService : public v1::DispatchService::CallbackService {
 public:
  DispatchService(const rpc::CallEnv& env, Leases& leases, Attempts& attempts,
                  Settling& settling, GateKeeping& gates)
      : env_(env),
        leases_(leases),
        attempts_(attempts),
        settling_(settling),
        gates_(gates) {}

  ServerUnaryReactor* LeasePartitions(
      CallbackServerContext* call, const v1::LeasePartitionsRequest* request,
      v1::LeasePartitionsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Leases::LeasePartitions, &leases_));
  }
  ServerUnaryReactor* ReleasePartitions(
      CallbackServerContext* call, const v1::ReleasePartitionsRequest* request,
      v1::ReleasePartitionsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Leases::ReleasePartitions, &leases_));
  }
  ServerUnaryReactor* LoadPublications(
      CallbackServerContext* call, const v1::LoadPublicationsRequest* request,
      v1::LoadPublicationsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Leases::LoadPublications, &leases_));
  }
  ServerUnaryReactor* BeginAttempts(
      CallbackServerContext* call, const v1::BeginAttemptsRequest* request,
      v1::BeginAttemptsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Attempts::Begin, &attempts_));
  }
  ServerUnaryReactor* FinishAttempts(
      CallbackServerContext* call, const v1::FinishAttemptsRequest* request,
      v1::FinishAttemptsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Attempts::Finish, &attempts_));
  }
  ServerUnaryReactor* ListUnsettled(
      CallbackServerContext* call, const v1::ListUnsettledRequest* request,
      v1::ListUnsettledResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Settling::List, &settling_));
  }
  ServerUnaryReactor* SettleAttempts(
      CallbackServerContext* call, const v1::SettleAttemptsRequest* request,
      v1::SettleAttemptsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Settling::Settle, &settling_));
  }
  ServerUnaryReactor* ReportGates(CallbackServerContext* call,
                                  const v1::ReportGatesRequest* request,
                                  v1::ReportGatesResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&GateKeeping::Report, &gates_));
  }

 private:
  const rpc::CallEnv& env_;
  Leases& leases_;
  Attempts& attempts_;
  Settling& settling_;
  GateKeeping& gates_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDispatchService(const rpc::CallEnv& env,
                                                  Leases& leases,
                                                  Attempts& attempts,
                                                  Settling& settling,
                                                  GateKeeping& gates) {
  return std::make_unique<DispatchService>(env, leases, attempts, settling,
                                           gates);
}

}  // namespace loa::content
