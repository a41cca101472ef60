#include "libs/rpc/server.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/rpc/channel.h"
#include "libs/rpc/server_credentials.h"
#include "libs/rpc/testing/probe_server.h"
#include "libs/testing/process.h"
#include "libs/testing/status_matchers.h"

namespace loa::rpc {
namespace {

using loa::testing::HasReason;
using rpc_probe::v1::EchoRequest;
using rpc_probe::v1::EchoResponse;
using rpc_probe::v1::ProbeService;
using ::testing::HasSubstr;

// What AdminHttp answers; status 0: nothing.
std::pair<int, std::string> Get(ProbeServer& probe, const std::string& path) {
  httplib::Client client("127.0.0.1", probe.server().admin_port());
  const auto answer = client.Get(path);
  return answer ? std::pair{answer->status, answer->body}
                : std::pair{0, std::string()};
}

void AwaitReady(ProbeServer& probe) {
  while (Get(probe, "/readyz").first != 200) std::this_thread::yield();
}

TEST(Server, ServesProbesAndMetricsOverHttp) {
  ProbeServer probe;
  AwaitReady(probe);
  EXPECT_EQ(Get(probe, "/livez").first, 200);
  const auto [status, text] = Get(probe, "/metrics");
  EXPECT_EQ(status, 200);
  EXPECT_THAT(text, HasSubstr("loa_rpc_in_flight"));
  EXPECT_EQ(Get(probe, "/other").first, 404);
}

TEST(Server, IsReadyWhenEveryCheckIs) {
  std::atomic<bool> synced = false;
  ProbeServer::Options options;
  options.readiness = {{"database", [] { return absl::OkStatus(); }},
                       {"registry", [&] {
                          return synced
                                     ? absl::OkStatus()
                                     : absl::UnavailableError("not synced yet");
                        }}};
  ProbeServer probe(std::move(options));
  while (Get(probe, "/readyz").second == "starting\n") {
    std::this_thread::yield();
  }
  const auto [status, text] = Get(probe, "/readyz");
  EXPECT_EQ(status, 503);
  EXPECT_EQ(text, "database ok\nregistry not synced yet\n");
  synced = true;
  AwaitReady(probe);
}

TEST(Server, WritesItsPortsForALauncher) {
  const loa::testing::TemporaryDirectory directory;
  ProbeServer::Options options;
  options.server.port_file = directory.File("ports");
  ProbeServer probe(std::move(options));
  std::ostringstream text;
  text << std::ifstream(directory.File("ports")).rdbuf();
  EXPECT_EQ(text.str(), absl::StrCat("grpc=127.0.0.1:", probe.server().port(),
                                     "\nadmin=127.0.0.1:",
                                     probe.server().admin_port(), "\n"));
}

absl::Status StartOn(const std::string& address) {
  Executor executor({.threads = 1, .queue = 1});
  CallMetrics metrics;
  ServerOptions options;
  options.listen = address;
  return Server::Start(options, {{}, {}, {}, executor, metrics}).status();
}

TEST(Server, RefusesPlaintextThatOthersReach) {
  EXPECT_THAT(StartOn("0.0.0.0:0"), HasReason("PLAINTEXT_REFUSED"));
}

TEST(Server, RefusesWhatIsNoAddress) {
  for (const char* address : {"", "localhost", ":7000", "127.0.0.1:99999"}) {
    EXPECT_THAT(StartOn(address), HasReason("LISTEN_ADDRESS_INVALID"))
        << address;
  }
}

TEST(Server, RefusesAPortThatIsTaken) {
  ProbeServer probe;
  EXPECT_THAT(StartOn(probe.address()), HasReason("LISTEN_FAILED"));
}

TEST(Server, FinishesCallsThatRunWhenItDrains) {
  std::promise<void> running, go;
  ProbeServer::Options options;
  options.server.drain_accept = absl::ZeroDuration();
  options.on_echo = [&](const RequestContext&) {
    running.set_value();
    go.get_future().wait();
    return absl::OkStatus();
  };
  ProbeServer probe(std::move(options));
  EchoRequest request;
  request.set_unit("units/a");
  auto answer = std::async(std::launch::async, [&] {
    return Ask(probe, "person:author", &ProbeService::Stub::Echo, request);
  });
  running.get_future().wait();
  auto drained =
      std::async(std::launch::async, [&] { probe.server().Drain(); });
  while (Get(probe, "/readyz").first != 503) std::this_thread::yield();
  go.set_value();
  EXPECT_TRUE(answer.get().ok());
  drained.get();
}

TEST(Server, LosesNoCallOfAHealthCheckedClientWhenOneOfTwoDrains) {
  ProbeServer::Options options;
  options.server.drain_accept = absl::Milliseconds(400);
  ProbeServer one(options), two(options);
  AwaitReady(one);
  AwaitReady(two);
  ChannelOptions to_both;
  to_both.target = absl::StrCat("ipv4:", one.address(), ",", two.address());
  const auto stub = ProbeService::NewStub(CreateChannel(to_both));

  std::atomic<bool> stop = false;
  std::atomic<int> good = 0, bad = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 8; ++i) {
    callers.emplace_back([&] {
      while (!stop) {
        grpc::ClientContext context;
        Authorize(context, "person:author");
        context.set_wait_for_ready(true);
        EchoRequest request;
        request.set_unit("units/a");
        EchoResponse response;
        (stub->Echo(&context, request, &response).ok() ? good : bad) += 1;
      }
    });
  }
  while (good < 100) std::this_thread::yield();
  one.server().Drain();
  const int after = good + 100;
  while (good < after && bad == 0) std::this_thread::yield();
  stop = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(bad, 0);
}

TEST(IsLoopback, KnowsWhatOnlyThisMachineReaches) {
  EXPECT_TRUE(IsLoopback("127.0.0.1"));
  EXPECT_TRUE(IsLoopback("127.9.9.9"));
  EXPECT_TRUE(IsLoopback("::1"));
  EXPECT_TRUE(IsLoopback("localhost"));
  EXPECT_FALSE(IsLoopback("0.0.0.0"));
  EXPECT_FALSE(IsLoopback("::"));
  EXPECT_FALSE(IsLoopback("10.0.0.1"));
  EXPECT_FALSE(IsLoopback("127.example.com"));
}

}  // namespace
}  // namespace loa::rpc
