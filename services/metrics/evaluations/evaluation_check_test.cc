#include "services/metrics/evaluations/evaluation_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rpc/contract_check.h"
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

class EvaluationCheckTest : public ::testing::Test {
 protected:
  EvaluationCheckTest() {
    registry_.AddUnit("units/tinh", "province", "");
    registry_.AddUnit("units/huyen", "district", "units/tinh");
    registry_.AddUnit("units/xa-1", "commune", "units/huyen");
    asked_.set_unit("units/tinh");
    asked_.set_first_day("2022-04-01");
    asked_.set_last_day("2022-05-31");
  }

  absl::StatusOr<v1::Evaluation> Check() {
    return CompletedEvaluation(asked_, **registry_.View(),
                               *base::ParseDate("2022-06-01"));
  }
  v1::Criterion& Add(const std::string& id, v1::Criterion::Measure measure,
                     int weight) {
    v1::Criterion& criterion = *asked_.add_criteria();
    criterion.set_id(id);
    criterion.set_measure(measure);
    criterion.set_weight(weight);
    return criterion;
  }

  FakeRegister registry_;
  v1::Evaluation asked_;
};

TEST_F(EvaluationCheckTest, TheContractIsWhole) {
  EXPECT_THAT(rpc::ContractViolations(*v1::Evaluation::descriptor()->file()),
              IsEmpty());
}

TEST_F(EvaluationCheckTest, FillsInWhatIsNotAskedFor) {
  Add("posts", v1::Criterion::POSTS, 100);
  const auto evaluation = Check();
  ASSERT_THAT(evaluation, IsOk());
  EXPECT_THAT(evaluation->levels(), ElementsAre("district"));
  EXPECT_EQ(evaluation->peer_rule(), v1::Evaluation::LEVEL_AND_SETTLEMENT);
  EXPECT_EQ(evaluation->heading().date(), "2022-05-31");
  EXPECT_EQ(evaluation->criteria(0).display_name(), "Số tin, bài, ảnh");
}

TEST_F(EvaluationCheckTest, TakesAllOfAShareForFull) {
  asked_.set_plan("plans/p");
  Add("plan", v1::Criterion::PLAN_PROGRESS, 60);
  Add("posts", v1::Criterion::POSTS, 40);
  const auto evaluation = Check();
  ASSERT_THAT(evaluation, IsOk());
  EXPECT_EQ(evaluation->criteria(0).full_at(), 100);
  EXPECT_EQ(evaluation->criteria(1).full_at(), 0);
}

TEST_F(EvaluationCheckTest, TakesNoOutputsFromACaller) {
  asked_.set_figures_sha256("x");
  asked_.mutable_figures()->set_title("x");
  const auto evaluation = Check();
  ASSERT_THAT(evaluation, IsOk());
  EXPECT_FALSE(evaluation->has_figures());
  EXPECT_EQ(evaluation->figures_sha256(), "");
}

TEST_F(EvaluationCheckTest, RefusesWeightsThatAreNot100) {
  Add("a", v1::Criterion::POSTS, 60);
  Add("b", v1::Criterion::REACH, 30);
  EXPECT_THAT(Check(),
              AllOf(HasReason("WEIGHTS_WRONG"), HasMetadata("sum", "90"),
                    NamesField("evaluation.criteria")));
}

TEST_F(EvaluationCheckTest, RefusesACriterionThatCannotHold) {
  Add("a", v1::Criterion::REACH, 100).set_kind("ARTICLE");
  EXPECT_THAT(Check(), AllOf(HasReason("CRITERION_INVALID"),
                             NamesField("evaluation.criteria[0].measure")));
  asked_.clear_criteria();
  Add("a", v1::Criterion::PLAN_PROGRESS, 100);
  EXPECT_THAT(Check(), HasReason("CRITERION_INVALID"));
  asked_.clear_criteria();
  Add("a", v1::Criterion::MEASURE_UNSPECIFIED, 100);
  EXPECT_THAT(Check(), HasReason("CRITERION_INVALID"));
  asked_.clear_criteria();
  Add("a", v1::Criterion::POSTS, 50);
  Add("a", v1::Criterion::POSTS, 50);
  EXPECT_THAT(Check(), AllOf(HasReason("CRITERION_INVALID"),
                             NamesField("evaluation.criteria[1].id")));
}

TEST_F(EvaluationCheckTest, SaysInVietnameseWhyACriterionCannotHold) {
  const auto said = [&] { return status::VietnameseOf(Check().status()); };
  Add("a", v1::Criterion::REACH, 100).set_kind("ARTICLE");
  EXPECT_THAT(said(), HasSubstr("measure: phải là POSTS (số bài) khi có kind, "
                                "topic, source_kind hoặc subject_body."));
  asked_.clear_criteria();
  Add("a", v1::Criterion::PLAN_PROGRESS, 100);
  EXPECT_EQ(said(),
            "Tiêu chí không hợp lệ. Trường evaluation.criteria[0].measure: cần "
            "bản đánh giá nêu kế hoạch.");
  asked_.clear_criteria();
  Add("a", v1::Criterion::MEASURE_UNSPECIFIED, 100);
  EXPECT_THAT(said(),
              HasSubstr("measure: phải là một thước đo mà bản này có."));
  asked_.clear_criteria();
  Add("a", v1::Criterion::POSTS, 50);
  Add("a", v1::Criterion::POSTS, 50);
  EXPECT_THAT(said(), HasSubstr("criteria[1].id: chỉ được có một lần trong bản "
                                "đánh giá."));
}

TEST_F(EvaluationCheckTest, RefusesATopicThatTheOrganisationDoesNotHave) {
  v1::Criterion& criterion = Add("a", v1::Criterion::POSTS, 100);
  criterion.set_topic("thi-đua");
  EXPECT_THAT(Check(), IsOk()) << "no topic is registered";
  registry_.RegisterTopic("mat-tran");
  registry_.RegisterTopic("phong-trao/thi-dua");
  EXPECT_THAT(Check(),
              AllOf(HasReason("TOPIC_UNKNOWN"),
                    NamesField("evaluation.criteria[0].topic"),
                    HasMetadata("topics", "mat-tran, phong-trao/thi-dua")));
  asked_.mutable_criteria(0)->set_topic("phong");
  EXPECT_THAT(Check(), HasReason("TOPIC_UNKNOWN"));
  for (const char* topic : {"phong-trao", "phong-trao/thi-dua", ""}) {
    asked_.mutable_criteria(0)->set_topic(topic);
    EXPECT_THAT(Check(), IsOk()) << topic;
  }
}

TEST_F(EvaluationCheckTest, RefusesAPeriodThatEndsEarlyOrLate) {
  asked_.set_last_day("2022-03-31");
  EXPECT_THAT(Check(), HasReason("PERIOD_INVALID"));
  asked_.set_last_day("2022-06-02");
  EXPECT_THAT(Check(), AllOf(HasReason("PERIOD_IN_FUTURE"),
                             HasMetadata("today", "2022-06-01")));
}

TEST_F(EvaluationCheckTest, RefusesUnitsAndLevelsThatAreNotThere) {
  asked_.add_levels("hamlet");
  EXPECT_THAT(Check(), AllOf(HasReason("LEVEL_UNKNOWN"),
                             NamesField("evaluation.levels[0]")));
  asked_.set_unit("units/none");
  EXPECT_THAT(Check(), HasReason("UNIT_NOT_FOUND"));
}

TEST_F(EvaluationCheckTest, RefusesMoreUnitsThanAReportHolds) {
  for (int i = 0; i < kMaxComparedUnits; ++i) {
    registry_.AddUnit(absl::StrCat("units/d", i), "district", "units/tinh");
  }
  EXPECT_THAT(Check(), AllOf(HasReason("EVALUATION_TOO_LARGE"),
                             HasMetadata("count", "2001")));
}

}  // namespace
}  // namespace loa::metrics
