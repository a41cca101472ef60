#ifndef LOA_SERVICES_MODERATION_SCREENING_DIGIT_CONTEXT_H_
#define LOA_SERVICES_MODERATION_SCREENING_DIGIT_CONTEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/text/offset_map.h"

// What stands around a number tells what it is.
namespace loa::moderation {

// The words before byte `begin` of `canonical`, some fifteen at most: folded,
// one space before and after each, up to the end of the sentence before.
std::string WordsBefore(absl::string_view canonical, uint32_t begin);

// Where the last of `labels` (folded words) ends in the answer of WordsBefore;
// 0 when none is there.  Of two labels the nearer one names the number.
size_t LastLabel(absl::string_view words,
                 absl::Span<const absl::string_view> labels);

// Does a letter or digit touch `span`, or is it inside a web address?
bool IsPartOfMore(absl::string_view canonical, text::ByteSpan span);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_DIGIT_CONTEXT_H_
