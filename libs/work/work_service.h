#ifndef LOA_LIBS_WORK_WORK_SERVICE_H_
#define LOA_LIBS_WORK_WORK_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "libs/work/work_list.h"

namespace loa::work {

// The transport of WorkService, the same in every service.  `env` and `list`
// outlive it.
std::unique_ptr<grpc::Service> NewWorkService(const rpc::CallEnv& env,
                                              WorkList& list);

}  // namespace loa::work

#endif  // LOA_LIBS_WORK_WORK_SERVICE_H_
