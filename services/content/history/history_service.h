#ifndef LOA_SERVICES_CONTENT_HISTORY_HISTORY_SERVICE_H_
#define LOA_SERVICES_CONTENT_HISTORY_HISTORY_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/history/history.h"

namespace loa::content {

// The transport of HistoryService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewHistoryService(const rpc::CallEnv& env,
                                                 History& history);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HISTORY_HISTORY_SERVICE_H_
