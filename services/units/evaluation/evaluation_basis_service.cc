#include "services/units/evaluation/evaluation_basis_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/evaluation_basis_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::EvaluationBasisService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, EvaluationReads& reads)
      : env_(env), reads_(reads) {}

  grpc::ServerUnaryReactor* ReadEvaluationBasis(
      grpc::CallbackServerContext* grpc,
      const v1::ReadEvaluationBasisRequest* request,
      v1::EvaluationBasis* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&EvaluationReads::ReadEvaluationBasis, &reads_));
  }

 private:
  const rpc::CallEnv& env_;
  EvaluationReads& reads_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewEvaluationBasisService(
    const rpc::CallEnv& env, EvaluationReads& reads) {
  return std::make_unique<Transport>(env, reads);
}

}  // namespace loa::units
