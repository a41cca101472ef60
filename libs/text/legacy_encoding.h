#ifndef LOA_LIBS_TEXT_LEGACY_ENCODING_H_
#define LOA_LIBS_TEXT_LEGACY_ENCODING_H_

#include "absl/strings/string_view.h"

namespace loa::text {

// What the bytes of a file look like when they are not UTF-8: "UTF-16",
// "UTF-32", "TCVN3", "VNI", "windows-1258" or "an unknown encoding"; "" for
// UTF-8, with or without a byte order mark.  Texts that were typed in a TCVN3
// or VNI font and saved as UTF-8 since ("TØnh Qu¶ng Ninh") are named too.  A
// guess to name a file by in a refusal, never to convert it by.
absl::string_view LegacyEncodingOf(absl::string_view bytes);

}  // namespace loa::text

#endif  // LOA_LIBS_TEXT_LEGACY_ENCODING_H_
