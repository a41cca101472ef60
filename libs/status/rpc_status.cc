#include "libs/status/rpc_status.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/string_view.h"

namespace loa::status {

namespace {

constexpr char kErrorInfo[] = "type.googleapis.com/google.rpc.ErrorInfo";

}  // namespace

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(std::string(status.message()));
  // Payloads have no order of their own: ErrorInfo goes first, the others
  // follow by name.
  std::map<std::pair<bool, std::string>, std::string> details;
  status.ForEachPayload(
      [&details](absl::string_view type_url, const absl::Cord& payload) {
        details.try_emplace({type_url != kErrorInfo, std::string(type_url)},
                            std::string(payload));
      });
  for (auto& [key, payload] : details) {
    auto& detail = *wire.add_details();
    detail.set_type_url(key.second);
    detail.set_value(std::move(payload));
  }
  return wire;
}

absl::Status FromRpcStatus(const google::rpc::Status& wire) {
  absl::Status status(static_cast<absl::StatusCode>(wire.code()),
                      wire.message());
  for (const auto& detail : wire.details()) {
    status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return status;
}

bool IsCallersFault(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kFailedPrecondition:
      return true;
    default:
      return false;
  }
}

}  // namespace loa::status
