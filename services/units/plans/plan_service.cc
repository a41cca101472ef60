#include "services/units/plans/plan_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/units/v1/plan_service.grpc.pb.h"

namespace loa::units {
namespace {

class Transport final : public v1::PlanService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Plans& plans, ProgressReports& progress,
            Facts& facts)
      : env_(env), plans_(plans), progress_(progress), facts_(facts) {}

  grpc::ServerUnaryReactor* CreatePlan(grpc::CallbackServerContext* grpc,
                                       const v1::CreatePlanRequest* request,
                                       v1::Plan* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Plans::CreatePlan, &plans_));
  }
  grpc::ServerUnaryReactor* GetPlan(grpc::CallbackServerContext* grpc,
                                    const v1::GetPlanRequest* request,
                                    v1::Plan* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Plans::GetPlan, &plans_));
  }
  grpc::ServerUnaryReactor* ListPlans(
      grpc::CallbackServerContext* grpc, const v1::ListPlansRequest* request,
      v1::ListPlansResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Plans::ListPlans, &plans_));
  }
  grpc::ServerUnaryReactor* AddTarget(grpc::CallbackServerContext* grpc,
                                      const v1::AddTargetRequest* request,
                                      v1::Plan* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Plans::AddTarget, &plans_));
  }
  grpc::ServerUnaryReactor* GetProgress(grpc::CallbackServerContext* grpc,
                                        const v1::GetProgressRequest* request,
                                        v1::Progress* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&ProgressReports::GetProgress, &progress_));
  }
  grpc::ServerUnaryReactor* ListUnitProgress(
      grpc::CallbackServerContext* grpc,
      const v1::ListUnitProgressRequest* request,
      v1::ListUnitProgressResponse* response) override {
    return rpc::Unary(
        env_, grpc, request, response,
        std::bind_front(&ProgressReports::ListUnitProgress, &progress_));
  }
  grpc::ServerUnaryReactor* RecordFacts(
      grpc::CallbackServerContext* grpc, const v1::RecordFactsRequest* request,
      v1::RecordFactsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Facts::RecordFacts, &facts_));
  }
  grpc::ServerUnaryReactor* ListFacts(
      grpc::CallbackServerContext* grpc, const v1::ListFactsRequest* request,
      v1::ListFactsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Facts::ListFacts, &facts_));
  }

 private:
  const rpc::CallEnv& env_;
  Plans& plans_;
  ProgressReports& progress_;
  Facts& facts_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPlanService(const rpc::CallEnv& env,
                                              Plans& plans,
                                              ProgressReports& progress,
                                              Facts& facts) {
  return std::make_unique<Transport>(env, plans, progress, facts);
}

}  // namespace loa::units
