#ifndef LOA_LIBS_RPC_PAGE_TOKEN_H_
#define LOA_LIBS_RPC_PAGE_TOKEN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace loa::rpc {

// An opaque token that says where a list goes on: the ORDER BY values of the
// last row sent, bound to the method and to all arguments but `page_size` and
// `page_token`.  It carries no authority: access is checked on every page.
std::string EncodePageToken(const google::protobuf::Message& request,
                            const std::vector<std::string>& last_key);

// The key in `request.page_token`; empty for the first page.  Errors:
// PAGE_TOKEN_INVALID when it is damaged, of another method or was given for
// other arguments.
absl::StatusOr<std::vector<std::string>> DecodePageToken(
    const google::protobuf::Message& request);

// `requested` as the contract reads it: 0 is `fallback`, too much is
// `maximum`.  Negative sizes were refused by the field's rule or count as 0.
int PageSize(int requested, int fallback, int maximum);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_PAGE_TOKEN_H_
