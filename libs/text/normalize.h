#ifndef LOA_LIBS_TEXT_NORMALIZE_H_
#define LOA_LIBS_TEXT_NORMALIZE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::text {

// The one spelling of a Vietnamese text in which equal words are equal bytes:
//   - composed (NFC), whatever keyboard typed it;
//   - lower case, with Đ U+0110, Ð U+00D0 and Ɖ U+0189 all as đ;
//   - the tone mark of open oa, oe, uy on the first vowel (hoà -> hòa,
//     thuỵ -> thụy, but quý stays);
//   - digits and letters of other dress (full-width, mathematical bold) plain,
//     every kind of space a space;
//   - without invisible characters (zero-width, soft hyphen, bidi controls).
// Canonical text is a fixed point.  Never shown to people: it is for comparing.
// Errors: INVALID_ARGUMENT TEXT_NOT_UTF8.
absl::StatusOr<View> Canonicalize(absl::string_view original);

// `canonical` without any mark (hòa -> hoa, đ -> d).  `origin` of the result
// points into the same original.
View Fold(const View& canonical);

// The two above when only the text is wanted.  Bytes that are not UTF-8 become
// U+FFFD: these are for keys of stored text, not for input.
std::string CanonicalText(absl::string_view original);
std::string FoldedText(absl::string_view original);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_NORMALIZE_H_
