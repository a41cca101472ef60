#include "libs/redis/connection.h"

#include <hiredis/hiredis.h>
#include <signal.h>

#include <utility>

#include "libs/redis/errors.h"
#include "libs/status/status_macros.h"

namespace loa::redis {
namespace {

// hiredis writes without MSG_NOSIGNAL, so that a closed connection would end
// the process.  A handler that somebody installed stays.
void IgnoreBrokenPipes() {
  [[maybe_unused]] static const bool done = [] {
    struct sigaction action = {};
    sigaction(SIGPIPE, nullptr, &action);
    if (action.sa_handler == SIG_DFL) signal(SIGPIPE, SIG_IGN);
    return true;
  }();
}

}  // namespace

void Connection::Free::operator()(redisContext* context) const {
  redisFree(context);
}

absl::StatusOr<Reply> Connection::Run(
    absl::Span<const absl::string_view> argv) {
  Pipeline pipeline;
  pipeline.Add(argv);
  Replies replies = Run(pipeline);
  RETURN_IF_ERROR(replies.status);
  RETURN_IF_ERROR(replies.replies.front().status());
  return std::move(replies.replies.front());
}

Connection::Replies Connection::Run(const Pipeline& pipeline) {
  Replies result;
  if (pipeline.empty()) return result;
  result.status = Open();
  if (!result.status.ok()) return result;
  result.replies.reserve(pipeline.size());
  for (const Pipeline::Write& write : pipeline.writes()) {
    if (redisAppendFormattedCommand(context_.get(), write.bytes.data(),
                                    write.bytes.size()) != REDIS_OK) {
      result.status = Drop();
      return result;
    }
    for (size_t i = 0; i < write.commands; ++i) {
      absl::StatusOr<Reply> reply = Receive();
      if (!reply.ok()) {
        result.status = std::move(reply).status();
        return result;
      }
      result.replies.push_back(*std::move(reply));
    }
  }
  return result;
}

absl::Status Connection::Open() {
  if (context_ != nullptr) return absl::OkStatus();
  IgnoreBrokenPipes();
  const timeval timeout = absl::ToTimeval(options_.connect_timeout);
  context_.reset(
      options_.unix_socket.empty()
          ? redisConnectWithTimeout(options_.host.c_str(), options_.port,
                                    timeout)
          : redisConnectUnixWithTimeout(options_.unix_socket.c_str(), timeout));
  if (context_ == nullptr) return Unreachable("no memory");
  if (context_->err != 0) {
    absl::Status status = Unreachable(context_->errstr);
    context_.reset();
    return status;
  }
  redisSetTimeout(context_.get(), absl::ToTimeval(options_.command_timeout));
  if (options_.unix_socket.empty()) redisEnableKeepAlive(context_.get());
  // Keeps the reader's buffer between big replies instead of freeing it.
  context_->reader->maxbuf = 0;
  if (options_.password.empty()) return absl::OkStatus();
  Pipeline auth;
  auth.Add({"AUTH", options_.password});
  Replies replies = Run(auth);
  absl::Status status =
      replies.status.ok() ? replies.replies.front().status() : replies.status;
  if (!status.ok()) Close();
  return status;
}

absl::StatusOr<Reply> Connection::Receive() {
  void* reply = nullptr;
  if (redisGetReply(context_.get(), &reply) != REDIS_OK || reply == nullptr) {
    return Drop();
  }
  return Reply(static_cast<redisReply*>(reply));
}

absl::Status Connection::Drop() {
  absl::Status status = OutcomeUnknown(context_->errstr);
  context_.reset();
  return status;
}

}  // namespace loa::redis
