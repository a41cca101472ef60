#include "libs/rpc/channel.h"

#include <gmock/gmock.h>
#include <grpcpp/support/validate_service_config.h>
#include <gtest/gtest.h>

#include "loa/rpc_probe/v1/probe_service.pb.h"

namespace loa::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const google::protobuf::ServiceDescriptor* Probe() {
  return rpc_probe::v1::EchoRequest::descriptor()->file()->service(0);
}

TEST(ServiceConfig, IsValidToGrpc) {
  EXPECT_EQ(grpc::experimental::ValidateServiceConfigJSON(ServiceConfig({})),
            "");
  EXPECT_EQ(
      grpc::experimental::ValidateServiceConfigJSON(ServiceConfig({Probe()})),
      "");
}

TEST(ServiceConfig, RetriesOnlyWhatCanBeRepeated) {
  const std::string config = ServiceConfig({Probe()});
  EXPECT_THAT(config, HasSubstr("\"ListNotes\""));
  EXPECT_THAT(config, HasSubstr("\"WatchNotes\""));
  EXPECT_THAT(config, Not(HasSubstr("\"Dispatch\"")));
  EXPECT_THAT(config, Not(HasSubstr("\"Enter\"")));
}

}  // namespace
}  // namespace loa::rpc
