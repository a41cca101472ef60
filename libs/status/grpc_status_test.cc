#include "libs/status/grpc_status.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "libs/base/mutex.h"
#include "libs/status/error.h"

namespace loa::status {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Answers every call with one status: the shortest real server.
class Refusing : public grpc::CallbackGenericService {
 public:
  explicit Refusing(grpc::Status status) : status_(std::move(status)) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext*) override {
    class Reactor : public grpc::ServerGenericBidiReactor {
     public:
      explicit Reactor(const grpc::Status& status) { Finish(status); }
      void OnDone() override { delete this; }
    };
    return new Reactor(status_);
  }

 private:
  const grpc::Status status_;
};

// `status` as a client sees it after it went through a real connection.
grpc::Status OverTheWire(const grpc::Status& status) {
  Refusing service(status);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterCallbackGenericService(&service);
  const auto server = builder.BuildAndStart();
  grpc::GenericStub stub(grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  const grpc::Slice nothing("");
  const grpc::ByteBuffer request(&nothing, 1);
  grpc::ByteBuffer response;
  grpc::Status result;
  base::Mutex mutex;
  base::CondVar changed;
  bool done = false;
  stub.UnaryCall(&context, "/loa.Test/Call", grpc::StubOptions(), &request,
                 &response, [&](grpc::Status answer) {
                   base::MutexLock lock(mutex);
                   result = std::move(answer);
                   done = true;
                   changed.NotifyAll();
                 });
  base::MutexLock lock(mutex);
  while (!done) changed.Wait(mutex);
  return result;
}

TEST(GrpcStatus, KeepsEveryCodeAndMessage) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "why");
    const grpc::Status wire = ToGrpc(status);
    EXPECT_EQ(static_cast<int>(wire.error_code()), code);
    EXPECT_EQ(wire.error_message(), "why");
    EXPECT_EQ(FromGrpc(wire), status);
  }
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpc(grpc::Status::OK).ok());
}

TEST(GrpcStatus, KeepsEveryDetailOverARealConnection) {
  const absl::Status status = Error(absl::StatusCode::kInvalidArgument,
                                    "units.loa", "NAME_TOO_LONG", "tên quá dài")
                                  .With("limit", "200")
                                  .Field("unit.name", "at most 200 characters")
                                  .Subject("units/a")
                                  .Resource("unit", "units/a")
                                  .RetryAfter(absl::Seconds(2));
  EXPECT_EQ(FromGrpc(OverTheWire(ToGrpc(status))), status);
}

TEST(GrpcStatus, WritesGoogleRpcStatus) {
  google::rpc::Status wire;
  ASSERT_TRUE(wire.ParseFromString(
      ToGrpc(Error(absl::StatusCode::kNotFound, "units.loa", "GONE", "gone"))
          .error_details()));
  EXPECT_EQ(wire.code(), 5);
  EXPECT_EQ(wire.message(), "gone");
  ASSERT_EQ(wire.details_size(), 1);
  EXPECT_EQ(wire.details(0).type_url(),
            "type.googleapis.com/google.rpc.ErrorInfo");
}

TEST(GrpcStatus, PutsErrorInfoFirstAndTheOthersInOneOrder) {
  const absl::Status status = Error(absl::StatusCode::kInvalidArgument,
                                    "units.loa", "NAME_TOO_LONG", "too long")
                                  .Field("unit.name", "at most 200 characters")
                                  .Subject("units/a")
                                  .Resource("unit", "units/a")
                                  .RetryAfter(absl::Seconds(2));
  google::rpc::Status wire;
  ASSERT_TRUE(wire.ParseFromString(ToGrpc(status).error_details()));
  std::vector<std::string> types;
  for (const auto& detail : wire.details()) {
    types.push_back(detail.type_url().substr(detail.type_url().rfind('.') + 1));
  }
  EXPECT_THAT(types,
              ElementsAre("ErrorInfo", "BadRequest", "PreconditionFailure",
                          "ResourceInfo", "RetryInfo"));
}

TEST(GrpcStatus, GivesUpEveryDetailBeforeErrorInfo) {
  const absl::Status answer = FromGrpc(OverTheWire(
      ToGrpc(Error(absl::StatusCode::kNotFound, "units.loa", "GONE", "gone")
                 .Resource("unit", std::string(9000, 'x')))));
  EXPECT_EQ(ReasonOf(answer), "GONE");
}

TEST(GrpcStatus, CutsALongMessageBetweenCharacters) {
  std::string message = "x";
  while (message.size() < 5000) message += "ệ";  // three bytes
  const std::string cut = ToGrpc(absl::InternalError(message)).error_message();

  EXPECT_LE(cut.size(), 2000u);
  EXPECT_GT(cut.size(), 1990u);
  EXPECT_EQ(cut.size() % 3, 1u);
  EXPECT_EQ(cut, message.substr(0, cut.size()));
}

// A trailer over 8 KiB would reach the client as RESOURCE_EXHAUSTED, and the
// real error would be lost.
TEST(GrpcStatus, ReachesTheClientHoweverMuchIsWrong) {
  std::string long_text;
  while (long_text.size() < 5000) long_text += "ệ";
  Error error(absl::StatusCode::kInvalidArgument, "units.loa", "ROWS_INVALID",
              long_text);
  error.With("rows", "3000").With("text", long_text);
  for (int row = 0; row < 3000; ++row) {
    error.Field(absl::StrCat("rows[", row, "].code"), long_text);
  }
  const absl::Status answer = FromGrpc(OverTheWire(ToGrpc(error)));

  EXPECT_EQ(answer.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(answer), "ROWS_INVALID");
  EXPECT_EQ(MetadataOf(answer, "rows"), "3000");
  ASSERT_THAT(FieldsOf(answer), Not(IsEmpty()));
  EXPECT_EQ(FieldsOf(answer).front(), "rows[0].code");
  EXPECT_EQ(MetadataOf(answer, "fields_left_out"),
            absl::StrCat(3000 - FieldsOf(answer).size()));
}

TEST(GrpcStatus, ReadsAStatusWhoseDetailsAreGarbage) {
  const absl::Status status = FromGrpc(
      grpc::Status(grpc::StatusCode::ABORTED, "again", "\xff\xff\xff"));
  EXPECT_EQ(status, absl::AbortedError("again"));
}

}  // namespace
}  // namespace loa::status
