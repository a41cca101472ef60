#include "services/content/submissions/submission_figures_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/submission_figures_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::SubmissionFiguresService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, SubmissionFigureReads& figures)
      : env_(env), figures_(figures) {}

  grpc::ServerUnaryReactor* ReadSubmissionFigures(
      grpc::CallbackServerContext* grpc,
      const v1::ReadSubmissionFiguresRequest* request,
      v1::SubmissionFigures* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&SubmissionFigureReads::Read, &figures_));
  }

 private:
  const rpc::CallEnv& env_;
  SubmissionFigureReads& figures_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewSubmissionFiguresService(
    const rpc::CallEnv& env, SubmissionFigureReads& figures) {
  return std::make_unique<Transport>(env, figures);
}

}  // namespace loa::content
