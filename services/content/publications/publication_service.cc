#include "services/content/publications/publication_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/publication_service.grpc.pb.h"

namespace loa::content {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using std::bind_front;

class PublicationService : public v1::PublicationService::CallbackService {
 public:
  PublicationService(const rpc::CallEnv& env, Publications& publications,
                     PublicationList& list)
      : env_(env), publications_(publications), list_(list) {}

  ServerUnaryReactor* GetPublication(CallbackServerContext* call,
                                     const v1::GetPublicationRequest* request,
                                     v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Publications::Get, &publications_));
  }
  ServerUnaryReactor* ListPublications(
      CallbackServerContext* call, const v1::ListPublicationsRequest* request,
      v1::ListPublicationsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&PublicationList::List, &list_));
  }
  ServerUnaryReactor* GetTimeline(CallbackServerContext* call,
                                  const v1::GetTimelineRequest* request,
                                  v1::GetTimelineResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Publications::Timeline, &publications_));
  }
  ServerUnaryReactor* CancelPublication(
      CallbackServerContext* call, const v1::CancelPublicationRequest* request,
      v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Publications::Cancel, &publications_));
  }
  ServerUnaryReactor* AdoptPublication(
      CallbackServerContext* call, const v1::AdoptPublicationRequest* request,
      v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Publications::Adopt, &publications_));
  }
  ServerUnaryReactor* SendPublicationAgain(
      CallbackServerContext* call,
      const v1::SendPublicationAgainRequest* request,
      v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Publications::SendAgain, &publications_));
  }
  ServerUnaryReactor* DropPublication(CallbackServerContext* call,
                                      const v1::DropPublicationRequest* request,
                                      v1::Publication* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&Publications::Drop, &publications_));
  }
  ServerUnaryReactor* CountPublications(
      CallbackServerContext* call, const v1::CountPublicationsRequest* request,
      v1::CountPublicationsResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&PublicationList::Count, &list_));
  }

 private:
  const rpc::CallEnv& env_;
  Publications& publications_;
  PublicationList& list_;
};

class GateService : public v1::GateService::CallbackService {
 public:
  GateService(const rpc::CallEnv& env, GateKeeping& gates)
      : env_(env), gates_(gates) {}

  ServerUnaryReactor* CloseGate(CallbackServerContext* call,
                                const v1::CloseGateRequest* request,
                                v1::Gate* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&GateKeeping::Close, &gates_));
  }
  ServerUnaryReactor* OpenGate(CallbackServerContext* call,
                               const v1::OpenGateRequest* request,
                               v1::OpenGateResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&GateKeeping::Open, &gates_));
  }
  ServerUnaryReactor* ListGates(CallbackServerContext* call,
                                const v1::ListGatesRequest* request,
                                v1::ListGatesResponse* response) override {
    return rpc::Unary(env_, call, request, response,
                      bind_front(&GateKeeping::List, &gates_));
  }

 private:
  const rpc::CallEnv& env_;
  GateKeeping& gates_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPublicationService(const rpc::CallEnv& env,
                                                     Publications& publications,
                                                     PublicationList& list) {
  return std::make_unique<PublicationService>(env, publications, list);
}

std::unique_ptr<grpc::Service> NewGateService(const rpc::CallEnv& env,
                                              GateKeeping& gates) {
  return std::make_unique<GateService>(env, gates);
}

}  // namespace loa::content
