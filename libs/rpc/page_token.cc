#include "libs/rpc/page_token.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/strings/string_view.h"
#include "libs/base/base64url.h"
#include "libs/base/deterministic.h"
#include "libs/base/sha256.h"
#include "libs/rpc/errors.h"

namespace loa::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Layout: version byte, 12 bytes of SHA-256 over request and keys, keys as
// varint length and bytes.  The hash finds damage and other arguments alike.
constexpr char kVersion = 1;
constexpr size_t kHashBytes = 12;
constexpr size_t kHeaderBytes = 1 + kHashBytes;

const FieldDescriptor* FieldOf(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

std::string Hash(const Message& request, absl::string_view keys) {
  const std::unique_ptr<Message> rest(request.New());
  rest->CopyFrom(request);
  for (const char* name : {"page_token", "page_size"}) {
    if (const FieldDescriptor* field = FieldOf(*rest, name)) {
      rest->GetReflection()->ClearField(rest.get(), field);
    }
  }
  std::string text = request.GetDescriptor()->full_name();
  text.push_back('\0');
  text.append(base::Sha256(base::DeterministicBytes(*rest)));
  text.append(keys.data(), keys.size());
  return base::Sha256(text).substr(0, kHashBytes);
}

std::string PackKeys(const std::vector<std::string>& keys) {
  std::string bytes;
  google::protobuf::io::StringOutputStream raw(&bytes);
  google::protobuf::io::CodedOutputStream out(&raw);
  for (const std::string& key : keys) {
    out.WriteVarint32(static_cast<uint32_t>(key.size()));
    out.WriteString(key);
  }
  out.Trim();
  return bytes;
}

std::optional<std::vector<std::string>> UnpackKeys(absl::string_view bytes) {
  google::protobuf::io::CodedInputStream in(
      reinterpret_cast<const uint8_t*>(bytes.data()),
      static_cast<int>(bytes.size()));
  std::vector<std::string> keys;
  while (in.BytesUntilTotalBytesLimit() != 0 &&
         in.CurrentPosition() < static_cast<int>(bytes.size())) {
    uint32_t size = 0;
    std::string key;
    if (!in.ReadVarint32(&size) || !in.ReadString(&key, static_cast<int>(size)))
      return std::nullopt;
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace

std::string EncodePageToken(const Message& request,
                            const std::vector<std::string>& last_key) {
  const std::string keys = PackKeys(last_key);
  std::string token(1, kVersion);
  token.append(Hash(request, keys));
  token.append(keys);
  return base::Base64UrlEncode(token);
}

absl::StatusOr<std::vector<std::string>> DecodePageToken(
    const Message& request) {
  const FieldDescriptor* field = FieldOf(request, "page_token");
  if (field == nullptr) return std::vector<std::string>();
  const std::string text = request.GetReflection()->GetString(request, field);
  if (text.empty()) return std::vector<std::string>();
  const std::optional<std::string> token = base::Base64UrlDecode(text);
  if (!token.has_value() || token->size() < kHeaderBytes ||
      (*token)[0] != kVersion) {
    return PageTokenInvalid();
  }
  const absl::string_view bytes = *token;
  const absl::string_view keys = bytes.substr(kHeaderBytes);
  if (bytes.substr(1, kHashBytes) != Hash(request, keys)) {
    return PageTokenInvalid();
  }
  std::optional<std::vector<std::string>> unpacked = UnpackKeys(keys);
  if (!unpacked.has_value()) return PageTokenInvalid();
  return *std::move(unpacked);
}

int PageSize(int requested, int fallback, int maximum) {
  return requested <= 0 ? fallback : std::min(requested, maximum);
}

}  // namespace loa::rpc
