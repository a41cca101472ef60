#ifndef LOA_LIBS_RPC_REQUEST_READER_H_
#define LOA_LIBS_RPC_REQUEST_READER_H_

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <vector>

namespace loa::rpc {

// gRPC answers a request that it cannot parse with UNIMPLEMENTED and no text,
// before any adapter runs.  This interceptor sees that no message came out of
// the bytes and answers REQUEST_UNREADABLE (INVALID_ARGUMENT) instead.  For
// unary and server-streaming methods; an ingest sees for itself.
std::vector<
    std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
UnreadableRequestInterceptors();

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_REQUEST_READER_H_
