#ifndef LOA_SERVICES_CONTENT_DETERMINISTIC_H_
#define LOA_SERVICES_CONTENT_DETERMINISTIC_H_

#include <string>

#include "google/protobuf/message.h"

namespace loa::content {

// The bytes that a message always has in this schema: what is stored and what
// hashes are made of.
std::string DeterministicBytes(const google::protobuf::Message& message);

// Their SHA-256 in hex.
std::string HashOf(const google::protobuf::Message& message);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DETERMINISTIC_H_
