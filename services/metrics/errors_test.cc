#include "services/metrics/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/metrics/v1/error_reason.pb.h"
#include "services/metrics/evaluations/errors.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::NamesField;
using ::loa::testing::SpeaksVietnamese;

// Every error that goes to callers in the domain of metrics.
std::vector<absl::Status> All() {
  return {MetricNotFound("metric", "metrics/x"),
          MetricAlreadyExists("metrics/x"),
          DefinitionInvalid({"definition.note", "is needed", "cần có"}),
          UnitNotFound("unit", "units/x"),
          PageNotFound("page", "pages/x"),
          SampleRowsInvalid({{"rows[2].page", "is none", "không có"}}),
          CsvEncodingRefused("TCVN3"),
          CsvMalformed(3, "has 2 cells in place of 4", "có 2 ô"),
          FigureNotFound("figures/x"),
          FigurePending("figures/x"),
          FigureNotPending("figures/x", "REFUSED"),
          ReporterCannotConfirm("figures/x"),
          SuperiorNeeded("figures/x", "units/x"),
          NoteRequired(),
          FigureDayInFuture("2022-06-01"),
          DenominatorWrong("figure.denominator", "metrics/x", true),
          PeriodInvalid("2022-06-01", "2022-05-01"),
          ViewNotAvailable("RESTATED"),
          StoredDataDamaged("figures/x"),
          EvaluationNotFound("name", "evaluations/x"),
          EvaluationAlreadyExists("evaluations/x"),
          PeriodInFuture("2022-06-30", "2022-06-01"),
          WeightsWrong(90),
          CriterionInvalid({"evaluation.criteria[0].id", "is", "cần có"}),
          LevelUnknown("evaluation.levels[0]", "hamlet", {"commune"}),
          TopicUnknown("evaluation.criteria[0].topic", "x", {"mat-tran"}),
          PreviousInvalid("evaluations/x", "must end earlier"),
          EvaluationTooLarge("units", 3355, 2000),
          ExportTooLarge(4'000'000, 3'670'016),
          FigureUnknown("evaluations/x", "units/y")};
}

TEST(Errors, AreThoseOfTheContractAndNoOther) {
  std::set<std::string> declared;
  const auto& reasons = *v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    if (reasons.value(i)->number() == 0) continue;
    declared.insert(reasons.value(i)->name());
  }
  std::set<std::string> returned;
  for (const absl::Status& error : All()) {
    returned.insert(status::ReasonOf(error));
  }
  EXPECT_EQ(returned, declared);
}

TEST(Errors, SayWhatIsWrongInASentence) {
  for (const absl::Status& error : All()) {
    EXPECT_GT(error.message().size(), 20u) << error;
  }
}

TEST(Errors, SpeakVietnamese) {
  for (const absl::Status& status : All()) {
    EXPECT_THAT(status, SpeaksVietnamese());
  }
}

TEST(Errors, CarryWhatTheyAreAbout) {
  EXPECT_THAT(SampleRowsInvalid({{"rows[2].page", "is none", "không có"}}),
              NamesField("rows[2].page"));
  EXPECT_THAT(CsvEncodingRefused("VNI"), HasMetadata("encoding", "VNI"));
  EXPECT_THAT(FigureNotPending("figures/x", "REFUSED"),
              HasMetadata("state", "REFUSED"));
  EXPECT_THAT(SuperiorNeeded("figures/x", "units/y"),
              HasMetadata("unit", "units/y"));
  EXPECT_THAT(NoteRequired(), NamesField("note"));
  EXPECT_THAT(ViewNotAvailable("RESTATED"), NamesField("view"));
}

}  // namespace
}  // namespace loa::metrics
