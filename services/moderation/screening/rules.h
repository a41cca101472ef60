#ifndef LOA_SERVICES_MODERATION_SCREENING_RULES_H_
#define LOA_SERVICES_MODERATION_SCREENING_RULES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"
#include "loa/moderation/v1/policy_service.pb.h"
#include "loa/moderation/v1/screening.pb.h"

namespace loa::moderation {

// A text field of the input in the forms that detectors read.
struct Field {
  absl::string_view name;  // "title", "body", "link"
  absl::string_view original;
  text::View canonical;
  text::View folded;
};

// An input made ready for detectors, once for all rules.
struct Material {
  const v1::ScreeningInput& input;
  // An error when a field is not UTF-8: then no detector of texts can run.
  absl::StatusOr<std::vector<Field>> fields;
};
Material Prepare(const v1::ScreeningInput& input);

// One place where a predicate holds.
struct Hit {
  std::string field;
  text::ByteSpan span;  // of the field as it was written; empty: all of it
  std::string matched;  // term or recogniser, never personal data
  int confidence = 0;   // percent; 0: the predicate knows only yes and no
};

// A predicate ready to run: pure and thread-safe.  Three answers: no hits, some
// hits, or an error when it could not run.
using Detector =
    std::function<absl::StatusOr<std::vector<Hit>>(const Material&)>;

// Errors: FAILED_PRECONDITION PREDICATE_UNKNOWN (a policy written by a newer
// release), or what is wrong with a term.
absl::StatusOr<Detector> Compile(const v1::Rule& rule);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_RULES_H_
