#include "libs/rpc/contract_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loa/rpc_probe/v1/faulty_service.pb.h"
#include "loa/rpc_probe/v1/probe_service.pb.h"

namespace loa::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(ContractViolations, FindsNoneInAWholeContract) {
  EXPECT_THAT(
      ContractViolations(*rpc_probe::v1::EchoRequest::descriptor()->file()),
      IsEmpty());
}

TEST(ContractViolations, FindsEveryFault) {
  EXPECT_THAT(
      ContractViolations(*rpc_probe::v1::FaultyRequest::descriptor()->file()),
      UnorderedElementsAre(
          HasSubstr("WithoutAccess declares no access"),
          HasSubstr("WithoutPermission must declare a permission"),
          HasSubstr("WithoutServices must name services"),
          HasSubstr("WithoutField: access.field \"nothing\""),
          HasSubstr("SharedRequest is open to everybody"),
          HasSubstr("SharedRequest needs a request type of its own"),
          HasSubstr("FaultyRequest.text has no limit"),
          HasSubstr("FaultyRequest.shaped has a pattern"),
          HasSubstr("Deep.data has no limit"),
          HasSubstr("Deep.numbers has no limit"),
          HasSubstr("Deep.labels has no limit")));
}

}  // namespace
}  // namespace loa::rpc
