#include "services/units/governance/meeting_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/meeting_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::MeetingService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Meetings& meetings)
      : env_(env), meetings_(meetings) {}

  grpc::ServerUnaryReactor* CreateMeeting(
      grpc::CallbackServerContext* grpc,
      const v1::CreateMeetingRequest* request, v1::Meeting* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Meetings::CreateMeeting, &meetings_));
  }
  grpc::ServerUnaryReactor* GetMeeting(grpc::CallbackServerContext* grpc,
                                       const v1::GetMeetingRequest* request,
                                       v1::Meeting* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Meetings::GetMeeting, &meetings_));
  }
  grpc::ServerUnaryReactor* ListMeetings(
      grpc::CallbackServerContext* grpc, const v1::ListMeetingsRequest* request,
      v1::ListMeetingsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Meetings::ListMeetings, &meetings_));
  }
  grpc::ServerUnaryReactor* UpdateMeeting(
      grpc::CallbackServerContext* grpc,
      const v1::UpdateMeetingRequest* request, v1::Meeting* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Meetings::UpdateMeeting, &meetings_));
  }
  grpc::ServerUnaryReactor* AddOpinion(grpc::CallbackServerContext* grpc,
                                       const v1::AddOpinionRequest* request,
                                       v1::Meeting* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Meetings::AddOpinion, &meetings_));
  }
  grpc::ServerUnaryReactor* ConcludeMeeting(
      grpc::CallbackServerContext* grpc,
      const v1::ConcludeMeetingRequest* request,
      v1::Meeting* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Meetings::ConcludeMeeting, &meetings_));
  }

 private:
  const rpc::CallEnv& env_;
  Meetings& meetings_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewMeetingService(const rpc::CallEnv& env,
                                                 Meetings& meetings) {
  return std::make_unique<Transport>(env, meetings);
}

}  // namespace loa::units
