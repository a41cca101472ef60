#include "services/metrics/evaluations/evaluation_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/metrics/v1/evaluation_service.grpc.pb.h"

namespace loa::metrics {
namespace {

class Transport final : public v1::EvaluationService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Evaluations& evaluations)
      : env_(env), evaluations_(evaluations) {}

  grpc::ServerUnaryReactor* CreateEvaluation(
      grpc::CallbackServerContext* grpc,
      const v1::CreateEvaluationRequest* request,
      v1::Evaluation* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Evaluations::CreateEvaluation, &evaluations_));
  }
  grpc::ServerUnaryReactor* GetEvaluation(
      grpc::CallbackServerContext* grpc,
      const v1::GetEvaluationRequest* request,
      v1::Evaluation* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Evaluations::GetEvaluation, &evaluations_));
  }
  grpc::ServerUnaryReactor* ListEvaluations(
      grpc::CallbackServerContext* grpc,
      const v1::ListEvaluationsRequest* request,
      v1::ListEvaluationsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Evaluations::ListEvaluations, &evaluations_));
  }
  grpc::ServerUnaryReactor* RecomputeEvaluation(
      grpc::CallbackServerContext* grpc,
      const v1::RecomputeEvaluationRequest* request,
      v1::RecomputeEvaluationResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Evaluations::RecomputeEvaluation, &evaluations_));
  }
  grpc::ServerUnaryReactor* ExportEvaluation(
      grpc::CallbackServerContext* grpc,
      const v1::ExportEvaluationRequest* request,
      v1::ExportEvaluationResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Evaluations::ExportEvaluation, &evaluations_));
  }
  grpc::ServerUnaryReactor* ListFigurePosts(
      grpc::CallbackServerContext* grpc,
      const v1::ListFigurePostsRequest* request,
      v1::ListFigurePostsResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&Evaluations::ListFigurePosts, &evaluations_));
  }

 private:
  const rpc::CallEnv& env_;
  Evaluations& evaluations_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewEvaluationService(const rpc::CallEnv& env,
                                                    Evaluations& evaluations) {
  return std::make_unique<Transport>(env, evaluations);
}

}  // namespace loa::metrics
