#include "services/metrics/samples/samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SamplesTest : public MetricsWorld {
 protected:
  std::vector<std::string> Values(const std::string& page) {
    return Dump("sample", "page, metric_id, day, value, version");
  }
};

TEST_P(SamplesTest, SaysWhatBecameOfEachSample) {
  const auto first =
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-30", 100),
              Row("pages/xa-1", "metrics/followers", "2022-05-31", 110)});
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->added(), 2);
  const auto second =
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-30", 100),
              Row("pages/xa-1", "metrics/followers", "2022-05-31", 120, 5)});
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->unchanged(), 1);
  EXPECT_EQ(second->corrected(), 1);
}

TEST_P(SamplesTest, AValueObservedEarlierTakesNoPlace) {
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-31", 120, 5)}),
      IsOk());
  const auto late =
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-31", 90, 1)});
  ASSERT_THAT(late, IsOk());
  EXPECT_EQ(late->unchanged(), 1);
  EXPECT_EQ(TotalOf(Rollup("units/xa-1", "metrics/followers", "2022-05-31",
                           "2022-05-31"))
                .stock()
                .sum(),
            120);
}

TEST_P(SamplesTest, TakesAPageByItsIdOnThePlatform) {
  ASSERT_THAT(Ingest({Row("pages/facebook:1004", "metrics/followers",
                          "2022-05-31", 7)}),
              IsOk());
  v1::ListSamplesRequest request;
  request.set_page("pages/xa-1");
  const auto list = samples_.ListSamples(Context(), request);
  ASSERT_THAT(list, IsOk());
  ASSERT_EQ(list->samples_size(), 1);
  EXPECT_EQ(list->samples(0).unit(), "units/xa-1");
  EXPECT_EQ(list->samples(0).source(), v1::PLATFORM);
}

TEST_P(SamplesTest, NamesEveryBadRowAndTakesNone) {
  auto future = Row("pages/xa-1", "metrics/followers", "2022-06-02", 1);
  auto ratio = Row("pages/xa-1", "metrics/engagement-rate", "2022-05-31", 1);
  auto flow = Row("pages/xa-1", "metrics/media-views", "2022-05-31", 1);
  flow.mutable_sample()->set_denominator(2);
  auto ahead = Row("pages/xa-1", "metrics/followers", "2022-05-31", 1);
  *ahead.mutable_sample()->mutable_observed_time() =
      base::TimestampOf(clock_.Now() + absl::Hours(1));
  EXPECT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-31", 100),
              Row("pages/none", "metrics/none", "2022-05-31", 1), future, ratio,
              flow, ahead, Row("xa-1", "metrics/followers", "31/5", 1)}),
      AllOf(HasReason("SAMPLE_ROWS_INVALID"), HasMetadata("bad_rows", "6"),
            NamesField("rows[2].page"), NamesField("rows[2].metric"),
            NamesField("rows[3].day"), NamesField("rows[4].denominator"),
            NamesField("rows[5].denominator"),
            NamesField("rows[6].observed_time"), NamesField("rows[7].page"),
            NamesField("rows[7].day")));
  EXPECT_THAT(Dump("sample", "page"), IsEmpty());
}

TEST_P(SamplesTest, SaysInVietnameseWhatIsWrongWithARow) {
  const auto said = [&](const v1::IngestSamplesRequest& row) {
    return status::VietnameseOf(Ingest({row}).status());
  };
  const std::string day = "2022-05-31";
  EXPECT_EQ(said(Row("pages/none", "metrics/followers", day, 1)),
            "Chưa nhận số liệu nào: 1 dòng sai. Dòng 1, trường page: sổ đăng "
            "ký không có pages/none. Hãy sửa rồi gửi lại tất cả.");
  auto row = Row("pages/thi-xa", "metrics/followers", day, 1);
  row.set_within("units/huyen");
  EXPECT_THAT(said(row), HasSubstr("page: là trang của units/thi-xa, không "
                                   "thuộc units/huyen."));
  EXPECT_THAT(said(Row("pages/xa-1", "metrics/none", day, 1)),
              HasSubstr("metric: không có metrics/none."));
  EXPECT_THAT(said(Row("pages/xa-1", "metrics/followers", "2022-06-02", 1)),
              HasSubstr("day: muộn nhất là ngày 01/06/2022."));
  EXPECT_THAT(said(Row("pages/xa-1", "metrics/engagement-rate", day, 1)),
              HasSubstr("denominator: phải lớn hơn 0 vì chỉ số này là tỷ lệ."));
  row = Row("pages/xa-1", "metrics/followers", day, 1);
  row.mutable_sample()->set_denominator(2);
  EXPECT_THAT(
      said(row),
      HasSubstr("denominator: phải để trống vì chỉ số này không phải tỷ lệ."));
  row = Row("pages/xa-1", "metrics/followers", day, 1);
  *row.mutable_sample()->mutable_observed_time() =
      base::TimestampOf(clock_.Now() + absl::Hours(1));
  EXPECT_THAT(said(row),
              HasSubstr("observed_time: không được sau thời điểm hiện tại."));
}

TEST_P(SamplesTest, TakesPagesOfTheNamedUnitOnly) {
  auto row = Row("pages/thi-xa", "metrics/followers", "2022-05-31", 1);
  row.set_within("units/huyen");
  EXPECT_THAT(samples_.IngestSamples(Context("principals/minh"), {row}),
              NamesField("rows[1].page"));
  row.set_within("units/nowhere");
  EXPECT_THAT(samples_.IngestSamples(Context(), {row}),
              HasReason("UNIT_NOT_FOUND"));
}

TEST_P(SamplesTest, TakesAFile) {
  v1::IngestCsvRequest request;
  request.set_within("units/huyen");
  request.set_content(
      "\xEF\xBB\xBFTrang;Chỉ số;Ngày;Giá trị\r\n"
      "xa-1;followers;2022-05-31;240\r\n"
      "xa-2;followers;2022-05-31;110\r\n");
  const auto taken = samples_.IngestCsv(Context("principals/minh"), request);
  ASSERT_THAT(taken, IsOk());
  EXPECT_EQ(taken->added(), 2);
  const auto again = samples_.IngestCsv(Context("principals/minh"), request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->unchanged(), 2);
}

// Else the keeper of a page could outdo what the platform says of it.
TEST_P(SamplesTest, WhatAPersonBringsIsNotTheWordOfThePlatform) {
  ASSERT_THAT(
      Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-30", 100)}),
      IsOk());
  auto row = Row("pages/xa-1", "metrics/followers", "2022-05-31", 9000, 5);
  row.set_within("units/xa-1");
  ASSERT_THAT(samples_.IngestSamples(Context("principals/chi"), {row}), IsOk());
  const auto rollup =
      Rollup("units/tinh", "metrics/followers", "2022-05-01", "2022-05-31");
  EXPECT_EQ(TotalOf(rollup, v1::PLATFORM).stock().sum(), 100);
  EXPECT_EQ(TotalOf(rollup, v1::IMPORTED).stock().sum(), 9000);
}

TEST_P(SamplesTest, AFileNamesItsBadLines) {
  v1::IngestCsvRequest request;
  request.set_content(
      "page;metric;day;value\n"
      "xa-1;followers;2022-05-31;240\n"
      "xa-9;followers;2022-05-31;many\n"
      "xa-9;followers;2022-05-31;1\n");
  EXPECT_THAT(samples_.IngestCsv(Context(), request),
              AllOf(HasReason("SAMPLE_ROWS_INVALID"),
                    NamesField("rows[3].value"), NamesField("rows[4].page")));
}

TEST_P(SamplesTest, ListsSamplesInPages) {
  ASSERT_THAT(Ingest({Row("pages/xa-1", "metrics/followers", "2022-05-29", 1),
                      Row("pages/xa-1", "metrics/followers", "2022-05-30", 2),
                      Row("pages/xa-1", "metrics/reach", "2022-05-30", 3)}),
              IsOk());
  v1::ListSamplesRequest request;
  request.set_page("pages/xa-1");
  request.set_page_size(2);
  std::vector<int64_t> values;
  do {
    const auto list = samples_.ListSamples(Context(), request);
    ASSERT_THAT(list, IsOk());
    for (const auto& sample : list->samples()) values.push_back(sample.value());
    request.set_page_token(list->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(values, ElementsAre(1, 2, 3));
}

INSTANTIATE_TEST_SUITE_P(Engines, SamplesTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::metrics
