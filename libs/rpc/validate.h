#ifndef LOA_LIBS_RPC_VALIDATE_H_
#define LOA_LIBS_RPC_VALIDATE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "libs/rpc/errors.h"

namespace loa::rpc {

// Checks a request against the rules that its proto declares, recursively:
//   google.api.field_behavior  REQUIRED must be there
//   loa.options.v1.field       lengths, counts, names, dates, patterns, ranges
//   always                     no NUL in a string, known enum values, sane
//                              Timestamps
// Every violation is reported at once, with paths like "post.media[2].alt".
// A request with `update_mask` needs the REQUIRED fields of its resource only
// where the mask covers them (and `name` always).
absl::Status Validate(const google::protobuf::Message& request);

// The same, appended to `violations` with paths below `prefix` ("[3]" of a
// stream's fourth message).
void CollectViolations(const google::protobuf::Message& request,
                       const std::string& prefix,
                       std::vector<FieldViolation>& violations);

// Does a message of this type have OUTPUT_ONLY fields at any depth?
bool HasOutputOnly(const google::protobuf::Descriptor* type);

// Clears OUTPUT_ONLY fields at any depth: callers may send back what they
// read, and it changes nothing.
void ClearOutputOnly(google::protobuf::Message& request);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_VALIDATE_H_
