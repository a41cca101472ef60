#include "services/moderation/screening/screener.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "libs/status/status_macros.h"

namespace loa::moderation {
namespace {

constexpr char kCouldNotRun[] = "could-not-run";
constexpr char kCouldNotRunMessage[] =
    "Quy tắc này chưa kiểm tra được; bài cần thêm một cấp xem xét.";
constexpr char kCouldNotRunMessageEn[] =
    "This rule could not be checked; a further stage must look at the post.";

absl::StatusOr<std::vector<Hit>> Run(const absl::StatusOr<Detector>& detector,
                                     const Material& material) {
  RETURN_IF_ERROR(detector.status());
  return (*detector)(material);
}

v1::Finding FindingOf(const v1::Rule& rule, const Hit& hit) {
  v1::Finding finding;
  finding.set_rule(rule.id());
  finding.set_field(hit.field);
  finding.set_begin_byte(static_cast<int32_t>(hit.span.begin));
  finding.set_end_byte(static_cast<int32_t>(hit.span.end));
  finding.set_severity(rule.severity());
  finding.set_matched(hit.matched);
  finding.set_message(rule.message());
  finding.set_message_en(rule.message_en());
  finding.set_hint(rule.hint());
  finding.set_hint_en(rule.hint_en());
  finding.set_confidence(hit.confidence);
  return finding;
}

v1::Finding CouldNotRun(const v1::Rule& rule) {
  v1::Finding finding;
  finding.set_rule(rule.id());
  finding.set_severity(v1::SEVERITY_NEEDS_STAGE);
  finding.set_matched(kCouldNotRun);
  finding.set_message(kCouldNotRunMessage);
  finding.set_message_en(kCouldNotRunMessageEn);
  return finding;
}

bool Before(const v1::Finding& a, const v1::Finding& b) {
  const auto key = [](const v1::Finding& finding) {
    return std::make_tuple(absl::string_view(finding.field()),
                           finding.begin_byte(), finding.end_byte(),
                           absl::string_view(finding.rule()),
                           absl::string_view(finding.matched()));
  };
  return key(a) < key(b);
}

// The order of findings among those of one rule.
bool ComesFirst(const Hit& a, const Hit& b) {
  return std::tie(a.field, a.span.begin, a.span.end, a.matched) <
         std::tie(b.field, b.span.begin, b.span.end, b.matched);
}

}  // namespace

Screener::Screener(v1::Policy policy) : policy_(std::move(policy)) {
  for (const v1::Rule& rule : policy_.rules()) {
    detectors_.push_back(Compile(rule));
  }
}

std::vector<v1::Finding> Screener::Findings(int rule, const Material& material,
                                            size_t kept,
                                            size_t& left_out) const {
  auto hits = Run(detectors_[rule], material);
  if (!hits.ok()) return {CouldNotRun(policy_.rules(rule))};
  std::sort(hits->begin(), hits->end(), ComesFirst);
  if (hits->size() > kept) {
    left_out += hits->size() - kept;
    hits->resize(kept);
  }
  std::vector<v1::Finding> findings;
  for (const Hit& hit : *hits) {
    findings.push_back(FindingOf(policy_.rules(rule), hit));
  }
  return findings;
}

v1::Screening Screener::Screen(const v1::ScreeningInput& input,
                               absl::string_view input_sha256) const {
  const Material material = Prepare(input);
  const auto kept = static_cast<size_t>(
      std::clamp(kMaxFindings / std::max(policy_.rules_size(), 1), 1,
                 kMaxFindingsOfARule));
  std::vector<v1::Finding> findings;
  size_t left_out = 0;
  for (int i = 0; i < policy_.rules_size(); ++i) {
    std::vector<v1::Finding> found = Findings(i, material, kept, left_out);
    std::move(found.begin(), found.end(), std::back_inserter(findings));
  }
  std::sort(findings.begin(), findings.end(), Before);

  v1::Screening screening;
  screening.set_policy(policy_.name());
  screening.set_policy_sha256(policy_.sha256());
  screening.set_input_sha256(std::string(input_sha256));
  screening.set_engine(std::string(kEngine));
  screening.set_findings_left_out(static_cast<int32_t>(left_out));
  v1::Severity worst = v1::SEVERITY_INFO;
  for (v1::Finding& finding : findings) {
    worst = std::max(worst, finding.severity());
    *screening.add_findings() = std::move(finding);
  }
  screening.set_severity(worst);
  return screening;
}

}  // namespace loa::moderation
