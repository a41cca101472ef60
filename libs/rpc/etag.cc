#include "libs/rpc/etag.h"

#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/rpc/errors.h"

namespace loa::rpc {

std::string EtagOf(int64_t version) {
  return absl::StrCat("\"", version, "\"");
}

std::string EtagOf(const google::protobuf::Message& resource) {
  return absl::StrCat("\"", base::HashOf(resource).substr(0, 16), "\"");
}

absl::Status CheckEtag(absl::string_view given, absl::string_view current,
                       absl::string_view resource) {
  if (given.empty() || given == current) return absl::OkStatus();
  return EtagMismatch(resource);
}

}  // namespace loa::rpc
