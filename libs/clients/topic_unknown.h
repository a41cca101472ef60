#ifndef LOA_LIBS_CLIENTS_TOPIC_UNKNOWN_H_
#define LOA_LIBS_CLIENTS_TOPIC_UNKNOWN_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace loa::clients {

// INVALID_ARGUMENT TOPIC_UNKNOWN of `domain`: the organisation in the register
// has not the topic that `field` names, but those `known`.
absl::Status TopicUnknown(absl::string_view domain, absl::string_view field,
                          absl::string_view topic,
                          const std::vector<std::string>& known);

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_TOPIC_UNKNOWN_H_
