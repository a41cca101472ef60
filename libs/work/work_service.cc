#include "libs/work/work_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/work/v1/work_service.grpc.pb.h"

namespace loa::work {
namespace {

class Transport final : public v1::WorkService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, WorkList& list) : env_(env), list_(list) {}

  grpc::ServerUnaryReactor* ListWork(grpc::CallbackServerContext* grpc,
                                     const v1::ListWorkRequest* request,
                                     v1::ListWorkResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&WorkList::ListWork, &list_));
  }
  grpc::ServerUnaryReactor* ListAllWork(
      grpc::CallbackServerContext* grpc, const v1::ListAllWorkRequest* request,
      v1::ListAllWorkResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&WorkList::ListAllWork, &list_));
  }

 private:
  const rpc::CallEnv& env_;
  WorkList& list_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewWorkService(const rpc::CallEnv& env,
                                              WorkList& list) {
  return std::make_unique<Transport>(env, list);
}

}  // namespace loa::work
