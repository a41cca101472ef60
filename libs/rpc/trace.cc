#include "libs/rpc/trace.h"

#include <cstdint>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace loa::rpc {
namespace {

constexpr size_t kTraceParentChars = 55;  // 00-<32>-<16>-<2>

bool IsLowerHex(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(c) && (c < 'a' || c > 'f')) return false;
  }
  return true;
}

std::string RandomHex16() {
  thread_local absl::BitGen generator;
  return absl::StrCat(
      absl::Hex(absl::Uniform<uint64_t>(generator), absl::kZeroPad16));
}

}  // namespace

std::string TraceIdOf(absl::string_view traceparent) {
  if (traceparent.size() != kTraceParentChars ||
      traceparent.substr(0, 3) != "00-" || traceparent[35] != '-' ||
      traceparent[52] != '-') {
    return "";
  }
  const absl::string_view id = traceparent.substr(3, 32);
  const bool zero = id.find_first_not_of('0') == absl::string_view::npos;
  return zero || !IsLowerHex(id) ? "" : std::string(id);
}

std::string NewTraceId() { return absl::StrCat(RandomHex16(), RandomHex16()); }

std::string TraceParent(absl::string_view trace_id) {
  return absl::StrCat("00-", trace_id, "-", RandomHex16(), "-01");
}

}  // namespace loa::rpc
