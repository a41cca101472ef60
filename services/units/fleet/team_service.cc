#include "services/units/fleet/team_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/team_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::TeamService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Teams& teams) : env_(env), teams_(teams) {}

  grpc::ServerUnaryReactor* GetTeam(grpc::CallbackServerContext* grpc,
                                    const v1::GetTeamRequest* request,
                                    v1::Team* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Teams::GetTeam, &teams_));
  }
  grpc::ServerUnaryReactor* ReplaceTeam(grpc::CallbackServerContext* grpc,
                                        const v1::ReplaceTeamRequest* request,
                                        v1::Team* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Teams::ReplaceTeam, &teams_));
  }

 private:
  const rpc::CallEnv& env_;
  Teams& teams_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewTeamService(const rpc::CallEnv& env,
                                              Teams& teams) {
  return std::make_unique<Transport>(env, teams);
}

}  // namespace loa::units
