// What clients of other languages meet: health, reflection and TLS on the wire.
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/rpc/channel.h"
#include "libs/rpc/testing/probe_server.h"
#include "libs/testing/process.h"

namespace loa::rpc {
namespace {

using rpc_probe::v1::EchoRequest;
using rpc_probe::v1::EchoResponse;
using rpc_probe::v1::ProbeService;
using ::testing::HasSubstr;
using ByteStub = grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer>;

std::string TextOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string text;
  if (!buffer.Dump(&slices).ok()) return text;
  for (const grpc::Slice& slice : slices) {
    text.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return text;
}

// Field 1 of HealthCheckResponse: 1 SERVING, 2 NOT_SERVING.
std::string HealthOf(ProbeServer& probe, const std::string& service) {
  ByteStub stub(probe.channel());
  std::string bytes;
  if (!service.empty()) {
    bytes = absl::StrCat("\x0a", std::string(1, char(service.size())), service);
  }
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  grpc::ClientContext context;
  std::promise<void> done;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", {}, &request,
                 &response, [&](grpc::Status) { done.set_value(); });
  done.get_future().wait();
  return TextOf(response);
}

TEST(Health, AnswersForTheServerAndForEachService) {
  ProbeServer probe;
  for (const char* service : {"", "loa.rpc_probe.v1.ProbeService"}) {
    while (HealthOf(probe, service) != std::string("\x08\x01")) {
      std::this_thread::yield();
    }
  }
  EXPECT_EQ(HealthOf(probe, "loa.none.v1.NoService"), "");
}

// One question to the reflection service, by symbol.
class Reflection
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Reflection(ProbeServer& probe, const std::string& symbol)
      : stub_(probe.channel()),
        slice_(
            absl::StrCat("\x22", std::string(1, char(symbol.size())), symbol)),
        question_(&slice_, 1) {
    stub_.PrepareBidiStreamingCall(
        &context_,
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", {},
        this);
    StartWriteLast(&question_, grpc::WriteOptions());
    StartRead(&answer_);
    StartCall();
  }
  void OnDone(const grpc::Status&) override { done_.set_value(); }
  std::string Answer() {
    done_.get_future().wait();
    return TextOf(answer_);
  }

 private:
  ByteStub stub_;
  grpc::ClientContext context_;
  grpc::Slice slice_;
  grpc::ByteBuffer question_, answer_;
  std::promise<void> done_;
};

TEST(Reflection, KnowsOurServicesAndTheDetailsOfErrors) {
  ProbeServer probe;
  EXPECT_THAT(Reflection(probe, "loa.rpc_probe.v1.ProbeService").Answer(),
              HasSubstr("ImportNotesRequest"));
  EXPECT_THAT(Reflection(probe, "google.rpc.ErrorInfo").Answer(),
              HasSubstr("google/rpc/error_details.proto"));
}

// A certificate of 127.0.0.1 that signed itself.
class Certificate {
 public:
  Certificate() {
    loa::testing::ChildProcess openssl(
        {.argv = {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                  "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                  "-subj", "/CN=loa", "-addext", "subjectAltName=IP:127.0.0.1",
                  "-keyout", key(), "-out", certificate()},
         .output_file = directory_.File("log")});
    EXPECT_EQ(openssl.Wait(absl::Seconds(20)), 0);
  }
  std::string key() const { return directory_.File("key.pem"); }
  std::string certificate() const { return directory_.File("cert.pem"); }

 private:
  loa::testing::TemporaryDirectory directory_;
};

grpc::Status EchoOver(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = ProbeService::NewStub(channel);
  grpc::ClientContext context;
  Authorize(context, "person:author");
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
  EchoRequest request;
  request.set_unit("units/a");
  EchoResponse response;
  return stub->Echo(&context, request, &response);
}

TEST(Tls, ServesThoseWhoTrustItsCertificate) {
  const Certificate ours, other;
  ProbeServer::Options options;
  options.server.tls = {ours.certificate(), ours.key(), ""};
  ProbeServer probe(std::move(options));
  ChannelOptions to_probe;
  to_probe.target = absl::StrCat("ipv4:", probe.address());

  to_probe.ca = ours.certificate();
  const grpc::Status status = EchoOver(CreateChannel(to_probe));
  EXPECT_TRUE(status.ok()) << status.error_message();

  to_probe.ca = other.certificate();
  EXPECT_EQ(EchoOver(CreateChannel(to_probe)).error_code(),
            grpc::StatusCode::UNAVAILABLE);
  to_probe.ca = "";
  EXPECT_EQ(EchoOver(CreateChannel(to_probe)).error_code(),
            grpc::StatusCode::UNAVAILABLE);
}

TEST(Tls, AsksClientsForACertificateWhenToldTo) {
  const Certificate server, client;
  ProbeServer::Options options;
  options.server.tls = {server.certificate(), server.key(),
                        client.certificate()};
  ProbeServer probe(std::move(options));
  ChannelOptions to_probe;
  to_probe.target = absl::StrCat("ipv4:", probe.address());
  to_probe.ca = server.certificate();
  EXPECT_FALSE(EchoOver(CreateChannel(to_probe)).ok());

  to_probe.certificate = client.certificate();
  to_probe.key = client.key();
  const grpc::Status status = EchoOver(CreateChannel(to_probe));
  EXPECT_TRUE(status.ok()) << status.error_message();
}

}  // namespace
}  // namespace loa::rpc
