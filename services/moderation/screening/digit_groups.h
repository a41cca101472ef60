#ifndef LOA_SERVICES_MODERATION_SCREENING_DIGIT_GROUPS_H_
#define LOA_SERVICES_MODERATION_SCREENING_DIGIT_GROUPS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::moderation {

// A run of ASCII digits and what stands between it and the run before.
struct DigitGroup {
  text::ByteSpan span;
  absl::string_view digits;
  absl::string_view gap;  // from the end of the run before
  bool joined = false;    // `gap` may stand inside one number
};

// All runs of digits in `text`, in order.
std::vector<DigitGroup> DigitGroups(absl::string_view text);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_DIGIT_GROUPS_H_
