#include "services/content/assignments/assignment_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/assignment_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::AssignmentService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Assignments& assignments,
            AssignmentReads& reads)
      : env_(env), assignments_(assignments), reads_(reads) {}

  grpc::ServerUnaryReactor* GetAssignment(
      grpc::CallbackServerContext* grpc,
      const v1::GetAssignmentRequest* request,
      v1::Assignment* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&AssignmentReads::Get, &reads_));
  }
  grpc::ServerUnaryReactor* ListAssignments(
      grpc::CallbackServerContext* grpc,
      const v1::ListAssignmentsRequest* request,
      v1::ListAssignmentsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&AssignmentReads::List, &reads_));
  }
  grpc::ServerUnaryReactor* AdoptAssignment(
      grpc::CallbackServerContext* grpc,
      const v1::AdoptAssignmentRequest* request,
      v1::Assignment* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Assignments::Adopt, &assignments_));
  }
  grpc::ServerUnaryReactor* DeclineAssignment(
      grpc::CallbackServerContext* grpc,
      const v1::DeclineAssignmentRequest* request,
      v1::Assignment* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Assignments::Decline, &assignments_));
  }
  grpc::ServerUnaryReactor* BatchAdoptAssignments(
      grpc::CallbackServerContext* grpc,
      const v1::BatchAdoptAssignmentsRequest* request,
      v1::BatchAdoptAssignmentsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Assignments::BatchAdopt, &assignments_));
  }

 private:
  const rpc::CallEnv& env_;
  Assignments& assignments_;
  AssignmentReads& reads_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewAssignmentService(const rpc::CallEnv& env,
                                                    Assignments& assignments,
                                                    AssignmentReads& reads) {
  return std::make_unique<Transport>(env, assignments, reads);
}

}  // namespace loa::content
