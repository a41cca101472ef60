#include "services/metrics/evaluations/json_report.h"

#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include "services/metrics/evaluations/testing/golden.h"
#include "services/metrics/evaluations/testing/sample_evaluation.h"

namespace loa::metrics {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;
using ::testing::HasSubstr;

// Read by protobuf's own parser.
Struct Parsed(const std::string& json) {
  Struct object;
  const auto status =
      google::protobuf::util::JsonStringToMessage(json, &object);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return object;
}

const Value& At(const Struct& object, const std::string& key) {
  const auto found = object.fields().find(key);
  EXPECT_NE(found, object.fields().end()) << key;
  static const Value kNone;
  return found == object.fields().end() ? kNone : found->second;
}

TEST(JsonReport, HasTheFieldsThatItsReadersKnow) {
  testing::ExpectGolden("report.json",
                        JsonReport(testing::SampleEvaluation(3)));
}

TEST(JsonReport, GivesNumbersAsNumbers) {
  const Struct report = Parsed(JsonReport(testing::SampleEvaluation(13)));
  EXPECT_EQ(At(report, "plan").string_value(), "141/KH-MTTQ-BTT");
  EXPECT_EQ(At(report, "as_of").string_value(), "2022-05-31");
  EXPECT_EQ(At(report, "followers").number_value(), 240);
  EXPECT_EQ(At(report, "followers_bound").string_value(), "AT_LEAST");
  const Struct& reach = At(report, "reach").struct_value();
  EXPECT_EQ(At(reach, "max").number_value(), 6200);
  const Struct& posts = At(report, "posts").struct_value();
  EXPECT_EQ(At(posts, "total").number_value(), 512);
  EXPECT_EQ(
      At(At(posts, "by_kind").struct_value(), "NEWS_BRIEF").number_value(),
      284);
  EXPECT_EQ(At(report, "levels").list_value().values_size(), 2);
}

TEST(JsonReport, GivesNullForWhatIsNotKnown) {
  const Struct report = Parsed(JsonReport(v1::Evaluation()));
  EXPECT_EQ(At(report, "followers").kind_case(), Value::kNullValue);
  EXPECT_EQ(At(At(report, "reach").struct_value(), "max").kind_case(),
            Value::kNullValue);
  EXPECT_EQ(At(report, "previous").kind_case(), Value::kNullValue);
}

TEST(JsonReport, StaysJsonWhateverTheTexts) {
  v1::Evaluation evaluation = testing::SampleEvaluation(3);
  const std::string evil = "\"\\\n\x01\xFF</script>\xE2\x80\xA8";
  evaluation.mutable_figures()->set_title(evil);
  evaluation.mutable_figures()->mutable_obstacles(0)->set_text(evil);
  evaluation.mutable_figures()
      ->mutable_own()
      ->mutable_posts()
      ->mutable_by_topic(0)
      ->set_key(evil);
  EXPECT_THAT(At(Parsed(JsonReport(evaluation)), "title").string_value(),
              HasSubstr("</script>"));
}

// Of two targets of one level the plan's first one is the level's line.
TEST(JsonReport, HasOneLineALevel) {
  v1::Evaluation evaluation = testing::SampleEvaluation(3);
  v1::PlanFigures& plan = *evaluation.mutable_figures()->mutable_plan();
  *plan.add_targets() = plan.targets(1);
  const Struct report = Parsed(JsonReport(evaluation));
  EXPECT_EQ(At(report, "levels").list_value().values_size(), 2);
  EXPECT_EQ(At(report, "targets").list_value().values_size(), 3);
}

}  // namespace
}  // namespace loa::metrics
