#include "libs/rpc/download.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/rpc/testing/probe_server.h"
#include "libs/testing/status_matchers.h"

namespace loa::rpc {
namespace {

using loa::testing::HasReason;
using loa::testing::IsOk;
using rpc_probe::v1::EchoResponse;
using rpc_probe::v1::ExportNotesRequest;

constexpr char kAuthor[] = "person:author";

// The texts that came, each with a blank behind it.
absl::StatusOr<std::string> Export(ProbeServer& probe, const std::string& token,
                                   int count,
                                   const std::string& unit = "units/a") {
  grpc::ClientContext context;
  Authorize(context, token);
  ExportNotesRequest request;
  request.set_unit(unit);
  request.set_count(count);
  const auto stream = probe.stub().ExportNotes(&context, request);
  std::string texts;
  EchoResponse response;
  while (stream->Read(&response)) absl::StrAppend(&texts, response.text(), " ");
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return FromWire(status);
  return texts;
}

TEST(Download, SendsAllPiecesInOrderAndEnds) {
  ProbeServer probe;
  const auto texts = Export(probe, kAuthor, 5);
  ASSERT_THAT(texts, IsOk());
  EXPECT_EQ(*texts, "0 1 2 3 4 ");
}

TEST(Download, EndsAtOnceWhereThereIsNothing) {
  ProbeServer probe;
  const auto texts = Export(probe, kAuthor, 0);
  ASSERT_THAT(texts, IsOk());
  EXPECT_EQ(*texts, "");
}

TEST(Download, ChecksTheFieldsFirst) {
  ProbeServer probe;
  EXPECT_THAT(Export(probe, kAuthor, 101), HasReason("FIELD_INVALID"));
}

TEST(Download, ChecksWhoAsks) {
  ProbeServer probe;
  EXPECT_THAT(Export(probe, "", 1), HasReason("TOKEN_MISSING"));
  EXPECT_THAT(Export(probe, kAuthor, 1, "units/b"),
              HasReason("PERMISSION_DENIED"));
}

TEST(Download, EndsWithTheErrorOfTheHandler) {
  ProbeServer probe;
  EXPECT_THAT(Export(probe, kAuthor, 13), HasReason("DEPENDENCY_UNAVAILABLE"));
}

}  // namespace
}  // namespace loa::rpc
