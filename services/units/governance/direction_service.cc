#include "services/units/governance/direction_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/direction_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::DirectionService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Directions& directions)
      : env_(env), directions_(directions) {}

  grpc::ServerUnaryReactor* IssueDirection(
      grpc::CallbackServerContext* grpc,
      const v1::IssueDirectionRequest* request,
      v1::Direction* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Directions::IssueDirection, &directions_));
  }
  grpc::ServerUnaryReactor* GetDirection(grpc::CallbackServerContext* grpc,
                                         const v1::GetDirectionRequest* request,
                                         v1::Direction* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Directions::GetDirection, &directions_));
  }
  grpc::ServerUnaryReactor* ListDirections(
      grpc::CallbackServerContext* grpc,
      const v1::ListDirectionsRequest* request,
      v1::ListDirectionsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Directions::ListDirections, &directions_));
  }
  grpc::ServerUnaryReactor* ListAddressees(
      grpc::CallbackServerContext* grpc,
      const v1::ListAddresseesRequest* request,
      v1::ListAddresseesResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Directions::ListAddressees, &directions_));
  }
  grpc::ServerUnaryReactor* AddFollowUpNote(
      grpc::CallbackServerContext* grpc,
      const v1::AddFollowUpNoteRequest* request,
      v1::Direction* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Directions::AddFollowUpNote, &directions_));
  }

 private:
  const rpc::CallEnv& env_;
  Directions& directions_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewDirectionService(const rpc::CallEnv& env,
                                                   Directions& directions) {
  return std::make_unique<Transport>(env, directions);
}

}  // namespace loa::units
