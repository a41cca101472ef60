#include "services/units/governance/obstacle_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/obstacle_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::ObstacleService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Obstacles& obstacles)
      : env_(env), obstacles_(obstacles) {}

  grpc::ServerUnaryReactor* RaiseObstacle(
      grpc::CallbackServerContext* grpc,
      const v1::RaiseObstacleRequest* request,
      v1::Obstacle* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Obstacles::RaiseObstacle, &obstacles_));
  }
  grpc::ServerUnaryReactor* GetObstacle(grpc::CallbackServerContext* grpc,
                                        const v1::GetObstacleRequest* request,
                                        v1::Obstacle* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Obstacles::GetObstacle, &obstacles_));
  }
  grpc::ServerUnaryReactor* ListObstacles(
      grpc::CallbackServerContext* grpc,
      const v1::ListObstaclesRequest* request,
      v1::ListObstaclesResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Obstacles::ListObstacles, &obstacles_));
  }
  grpc::ServerUnaryReactor* AssignObstacle(
      grpc::CallbackServerContext* grpc,
      const v1::AssignObstacleRequest* request,
      v1::Obstacle* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Obstacles::AssignObstacle, &obstacles_));
  }
  grpc::ServerUnaryReactor* AnswerObstacle(
      grpc::CallbackServerContext* grpc,
      const v1::AnswerObstacleRequest* request,
      v1::Obstacle* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Obstacles::AnswerObstacle, &obstacles_));
  }
  grpc::ServerUnaryReactor* ResolveObstacle(
      grpc::CallbackServerContext* grpc,
      const v1::ResolveObstacleRequest* request,
      v1::Obstacle* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Obstacles::ResolveObstacle, &obstacles_));
  }
  grpc::ServerUnaryReactor* WithdrawObstacle(
      grpc::CallbackServerContext* grpc,
      const v1::WithdrawObstacleRequest* request,
      v1::Obstacle* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Obstacles::WithdrawObstacle, &obstacles_));
  }

 private:
  const rpc::CallEnv& env_;
  Obstacles& obstacles_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewObstacleService(const rpc::CallEnv& env,
                                                  Obstacles& obstacles) {
  return std::make_unique<Transport>(env, obstacles);
}

}  // namespace loa::units
