#include "libs/status/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/status/statusor.h"
#include "google/rpc/error_details.pb.h"
#include "libs/status/status_macros.h"
#include "libs/testing/proto_matchers.h"

namespace loa::status {
namespace {

using loa::testing::EqualsProto;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <class Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload("type.googleapis.com/" +
                                         Detail::descriptor()->full_name());
  EXPECT_TRUE(payload.has_value()) << Detail::descriptor()->full_name();
  if (payload) {
    EXPECT_TRUE(detail.ParseFromString(std::string(*payload)));
  }
  return detail;
}

int CountDetails(const absl::Status& status) {
  int count = 0;
  status.ForEachPayload([&](absl::string_view, const absl::Cord&) { ++count; });
  return count;
}

Error Sample() {
  return Error(absl::StatusCode::kNotFound, "units.loa", "UNIT_NOT_FOUND",
               "no unit units/a");
}

TEST(Error, IsAStatusWithOneErrorInfo) {
  const absl::Status status =
      Sample().With("unit", "units/a").With("as_of", "2022-05-31");

  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "no unit units/a");
  EXPECT_EQ(CountDetails(status), 1);
  EXPECT_THAT(DetailOf<google::rpc::ErrorInfo>(status), EqualsProto(R"pb(
                reason: "UNIT_NOT_FOUND"
                domain: "units.loa"
                metadata { key: "unit" value: "units/a" }
                metadata { key: "as_of" value: "2022-05-31" }
              )pb"));
}

TEST(Error, CarriesTheDetailThatFitsTheCode) {
  const absl::Status status = Sample()
                                  .Field("unit.name", "too long")
                                  .Field("unit.code", "empty")
                                  .Subject("units/a")
                                  .Resource("unit", "units/a")
                                  .RetryAfter(absl::Milliseconds(1500));

  EXPECT_EQ(CountDetails(status), 5);
  EXPECT_THAT(DetailOf<google::rpc::BadRequest>(status), EqualsProto(R"pb(
                field_violations { field: "unit.name" description: "too long" }
                field_violations { field: "unit.code" description: "empty" }
              )pb"));
  EXPECT_THAT(DetailOf<google::rpc::PreconditionFailure>(status),
              EqualsProto(R"pb(violations {
                                 type: "UNIT_NOT_FOUND"
                                 subject: "units/a"
                                 description: "no unit units/a"
                               })pb"));
  EXPECT_THAT(
      DetailOf<google::rpc::ResourceInfo>(status),
      EqualsProto(R"pb(resource_type: "unit" resource_name: "units/a")pb"));
  EXPECT_THAT(
      DetailOf<google::rpc::RetryInfo>(status),
      EqualsProto(R"pb(retry_delay { seconds: 1 nanos: 500000000 })pb"));
}

TEST(Error, IsReadBackByItsAccessors) {
  const absl::Status status = Sample()
                                  .With("unit", "units/a")
                                  .Field("b", "")
                                  .Field("a", "")
                                  .RetryAfter(absl::Seconds(3));

  EXPECT_EQ(ReasonOf(status), "UNIT_NOT_FOUND");
  EXPECT_EQ(MetadataOf(status, "unit"), "units/a");
  EXPECT_EQ(MetadataOf(status, "other"), "");
  EXPECT_THAT(FieldsOf(status), ElementsAre("b", "a"));
  EXPECT_EQ(RetryAfterOf(status), absl::Seconds(3));
}

TEST(Error, CarriesItsVietnameseMessageBesideTheEnglish) {
  const absl::Status status =
      Error(absl::StatusCode::kNotFound, "units.loa", "GONE", "there is no x")
          .Vietnamese("Không có đơn vị x.");
  EXPECT_EQ(status.message(), "there is no x");
  EXPECT_EQ(VietnameseOf(status), "Không có đơn vị x.");
  EXPECT_EQ(VietnameseOf(absl::InternalError("x")), "");
}

TEST(Error, AccessorsFindNothingInAStatusWithoutDetails) {
  for (const absl::Status& status :
       {absl::OkStatus(), absl::InternalError("x")}) {
    EXPECT_EQ(ReasonOf(status), "");
    EXPECT_EQ(MetadataOf(status, "unit"), "");
    EXPECT_THAT(FieldsOf(status), IsEmpty());
    EXPECT_EQ(RetryAfterOf(status), absl::ZeroDuration());
  }
}

TEST(Error, AccessorsSurviveADetailThatIsNoMessage) {
  absl::Status status = absl::InternalError("x");
  status.SetPayload("type.googleapis.com/google.rpc.ErrorInfo",
                    absl::Cord("\xff\xff\xff"));
  EXPECT_EQ(ReasonOf(status), "");
}

absl::StatusOr<int> Half(int number) {
  if (number % 2 != 0) return absl::InvalidArgumentError("odd");
  return number / 2;
}

absl::StatusOr<int> Quarter(int number) {
  ASSIGN_OR_RETURN(const int half, Half(number));
  ASSIGN_OR_RETURN(const int quarter, Half(half));
  return quarter;
}

absl::Status BothEven(int a, int b) {
  RETURN_IF_ERROR(Half(a).status());
  if (b > 0) RETURN_IF_ERROR(Half(b).status());
  return absl::OkStatus();
}

TEST(StatusMacros, GoOnWhenOkAndReturnTheFirstError) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_EQ(Quarter(6).status().message(), "odd");
  EXPECT_TRUE(BothEven(2, 4).ok());
  EXPECT_FALSE(BothEven(2, 5).ok());
}

}  // namespace
}  // namespace loa::status
