#include "libs/rpc/etag.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/rpc/errors.h"

namespace loa::rpc {

std::string EtagOf(int64_t version) {
  return absl::StrCat("\"", version, "\"");
}

std::string EtagOf(const google::protobuf::Message& resource) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream raw(&bytes);
    google::protobuf::io::CodedOutputStream out(&raw);
    out.SetSerializationDeterministic(true);
    resource.SerializeToCodedStream(&out);
  }
  return absl::StrCat("\"", base::Sha256Hex(bytes).substr(0, 16), "\"");
}

absl::Status CheckEtag(absl::string_view given, absl::string_view current,
                       absl::string_view resource) {
  if (given.empty() || given == current) return absl::OkStatus();
  return EtagMismatch(resource);
}

}  // namespace loa::rpc
