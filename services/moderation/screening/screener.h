#ifndef LOA_SERVICES_MODERATION_SCREENING_SCREENER_H_
#define LOA_SERVICES_MODERATION_SCREENING_SCREENER_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "loa/moderation/v1/policy_service.pb.h"
#include "loa/moderation/v1/screening.pb.h"
#include "services/moderation/screening/rules.h"

namespace loa::moderation {

// Goes into every screening; raised when the same input and policy may give
// other findings.
inline constexpr absl::string_view kEngine = "3";

// A text may hold a listed term a thousand times.  Of each rule only so many
// findings are kept, and of all rules together only so many: a review goes in
// one message, and one that does not fit would stop the stream of decisions.
inline constexpr int kMaxFindingsOfARule = 50;
inline constexpr int kMaxFindings = 800;

// A policy version ready to screen.  Immutable, thread-safe.
class Screener {
 public:
  explicit Screener(v1::Policy policy);

  // A pure function of policy, input and engine: the same bytes for ever.  All
  // rules run; findings come in order of field, span, rule and match, each rule
  // with its first ones (see above) and the rest counted.  A rule
  // that could not run gives a finding of severity NEEDS_STAGE that matched
  // "could-not-run", because nothing passes silently.
  v1::Screening Screen(const v1::ScreeningInput& input,
                       absl::string_view input_sha256) const;

  const v1::Policy& policy() const { return policy_; }

 private:
  // The first `kept` findings of one rule, in order; adds to `left_out` how
  // many more there were.
  std::vector<v1::Finding> Findings(int rule, const Material& material,
                                    size_t kept, size_t& left_out) const;

  v1::Policy policy_;
  std::vector<absl::StatusOr<Detector>> detectors_;  // one a rule
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_SCREENER_H_
