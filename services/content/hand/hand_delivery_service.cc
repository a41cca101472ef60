#include "services/content/hand/hand_delivery_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/hand_delivery_service.grpc.pb.h"

namespace loa::content {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class HandDeliveryService : public v1::HandDeliveryService::CallbackService {
 public:
  HandDeliveryService(const rpc::CallEnv& env, HandDelivery& delivery)
      : env_(env), delivery_(delivery) {}

  ServerUnaryReactor* ListHandTasks(
      CallbackServerContext* call, const v1::ListHandTasksRequest* request,
      v1::ListHandTasksResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&HandDelivery::List, &delivery_));
  }
  ServerUnaryReactor* ReportPosted(CallbackServerContext* call,
                                   const v1::ReportPostedRequest* request,
                                   v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&HandDelivery::ReportPosted, &delivery_));
  }
  ServerUnaryReactor* ReportNotPosted(CallbackServerContext* call,
                                      const v1::ReportNotPostedRequest* request,
                                      v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&HandDelivery::ReportNotPosted, &delivery_));
  }
  ServerUnaryReactor* ReportEdited(CallbackServerContext* call,
                                   const v1::ReportEditedRequest* request,
                                   v1::Amendment* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&HandDelivery::ReportEdited, &delivery_));
  }
  ServerUnaryReactor* ReportTakenDown(CallbackServerContext* call,
                                      const v1::ReportTakenDownRequest* request,
                                      v1::Amendment* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&HandDelivery::ReportTakenDown, &delivery_));
  }

 private:
  const rpc::CallEnv& env_;
  HandDelivery& delivery_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewHandDeliveryService(const rpc::CallEnv& env,
                                                      HandDelivery& delivery) {
  return std::make_unique<HandDeliveryService>(env, delivery);
}

}  // namespace loa::content
