#ifndef LOA_LIBS_RPC_METHOD_RULES_H_
#define LOA_LIBS_RPC_METHOD_RULES_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "loa/options/v1/access.pb.h"

namespace loa::rpc {

// What the contract says about one RPC, found from its request type: each
// request message belongs to exactly one RPC and is declared in the file of
// its service.
struct MethodRules {
  std::string method;  // "loa.units.v1.UnitService.GetUnit"
  options::v1::Access access;
  // The fields of access.field, from the request down.
  std::vector<const google::protobuf::FieldDescriptor*> path;
  bool has_output_only = false;
};

// Cached for ever.  A request type that no RPC of its file takes, or an RPC
// without a valid access option, is a bug and terminates the process.
const MethodRules& RulesOf(const google::protobuf::Descriptor* request);

// The strings at rules.path, every item where a field of it is repeated.
std::vector<std::string> ValuesAt(const MethodRules& rules,
                                  const google::protobuf::Message& request);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_METHOD_RULES_H_
