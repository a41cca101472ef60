#include "libs/rpc/ingest.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>

#include "libs/rpc/testing/probe_server.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"

namespace loa::rpc {
namespace {

using loa::testing::HasMetadata;
using loa::testing::HasReason;
using rpc_probe::v1::EchoResponse;
using rpc_probe::v1::ImportNotesRequest;
using ::testing::ElementsAre;

absl::StatusOr<EchoResponse> Import(ProbeServer& probe,
                                    const std::string& token,
                                    const std::vector<std::string>& titles,
                                    const std::string& unit = "units/a") {
  grpc::ClientContext context;
  Authorize(context, token);
  EchoResponse response;
  auto stream = probe.stub().ImportNotes(&context, &response);
  for (const std::string& title : titles) {
    ImportNotesRequest request;
    request.set_unit(unit);
    request.set_title(title);
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return FromWire(status);
  return response;
}

constexpr char kAuthor[] = "person:author";

TEST(Ingest, GivesTheHandlerTheWholeStream) {
  ProbeServer probe;
  const auto answer = Import(probe, kAuthor, {"một", "hai", "ba"});
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->text(), "một;hai;ba;");
}

TEST(Ingest, RefusesMoreThanItsLimit) {
  ProbeServer probe;
  EXPECT_THAT(Import(probe, kAuthor, {"1", "2", "3", "4"}),
              HasReason("STREAM_TOO_LONG"));
}

TEST(Ingest, RefusesMoreBytesThanItsLimit) {
  ProbeServer probe;
  // Ten characters of four bytes each.
  const std::string title = "😀😀😀😀😀😀😀😀😀😀";
  const auto answer = Import(probe, kAuthor, {title, title});
  EXPECT_THAT(answer, HasReason("STREAM_TOO_LONG"));
  EXPECT_THAT(answer, HasMetadata("max_bytes", "100"));
}

TEST(Ingest, RefusesAnEmptyStream) {
  ProbeServer probe;
  EXPECT_THAT(Import(probe, kAuthor, {}), HasReason("FIELD_INVALID"));
}

TEST(Ingest, NamesTheMessageWithAWrongField) {
  ProbeServer probe;
  const auto answer = Import(probe, kAuthor, {"ok", ""});
  EXPECT_THAT(answer, HasReason("FIELD_INVALID"));
  EXPECT_THAT(status::FieldsOf(answer.status()), ElementsAre("[1].title"));
}

TEST(Ingest, ChecksAccessOnTheFirstMessage) {
  ProbeServer probe;
  EXPECT_THAT(Import(probe, kAuthor, {"ok"}, "units/b"),
              HasReason("PERMISSION_DENIED"));
}

TEST(Ingest, RefusesCallersWhoProveNothing) {
  ProbeServer probe;
  EXPECT_THAT(Import(probe, "", {"ok"}), HasReason("TOKEN_MISSING"));
}

// A client stream of raw messages.
class RawStream
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  RawStream(ProbeServer& probe, const std::string& bytes)
      : stub_(probe.channel()), slice_(bytes), message_(&slice_, 1) {
    Authorize(context_, kAuthor);
    stub_.PrepareBidiStreamingCall(
        &context_, "/loa.rpc_probe.v1.ProbeService/ImportNotes", {}, this);
    StartWriteLast(&message_, grpc::WriteOptions());
    StartCall();
  }
  void OnDone(const grpc::Status& status) override { done_.set_value(status); }
  absl::Status Wait() { return FromWire(done_.get_future().get()); }

 private:
  grpc::TemplatedGenericStub<grpc::ByteBuffer, grpc::ByteBuffer> stub_;
  grpc::ClientContext context_;
  grpc::Slice slice_;
  grpc::ByteBuffer message_;
  std::promise<grpc::Status> done_;
};

TEST(Ingest, TellsAMessageThatIsNotUtf8FromTheEndOfTheStream) {
  ProbeServer probe;
  RawStream stream(probe, std::string("\x12\x02\xC3\x28", 4));
  EXPECT_THAT(stream.Wait(), HasReason("REQUEST_UNREADABLE"));
}

}  // namespace
}  // namespace loa::rpc
