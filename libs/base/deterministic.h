#ifndef LOA_LIBS_BASE_DETERMINISTIC_H_
#define LOA_LIBS_BASE_DETERMINISTIC_H_

#include <string>

#include "google/protobuf/message.h"

namespace loa::base {

// The bytes that a message always has in its schema: what hashes are made of,
// and what is stored where a hash must hold.
std::string DeterministicBytes(const google::protobuf::Message& message);

// Their SHA-256 in hex.
std::string HashOf(const google::protobuf::Message& message);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_DETERMINISTIC_H_
