#ifndef LOA_LIBS_RPC_SERVICE_NAMES_H_
#define LOA_LIBS_RPC_SERVICE_NAMES_H_

#include <grpcpp/impl/server_builder_option.h>

#include <memory>
#include <string>
#include <vector>

namespace loa::rpc {

// A builder option that fills `names` with the full names of the registered
// services ("loa.units.v1.UnitService"): health answers by name, and
// grpc::Service does not tell its own.  `names` outlives the builder.
std::unique_ptr<grpc::ServerBuilderOption> ListServicesInto(
    std::vector<std::string>& names);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_SERVICE_NAMES_H_
