#include "services/content/submissions/submission_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/base/civil_date.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/submission_world.h"

namespace loa::content {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;

class SubmissionFiguresTest : public SubmissionWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, SubmissionFiguresTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SubmissionFiguresTest, AreCountedForAPeriodAsTheyStoodAtItsEnd) {
  const std::string day =
      base::FormatDate(base::DateAt(clock_.Now(), registry_.zone()));
  ASSERT_THAT(Accept(Send(Story()).submission()), IsOk());
  ASSERT_THAT(Decline(Send(Story("Đường thôn Đông hỏng.")).submission()),
              IsOk());
  const auto late = Send(Story("Xin hỏi lịch họp."));
  Send(Story("Xin hỏi lịch họp."));  // the same again
  clock_.Advance(absl::Hours(24));
  ASSERT_THAT(Decline(late.submission()), IsOk());
  Send(Story("Hôm sau."));

  v1::ReadSubmissionFiguresRequest request;
  request.set_within("units/huyen");
  request.set_first_day(day);
  request.set_last_day(day);
  const auto counted = figures_.Read(Context("principals/metrics"), request);
  ASSERT_THAT(counted, IsOk());
  ASSERT_EQ(counted->units_size(), 1);
  EXPECT_THAT(counted->units(0),
              EqualsProto("unit: 'units/xa-1' received: 3 accepted: 1 "
                          "declined: 1"));
  request.set_within("units/xa-2");
  EXPECT_EQ(figures_.Read(Context(), request)->units_size(), 0);
}

TEST_P(SubmissionFiguresTest, AreCountedOnlyForAUnitAndAPeriodThatThereAre) {
  v1::ReadSubmissionFiguresRequest request;
  request.set_within("units/x");
  request.set_first_day("2022-05-31");
  request.set_last_day("2022-05-01");
  EXPECT_THAT(figures_.Read(Context(), request), HasReason("UNIT_UNKNOWN"));
  request.set_within("units/tinh");
  EXPECT_THAT(figures_.Read(Context(), request), NamesField("last_day"));
}

}  // namespace
}  // namespace loa::content
