#include "services/content/amendments/amendment_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/amendment_dispatch_service.grpc.pb.h"
#include "loa/content/v1/amendment_service.grpc.pb.h"

namespace loa::content {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class AmendmentService : public v1::AmendmentService::CallbackService {
 public:
  AmendmentService(const rpc::CallEnv& env, Amendments& amendments)
      : env_(env), amendments_(amendments) {}

  ServerUnaryReactor* WithdrawEverywhere(
      CallbackServerContext* call, const v1::WithdrawEverywhereRequest* request,
      v1::WithdrawEverywhereResponse* response) override {
    return rpc::Unary(
        env_, call, request, response,
        bind_front(&Amendments::WithdrawEverywhere, &amendments_));
  }
  ServerUnaryReactor* CorrectEverywhere(
      CallbackServerContext* call, const v1::CorrectEverywhereRequest* request,
      v1::CorrectEverywhereResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Amendments::CorrectEverywhere, &amendments_));
  }
  ServerUnaryReactor* WithdrawPublication(
      CallbackServerContext* call,
      const v1::WithdrawPublicationRequest* request,
      v1::Amendment* response) override {
    return rpc::Unary(
        env_, call, request, response,
        bind_front(&Amendments::WithdrawPublication, &amendments_));
  }
  ServerUnaryReactor* ListAmendments(
      CallbackServerContext* call, const v1::ListAmendmentsRequest* request,
      v1::ListAmendmentsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Amendments::List, &amendments_));
  }

 private:
  const rpc::CallEnv& env_;
  Amendments& amendments_;
};

class AmendmentDispatchService
    : public v1::AmendmentDispatchService::CallbackService {
 public:
  AmendmentDispatchService(const rpc::CallEnv& env, AmendmentDispatch& dispatch)
      : env_(env), dispatch_(dispatch) {}

  ServerUnaryReactor* ListDueAmendments(
      CallbackServerContext* call, const v1::ListDueAmendmentsRequest* request,
      v1::ListDueAmendmentsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&AmendmentDispatch::List, &dispatch_));
  }
  ServerUnaryReactor* BeginAmendments(
      CallbackServerContext* call, const v1::BeginAmendmentsRequest* request,
      v1::BeginAmendmentsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&AmendmentDispatch::Begin, &dispatch_));
  }
  ServerUnaryReactor* FinishAmendments(
      CallbackServerContext* call, const v1::FinishAmendmentsRequest* request,
      v1::FinishAmendmentsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&AmendmentDispatch::Finish, &dispatch_));
  }
  ServerUnaryReactor* SettleAmendments(
      CallbackServerContext* call, const v1::SettleAmendmentsRequest* request,
      v1::SettleAmendmentsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&AmendmentDispatch::Settle, &dispatch_));
  }

 private:
  const rpc::CallEnv& env_;
  AmendmentDispatch& dispatch_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewAmendmentService(const rpc::CallEnv& env,
                                                   Amendments& amendments) {
  return std::make_unique<AmendmentService>(env, amendments);
}

std::unique_ptr<grpc::Service> NewAmendmentDispatchService(
    const rpc::CallEnv& env, AmendmentDispatch& dispatch) {
  return std::make_unique<AmendmentDispatchService>(env, dispatch);
}

}  // namespace loa::content
