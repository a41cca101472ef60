#ifndef LOA_LIBS_RPC_CONTRACT_CHECK_H_
#define LOA_LIBS_RPC_CONTRACT_CHECK_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace loa::rpc {

// What is wrong with the services declared in `file`, one sentence each; empty
// when all is well.  Every service's tests expect it to be empty.
//   - an RPC without an access option, or with one that is not whole
//   - an RPC that needs no token although its request holds no secret
//   - a request type that two RPCs share or that another file declares
//   - a string, bytes, repeated or map field without a limit, at any depth of
//     a request, unless it is OUTPUT_ONLY
//   - a pattern that RE2 does not take
std::vector<std::string> ContractViolations(
    const google::protobuf::FileDescriptor& file);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_CONTRACT_CHECK_H_
