#ifndef LOA_LIBS_RPC_TRACE_H_
#define LOA_LIBS_RPC_TRACE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::rpc {

inline constexpr char kTraceParentKey[] = "traceparent";
inline constexpr char kTraceIdKey[] = "loa-trace-id";

// The trace id of a W3C traceparent "00-<32 hex>-<16 hex>-<2 hex>"; "" when
// it is not one.
std::string TraceIdOf(absl::string_view traceparent);

// 32 random hex digits.  Not a secret.
std::string NewTraceId();

// A traceparent for an outgoing call of the trace.
std::string TraceParent(absl::string_view trace_id);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_TRACE_H_
