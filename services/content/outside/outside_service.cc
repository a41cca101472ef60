#include "services/content/outside/outside_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/outside_post_service.grpc.pb.h"
#include "loa/content/v1/sweep_service.grpc.pb.h"

namespace loa::content {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class OutsidePostService : public v1::OutsidePostService::CallbackService {
 public:
  OutsidePostService(const rpc::CallEnv& env, OutsidePosts& posts)
      : env_(env), posts_(posts) {}

  ServerUnaryReactor* ListOutsidePosts(
      CallbackServerContext* call, const v1::ListOutsidePostsRequest* request,
      v1::ListOutsidePostsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&OutsidePosts::List, &posts_));
  }
  ServerUnaryReactor* CountOutsidePosts(
      CallbackServerContext* call, const v1::CountOutsidePostsRequest* request,
      v1::CountOutsidePostsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&OutsidePosts::Count, &posts_));
  }
  ServerUnaryReactor* ListPageAlerts(
      CallbackServerContext* call, const v1::ListPageAlertsRequest* request,
      v1::ListPageAlertsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&OutsidePosts::ListAlerts, &posts_));
  }
  ServerUnaryReactor* AcknowledgePageAlert(
      CallbackServerContext* call,
      const v1::AcknowledgePageAlertRequest* request,
      v1::PageAlert* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&OutsidePosts::Acknowledge, &posts_));
  }

 private:
  const rpc::CallEnv& env_;
  OutsidePosts& posts_;
};

class SweepService : public v1::SweepService::CallbackService {
 public:
  SweepService(const rpc::CallEnv& env, Sweep& sweep)
      : env_(env), sweep_(sweep) {}

  ServerUnaryReactor* ListDueSweeps(
      CallbackServerContext* call, const v1::ListDueSweepsRequest* request,
      v1::ListDueSweepsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Sweep::List, &sweep_));
  }
  ServerUnaryReactor* RecordOutsidePosts(
      CallbackServerContext* call, const v1::RecordOutsidePostsRequest* request,
      v1::RecordOutsidePostsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Sweep::Record, &sweep_));
  }

 private:
  const rpc::CallEnv& env_;
  Sweep& sweep_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewOutsidePostService(const rpc::CallEnv& env,
                                                     OutsidePosts& posts) {
  return std::make_unique<OutsidePostService>(env, posts);
}

std::unique_ptr<grpc::Service> NewSweepService(const rpc::CallEnv& env,
                                               Sweep& sweep) {
  return std::make_unique<SweepService>(env, sweep);
}

}  // namespace loa::content
