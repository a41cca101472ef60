#ifndef LOA_LIBS_REDIS_REPLY_H_
#define LOA_LIBS_REDIS_REPLY_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct redisReply;

namespace loa::redis {

// A look at a reply, or at a part of one.  Valid while the Reply that it came
// from lives.  Every accessor refuses a reply of another type: an error reply
// by what it says (errors.h), anything else with REDIS_REPLY_UNEXPECTED.
class ReplyView {
 public:
  explicit ReplyView(const redisReply* reply) : reply_(reply) {}

  // OK unless this is an error reply.
  absl::Status status() const;
  bool is_nil() const;
  absl::StatusOr<int64_t> Integer() const;
  // A bulk string or a simple string ("OK").
  absl::StatusOr<absl::string_view> Text() const;
  // An array; nil counts as an empty one (XREAD answers nil for "nothing").
  absl::StatusOr<size_t> Size() const;
  // The item at `index` of an array; REDIS_REPLY_UNEXPECTED past its end.
  absl::StatusOr<ReplyView> At(size_t index) const;

 private:
  const redisReply* reply_;
};

// A whole reply and its memory.
class Reply {
 public:
  explicit Reply(redisReply* reply) : reply_(reply) {}

  ReplyView view() const { return ReplyView(reply_.get()); }
  absl::Status status() const { return view().status(); }

 private:
  struct Free {
    void operator()(redisReply* reply) const;
  };
  std::unique_ptr<redisReply, Free> reply_;
};

}  // namespace loa::redis

#endif  // LOA_LIBS_REDIS_REPLY_H_
