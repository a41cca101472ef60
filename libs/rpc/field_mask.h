#ifndef LOA_LIBS_RPC_FIELD_MASK_H_
#define LOA_LIBS_RPC_FIELD_MASK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace loa::rpc {

// Writes into `resource` what `mask` names of `patch`, a message of the same
// type.  No paths: every field of `allowed` that `patch` has.  "*": every
// field of `allowed`, absent ones cleared.  `allowed` are top-level fields; a
// path below one ("schedule.hour") writes only that much.  A repeated field is
// replaced whole.  OUTPUT_ONLY paths and `name` are ignored.  Errors:
// MASK_PATH_UNKNOWN.
absl::Status ApplyMask(const google::protobuf::FieldMask& mask,
                       const google::protobuf::Message& patch,
                       google::protobuf::Message& resource,
                       const std::vector<std::string>& allowed);

// Would ApplyMask write `path` or something below it?
bool MaskCovers(const google::protobuf::FieldMask& mask,
                const google::protobuf::Message& patch, absl::string_view path);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_FIELD_MASK_H_
