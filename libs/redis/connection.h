#ifndef LOA_LIBS_REDIS_CONNECTION_H_
#define LOA_LIBS_REDIS_CONNECTION_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/redis/options.h"
#include "libs/redis/pipeline.h"
#include "libs/redis/reply.h"

struct redisContext;

namespace loa::redis {

// One connection to one Redis, opened by the first command.  After any error
// of the transport the context is dropped, and the next command opens a new
// one; nothing is ever sent again by itself.  Opening one makes the
// process ignore SIGPIPE unless it handles that.  Not thread-safe: one a
// thread.
class Connection {
 public:
  explicit Connection(Options options) : options_(std::move(options)) {}

  const Options& options() const { return options_; }

  // Runs one command.  An error reply becomes its status (errors.h);
  // REDIS_UNREACHABLE: not sent; REDIS_OUTCOME_UNKNOWN: perhaps run.
  absl::StatusOr<Reply> Run(absl::Span<const absl::string_view> argv);

  // The replies that came, in order, error replies among them.  Where
  // `status` is not OK, fewer replies than commands came: the outcome of every
  // later command is unknown (or, REDIS_UNREACHABLE, none was sent).
  struct Replies {
    std::vector<Reply> replies;
    absl::Status status;
  };
  Replies Run(const Pipeline& pipeline);

  // Drops the connection; the next command opens a new one.
  void Close() { context_.reset(); }

 private:
  struct Free {
    void operator()(redisContext* context) const;
  };

  absl::Status Open();
  absl::StatusOr<Reply> Receive();
  // Takes the cause from the context before it drops it.
  absl::Status Drop();

  Options options_;
  std::unique_ptr<redisContext, Free> context_;
};

}  // namespace loa::redis

#endif  // LOA_LIBS_REDIS_CONNECTION_H_
