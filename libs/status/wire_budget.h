#ifndef LOA_LIBS_STATUS_WIRE_BUDGET_H_
#define LOA_LIBS_STATUS_WIRE_BUDGET_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"

namespace loa::status {

// A gRPC client takes 8 KiB of trailing metadata; more, and it sees
// RESOURCE_EXHAUSTED in place of the error.  The message travels twice, once
// with three bytes for every byte that is not ASCII, and the details as they
// are or, to some peers, in base64.
inline constexpr size_t kMaxTrailerBytes = 7000;
inline constexpr size_t kMaxMessageBytes = 2000;

// At most `limit` bytes of `text`, never ending inside a UTF-8 character.
absl::string_view CutText(absl::string_view text, size_t limit);

// Shortens texts and leaves out the last field violations of `status` until
// its trailer fits kMaxTrailerBytes.  ErrorInfo keeps its reason and domain,
// and says in metadata "fields_left_out" how many violations are not there.
void FitTrailer(google::rpc::Status& status);

}  // namespace loa::status

#endif  // LOA_LIBS_STATUS_WIRE_BUDGET_H_
