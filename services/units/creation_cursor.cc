#include "services/units/creation_cursor.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"

namespace loa::units {

absl::StatusOr<CreationCursor> ReadCreationCursor(
    const google::protobuf::Message& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  CreationCursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.created_at)) {
    return rpc::PageTokenInvalid();
  }
  cursor.id = key[1];
  return cursor;
}

std::string TokenAfter(const google::protobuf::Message& request,
                       const CreationCursor& last) {
  return rpc::EncodePageToken(request,
                              {absl::StrCat(last.created_at), last.id});
}

}  // namespace loa::units
