#ifndef LOA_LIBS_RPC_CHANNEL_H_
#define LOA_LIBS_RPC_CHANNEL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace loa::rpc {

struct ChannelOptions {
  std::string target;       // "dns:///units:7000", "ipv4:127.0.0.1:7000"
  std::string ca;           // PEM file; "": plaintext
  std::string certificate;  // PEM file of our own certificate, for mTLS
  std::string key;          // PEM file
  // Services whose repeatable methods are retried (see ServiceConfig).
  std::vector<const google::protobuf::ServiceDescriptor*> services;
};

// The JSON that a channel runs by: round_robin over all addresses, health
// checks (a replica that drains gets no new calls), and retries on UNAVAILABLE
// and CANCELLED (what calls of a stopping server get) for methods that can be
// repeated: names that begin with Get, List, BatchGet or Watch, and requests
// that carry a `request_id`.
std::string ServiceConfig(
    const std::vector<const google::protobuf::ServiceDescriptor*>& services);

// One channel a peer, for the life of the process.  Does not connect yet.
std::shared_ptr<grpc::Channel> CreateChannel(const ChannelOptions& options);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_CHANNEL_H_
