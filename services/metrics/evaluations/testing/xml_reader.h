#ifndef LOA_SERVICES_METRICS_EVALUATIONS_TESTING_XML_READER_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_TESTING_XML_READER_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::metrics::testing {

// The text of one XML element, read strictly: every element closes in order,
// every attribute is quoted and there once, every id is there once, no raw "<"
// or "&".  A document type before it is skipped.  nullopt when it is not
// well-formed.
std::optional<std::string> TextOfXml(absl::string_view xml);

}  // namespace loa::metrics::testing

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_TESTING_XML_READER_H_
