#ifndef LOA_SERVICES_MODERATION_SCREENING_HOME_ADDRESSES_H_
#define LOA_SERVICES_MODERATION_SCREENING_HOME_ADDRESSES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/text/offset_map.h"

namespace loa::moderation {

// A person's name together with where the person lives.
struct HomeAddress {
  text::ByteSpan span;  // of the canonical text: from the name to the address
  int confidence = 0;   // percent
};

// Finds them in a text and its canonical view, in order and without overlap: a
// capitalised name that begins with a surname, in the same sentence then words
// of living somewhere ("trú tại", "thường trú", "ở số nhà") and a place as
// small as a street or hamlet ("tổ 5", "thôn Đông", "số 12"). A name with a
// village alone is no finding: that is how good people are written about. Nor
// is the name of a school or street.
std::vector<HomeAddress> FindHomeAddresses(const text::View& canonical,
                                           absl::string_view original);

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_SCREENING_HOME_ADDRESSES_H_
