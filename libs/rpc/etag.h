#ifndef LOA_LIBS_RPC_ETAG_H_
#define LOA_LIBS_RPC_ETAG_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace loa::rpc {

// A strong etag, quotes included: of a row's version or change sequence, or of
// a resource's content (its `etag` field must be empty).
std::string EtagOf(int64_t version);
std::string EtagOf(const google::protobuf::Message& resource);

// OK when `given` is "" (the caller does not ask) or equals `current`; else
// ABORTED ETAG_MISMATCH for `resource` ("posts/abc").
absl::Status CheckEtag(absl::string_view given, absl::string_view current,
                       absl::string_view resource);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_ETAG_H_
