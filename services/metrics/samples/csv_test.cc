#include "services/metrics/samples/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"

namespace loa::metrics {
namespace {

using namespace std::string_literals;
using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "page metric day value/denominator" of each row.
std::vector<std::string> Read(const std::string& content) {
  std::vector<rpc::FieldViolation> faults;
  const auto samples = ReadSampleFile(content, faults);
  EXPECT_THAT(samples, IsOk());
  EXPECT_THAT(faults, IsEmpty());
  std::vector<std::string> rows;
  if (!samples.ok()) return rows;
  for (const CsvSample& row : *samples) {
    const v1::Sample& sample = row.sample;
    rows.push_back(sample.page() + " " + sample.metric() + " " + sample.day() +
                   " " + std::to_string(sample.value()) + "/" +
                   std::to_string(sample.denominator()));
  }
  return rows;
}

absl::Status Refusal(const std::string& content) {
  std::vector<rpc::FieldViolation> faults;
  return ReadSampleFile(content, faults).status();
}

TEST(Csv, ReadsCommasAndSemicolonsWithAndWithoutAMark) {
  const auto expected =
      ElementsAre("pages/xa-1 metrics/followers 2022-05-31 240/0");
  EXPECT_THAT(Read("page,metric,day,value\n"
                   "pages/xa-1,metrics/followers,2022-05-31,240\n"),
              expected);
  EXPECT_THAT(Read("\xEF\xBB\xBFpage;metric;day;value\r\n"
                   "xa-1;followers;2022-05-31;240"),
              expected);
}

TEST(Csv, TakesVietnameseColumnsInAnyOrder) {
  EXPECT_THAT(
      Read("Ngày;Giá trị;Mẫu số;Trang;Chỉ số\n"
           "2022-05-31;3;10;xa-1;engagement-rate\n"),
      ElementsAre("pages/xa-1 metrics/engagement-rate 2022-05-31 3/10"));
}

TEST(Csv, ReadsQuotedCells) {
  const auto records = ReadCsv("a,\"b,\"\"c\"\"\nd\",e\n\n\"\",f,g\n");
  ASSERT_THAT(records, IsOk());
  ASSERT_THAT(*records, SizeIs(2));
  EXPECT_THAT((*records)[0].cells, ElementsAre("a", "b,\"c\"\nd", "e"));
  EXPECT_THAT((*records)[1].cells, ElementsAre("", "f", "g"));
  EXPECT_EQ((*records)[1].line, 4);
}

TEST(Csv, NamesALegacyEncodingAndManglesNothing) {
  const std::string header = "page;metric;day;value\n";
  EXPECT_THAT(Refusal(header + "M\xC6t tr\xCBn Qu\xB6ng Ninh;f;2022-05-31;1\n"),
              AllOf(HasReason("CSV_ENCODING_REFUSED"),
                    HasMetadata("encoding", "TCVN3")));
  EXPECT_THAT(Refusal(header + "Ma\xEBt tra\xE4n Qua\xFBng;f;2022-05-31;1\n"),
              HasMetadata("encoding", "VNI"));
  EXPECT_THAT(Refusal("\xFF\xFEp\0a\0g\0e\0"s),
              HasMetadata("encoding", "UTF-16"));
  EXPECT_THAT(Refusal(header + "Qua\xD2ng ti\xD2nh;f;2022-05-31;1\n"),
              HasMetadata("encoding", "windows-1258"));
}

TEST(Csv, SaysWhichLineIsMalformed) {
  EXPECT_THAT(Refusal("page;metric;day;value\nxa-1;followers\n"),
              AllOf(HasReason("CSV_MALFORMED"), HasMetadata("line", "2")));
  EXPECT_THAT(Refusal("page;metric;day;value\n\"xa-1;followers;d;1\n"),
              AllOf(HasReason("CSV_MALFORMED"), HasMetadata("line", "2")));
  EXPECT_THAT(Refusal("page;metric;day;value\n\"xa-1\"x;followers;d;1\n"),
              HasReason("CSV_MALFORMED"));
  EXPECT_THAT(Refusal("page;metric;day\n"), HasReason("CSV_MALFORMED"));
  EXPECT_THAT(Refusal("page;metric;day;value;colour\n"),
              HasReason("CSV_MALFORMED"));
  EXPECT_THAT(Refusal("page;metric;day;value;page\n"),
              HasReason("CSV_MALFORMED"));
  EXPECT_THAT(Refusal(""), HasReason("CSV_MALFORMED"));
}

TEST(Csv, SaysInVietnameseWhatIsWrongWithALine) {
  const auto said = [](const std::string& content) {
    return status::VietnameseOf(Refusal(content));
  };
  EXPECT_EQ(said("page;metric;day;value\nxa-1;followers\n"),
            "Dòng 2 của tệp: có 2 ô, phải là 4.");
  EXPECT_EQ(said("page;metric;day;value\n\"xa-1;followers;d;1\n"),
            "Dòng 2 của tệp: dấu ngoặc kép mở mà không đóng.");
  EXPECT_EQ(said("page;metric;day;value\n\"xa-1\"x;followers;d;1\n"),
            "Dòng 2 của tệp: có chữ ngay sau dấu ngoặc kép đóng.");
  EXPECT_EQ(said("page;metric;day\n"),
            "Dòng 1 của tệp: dòng đầu phải nêu các cột trang, chỉ số, ngày và "
            "giá trị.");
  EXPECT_EQ(
      said("page;metric;day;value;colour\n"),
      "Dòng 1 của tệp: không có cột nào tên \"colour\"; các cột là trang, "
      "chỉ số, ngày, giá trị, mẫu số, thời điểm.");
  EXPECT_EQ(said("page;metric;day;value;page\n"),
            "Dòng 1 của tệp: cột \"page\" có hai lần.");
  EXPECT_EQ(said(""), "Dòng 1 của tệp: tệp không có dòng nào.");
}

TEST(Csv, NamesEveryCellThatIsNoNumberOrInstant) {
  std::vector<rpc::FieldViolation> faults;
  const auto samples = ReadSampleFile(
      "page;metric;day;value;observed_at\n"
      "xa-1;followers;2022-05-31;6.200;\n"
      "xa-1;followers;2022-05-31;240;2022-05-31T18:00:00+07:00\n"
      "xa-1;followers;2022-05-31;240;yesterday\n",
      faults);
  ASSERT_THAT(samples, IsOk());
  EXPECT_THAT(*samples, SizeIs(1));
  ASSERT_THAT(faults, SizeIs(2));
  EXPECT_EQ(faults[0].path, "rows[2].value");
  EXPECT_EQ(faults[0].vietnamese,
            "phải là số nguyên viết bằng chữ số, như 6200");
  EXPECT_EQ(faults[1].path, "rows[4].observed_time");
  EXPECT_EQ(faults[1].vietnamese,
            "phải là thời điểm dạng 2022-05-31T18:00:00+07:00");
}

}  // namespace
}  // namespace loa::metrics
