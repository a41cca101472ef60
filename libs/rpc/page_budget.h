#ifndef LOA_LIBS_RPC_PAGE_BUDGET_H_
#define LOA_LIBS_RPC_PAGE_BUDGET_H_

#include <cstdint>

#include "google/protobuf/message.h"
#include "libs/rpc/limits.h"

namespace loa::rpc {

// Keeps a page of a list below what one message may hold: a client is better
// served by fewer resources than asked for than by RESOURCE_EXHAUSTED.
class PageBudget {
 public:
  // Does `resource` still fit?  The first always does.
  bool Takes(const google::protobuf::Message& resource) {
    const auto bytes = static_cast<int64_t>(resource.ByteSizeLong());
    if (used_ > 0 && used_ + bytes > kMaxPageBytes) return false;
    used_ += bytes;
    return true;
  }

 private:
  // The rest is for the framing and the page token.
  static constexpr int64_t kMaxPageBytes = kMaxMessageBytes * 3 / 4;

  int64_t used_ = 0;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_PAGE_BUDGET_H_
