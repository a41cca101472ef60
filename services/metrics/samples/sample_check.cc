#include "services/metrics/samples/sample_check.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/validate.h"
#include "services/metrics/errors.h"
#include "services/metrics/register.h"

namespace loa::metrics {
namespace {

// How far the clocks of two machines may be apart.  A value from the future
// would take the place of all that come after it.
constexpr absl::Duration kSkew = absl::Minutes(5);

}  // namespace

v1::FigureSource SourceOf(const auth::Principal& recorder) {
  return recorder.kind == auth::Principal::Kind::kService ? v1::PLATFORM
                                                          : v1::IMPORTED;
}

SampleCheck::SampleCheck(const clients::RegistryView& view,
                         const Definitions& definitions, std::string within,
                         absl::Time now, auth::Principal recorder)
    : view_(view),
      definitions_(definitions),
      within_(std::move(within)),
      now_(now),
      recorder_(std::move(recorder)),
      today_(DayAt(view, now)) {}

void SampleCheck::Add(int row, const v1::Sample& sample) {
  const std::string prefix = absl::StrCat("rows[", row, "]");
  const size_t before = faults_.size();
  rpc::CollectViolations(sample, prefix, faults_);
  if (faults_.size() == before) CheckNames(prefix, sample);
}

void SampleCheck::AddFaults(std::vector<rpc::FieldViolation> faults) {
  for (rpc::FieldViolation& fault : faults) faults_.push_back(std::move(fault));
}

void SampleCheck::CheckNames(const std::string& prefix,
                             const v1::Sample& sample) {
  const auto fault = [&](absl::string_view field, std::string description,
                         std::string vietnamese) {
    faults_.push_back({absl::StrCat(prefix, ".", field), std::move(description),
                       std::move(vietnamese)});
  };
  const size_t before = faults_.size();
  const units::v1::Page* page = view_.FindPage(sample.page());
  if (page == nullptr) {
    fault("page", absl::StrCat("the register has no ", sample.page()),
          absl::StrCat("sổ đăng ký không có ", sample.page()));
  } else if (!view_.IsWithin(page->unit(), within_)) {
    fault(
        "page",
        absl::StrCat("is a page of ", page->unit(), ", which is not in ",
                     within_),
        absl::StrCat("là trang của ", page->unit(), ", không thuộc ", within_));
  }
  const base::Days day = DayOf(sample.day());
  if (day > today_) {
    fault("day", absl::StrCat("at most ", base::FormatDate(today_)),
          absl::StrCat("muộn nhất là ngày ", base::DayMonthYear(today_)));
  }
  if (sample.has_observed_time() &&
      base::TimeOf(sample.observed_time()) > now_ + kSkew) {
    fault("observed_time", "must not be in the future",
          "không được sau thời điểm hiện tại");
  }
  const auto metric_id = MetricIdOf("metric", sample.metric());
  const Definition* definition =
      metric_id.ok() ? definitions_.On(*metric_id, day) : nullptr;
  if (definition == nullptr) {
    fault("metric", absl::StrCat("there is no ", sample.metric()),
          absl::StrCat("không có ", sample.metric()));
  } else if ((definition->metric_class == v1::RATIO) !=
             (sample.denominator() > 0)) {
    const bool ratio = definition->metric_class == v1::RATIO;
    fault("denominator",
          ratio ? "must be above 0, since the metric is a ratio"
                : "must be left out: the metric is no ratio",
          ratio ? "phải lớn hơn 0 vì chỉ số này là tỷ lệ"
                : "phải để trống vì chỉ số này không phải tỷ lệ");
  }
  if (faults_.size() == before) Take(*page, *definition, sample);
}

void SampleCheck::Take(const units::v1::Page& page,
                       const Definition& definition, const v1::Sample& row) {
  Branch branch = BranchOf(view_, page.unit());
  Sample& sample = samples_.emplace_back();
  sample.series = {page.name(), definition.metric_id, definition.version,
                   SourceOf(recorder_)};
  sample.metric_class = definition.metric_class;
  sample.point = {DayOf(row.day()), row.value(), row.denominator(),
                  row.lower_bound(), branch.name};
  sample.observed_at =
      row.has_observed_time() ? base::TimeOf(row.observed_time()) : now_;
  sample.recorder = recorder_.name;
  branches_.emplace(branch.name, std::move(branch));
}

absl::Status SampleCheck::Result() const {
  if (faults_.empty()) return absl::OkStatus();
  return SampleRowsInvalid(faults_);
}

}  // namespace loa::metrics
