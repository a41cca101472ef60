#include "services/content/submissions/submission_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/submission_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::SubmissionService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Intake& intake, Submissions& submissions)
      : env_(env), intake_(intake), submissions_(submissions) {}

  grpc::ServerUnaryReactor* CreateSubmission(
      grpc::CallbackServerContext* grpc,
      const v1::CreateSubmissionRequest* request,
      v1::CreateSubmissionResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Intake::CreateSubmission, &intake_));
  }
  grpc::ServerUnaryReactor* GetSubmissionStatus(
      grpc::CallbackServerContext* grpc,
      const v1::GetSubmissionStatusRequest* request,
      v1::SubmissionStatus* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Intake::GetSubmissionStatus, &intake_));
  }
  grpc::ServerUnaryReactor* GetSubmission(
      grpc::CallbackServerContext* grpc,
      const v1::GetSubmissionRequest* request,
      v1::Submission* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Submissions::GetSubmission, &submissions_));
  }
  grpc::ServerUnaryReactor* ListSubmissions(
      grpc::CallbackServerContext* grpc,
      const v1::ListSubmissionsRequest* request,
      v1::ListSubmissionsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Submissions::ListSubmissions, &submissions_));
  }
  grpc::ServerUnaryReactor* AssignSubmission(
      grpc::CallbackServerContext* grpc,
      const v1::AssignSubmissionRequest* request,
      v1::Submission* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Submissions::AssignSubmission, &submissions_));
  }
  grpc::ServerUnaryReactor* AcceptSubmission(
      grpc::CallbackServerContext* grpc,
      const v1::AcceptSubmissionRequest* request,
      v1::Submission* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Submissions::AcceptSubmission, &submissions_));
  }
  grpc::ServerUnaryReactor* DeclineSubmission(
      grpc::CallbackServerContext* grpc,
      const v1::DeclineSubmissionRequest* request,
      v1::Submission* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Submissions::DeclineSubmission, &submissions_));
  }
  grpc::ServerUnaryReactor* ErasePersonalData(
      grpc::CallbackServerContext* grpc,
      const v1::ErasePersonalDataRequest* request,
      v1::Submission* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Submissions::ErasePersonalData, &submissions_));
  }

 private:
  const rpc::CallEnv& env_;
  Intake& intake_;
  Submissions& submissions_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewSubmissionService(const rpc::CallEnv& env,
                                                    Intake& intake,
                                                    Submissions& submissions) {
  return std::make_unique<Transport>(env, intake, submissions);
}

}  // namespace loa::content
