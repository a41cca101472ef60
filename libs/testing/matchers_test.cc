#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <string>

#include "google/rpc/error_details.pb.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"

namespace loa::testing {
namespace {

using ::testing::AllOf;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Matcher;
using ::testing::Not;

absl::Status NotFound() {
  return status::Error(absl::StatusCode::kNotFound, "units.loa",
                       "UNIT_NOT_FOUND", "no unit x")
      .With("unit", "x")
      .Field("unit", "unknown");
}

TEST(StatusMatchers, TellOkFromErrors) {
  EXPECT_THAT(absl::OkStatus(), IsOk());
  EXPECT_THAT(absl::StatusOr<int>(1), IsOk());
  EXPECT_THAT(NotFound(), Not(IsOk()));
  EXPECT_THAT(absl::StatusOr<int>(NotFound()), Not(IsOk()));
}

TEST(StatusMatchers, MatchTheValueOnlyWhenThereIsOne) {
  EXPECT_THAT(absl::StatusOr<int>(1), IsOkAndHolds(1));
  EXPECT_THAT(absl::StatusOr<int>(2), IsOkAndHolds(Gt(1)));
  EXPECT_THAT(absl::StatusOr<std::string>("ab"), IsOkAndHolds(HasSubstr("b")));
  EXPECT_THAT(absl::StatusOr<int>(1), Not(IsOkAndHolds(2)));
  EXPECT_THAT(absl::StatusOr<int>(NotFound()), Not(IsOkAndHolds(1)));
}

TEST(StatusMatchers, SeeCodeReasonMetadataAndField) {
  const absl::StatusOr<int> value = NotFound();
  EXPECT_THAT(value,
              AllOf(StatusIs(absl::StatusCode::kNotFound),
                    StatusIs(absl::StatusCode::kNotFound, HasSubstr("no unit")),
                    HasReason("UNIT_NOT_FOUND"), HasMetadata("unit", "x"),
                    NamesField("unit")));
  EXPECT_THAT(
      value,
      AllOf(Not(StatusIs(absl::StatusCode::kInternal)),
            Not(StatusIs(absl::StatusCode::kNotFound, HasSubstr("page"))),
            Not(HasReason("PAGE_NOT_FOUND")), Not(HasMetadata("unit", "y")),
            Not(NamesField("page"))));
}

TEST(StatusMatchers, AskForAVietnameseSentenceInNfc) {
  const auto with = [](absl::string_view vietnamese) -> absl::Status {
    return status::Error(absl::StatusCode::kNotFound, "units.loa", "GONE",
                         "there is no unit x.")
        .Vietnamese(vietnamese);
  };
  EXPECT_THAT(with("Không có đơn vị x."), SpeaksVietnamese());
  EXPECT_THAT(NotFound(), Not(SpeaksVietnamese()));
  EXPECT_THAT(with("there is no unit x."), Not(SpeaksVietnamese()));
  EXPECT_THAT(with("Khong co don vi x."), Not(SpeaksVietnamese()));
  EXPECT_THAT(with("Không có đơn vị x"), Not(SpeaksVietnamese()));
  // "Không có đơn vị x." as some keyboards type it: ị is i and a mark.
  EXPECT_THAT(with("Không có đơn vi\u0323 x."), Not(SpeaksVietnamese()));
}

TEST(StatusMatchers, SayWhatTheStatusWas) {
  ::testing::StringMatchResultListener listener;
  EXPECT_FALSE(::testing::ExplainMatchResult(IsOk(), NotFound(), &listener));
  EXPECT_EQ(listener.str(),
            "NOT_FOUND: no unit x [reason UNIT_NOT_FOUND, fields unit]");
}

TEST(ProtoMatchers, CompareFieldByFieldAndNameTheDifference) {
  google::rpc::ErrorInfo info;
  info.set_reason("A");
  info.set_domain("loa");

  EXPECT_THAT(info, EqualsProto(info));
  EXPECT_THAT(info, EqualsProto(R"pb(reason: "A" domain: "loa")pb"));
  EXPECT_THAT(info, Not(EqualsProto(R"pb(reason: "A")pb")));
  EXPECT_THAT(info, Not(EqualsProto(google::rpc::ErrorInfo())));

  ::testing::StringMatchResultListener listener;
  const Matcher<google::rpc::ErrorInfo> other =
      EqualsProto(R"pb(reason: "B" domain: "loa")pb");
  EXPECT_FALSE(other.MatchAndExplain(info, &listener));
  EXPECT_THAT(listener.str(), HasSubstr("reason: \"B\" -> \"A\""));
}

TEST(ProtoMatchers, FailOnATextThatIsNoMessage) {
  EXPECT_NONFATAL_FAILURE(ParseText("nonsense: 1", google::rpc::ErrorInfo()),
                          "not the text format");
}

TEST(FakeClock, StandsStillUntilMoved) {
  FakeClock clock;
  const absl::Time start = clock.Now();
  const absl::Duration up = clock.SinceBoot();
  EXPECT_EQ(clock.Now(), start);

  clock.Advance(absl::Minutes(1));
  EXPECT_EQ(clock.Now(), start + absl::Minutes(1));
  EXPECT_EQ(clock.SinceBoot(), up + absl::Minutes(1));

  clock.SetNow(start - absl::Hours(1));
  EXPECT_EQ(clock.Now(), start - absl::Hours(1));
  EXPECT_EQ(clock.SinceBoot(), up + absl::Minutes(1));
}

TEST(FakeIds, AreTheSameInEveryRunAndDifferBySeed) {
  FakeIds one, same, other(1);
  EXPECT_EQ(one.NewId(), "0000000000000001");
  EXPECT_EQ(one.NewId(), "0000000000000002");
  const std::string bytes = one.RandomBytes(50);
  EXPECT_EQ(bytes.size(), 50u);
  EXPECT_EQ(bytes, same.RandomBytes(50));
  EXPECT_NE(bytes, other.RandomBytes(50));
  EXPECT_NE(bytes, one.RandomBytes(50));
}

}  // namespace
}  // namespace loa::testing
