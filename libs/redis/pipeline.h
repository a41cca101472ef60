#ifndef LOA_LIBS_REDIS_PIPELINE_H_
#define LOA_LIBS_REDIS_PIPELINE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace loa::redis {

// Commands in wire form, sent together by Connection::Run().
class Pipeline {
 public:
  // Appends one command; arguments may hold any bytes.
  void Add(absl::Span<const absl::string_view> argv);

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // The commands in writes of about kWriteBytes: hiredis moves the unsent
  // rest of its buffer after a partial write, which makes one huge buffer
  // quadratic, and replies are drained between writes.
  struct Write {
    std::string bytes;
    size_t commands = 0;
  };
  const std::vector<Write>& writes() const { return writes_; }

 private:
  static constexpr size_t kWriteBytes = 64 * 1024;

  std::vector<Write> writes_;
  size_t size_ = 0;
};

}  // namespace loa::redis

#endif  // LOA_LIBS_REDIS_PIPELINE_H_
