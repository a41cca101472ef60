#include "tools/benchmarks/rpc/load_process.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "absl/memory/memory.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace loa::bench {
namespace {

using nlohmann::json;

// An order with all its pages is a tenth of it.
constexpr size_t kMaxMessageBytes = 65536;

// Each message is one packet, so none needs a length.
bool Send(int socket, const json& message) {
  const std::string text = message.dump();
  return send(socket, text.data(), text.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(text.size());
}

// nullopt once the other side is gone.
std::optional<json> Receive(int socket) {
  std::string text(kMaxMessageBytes, '\0');
  const ssize_t size = recv(socket, text.data(), text.size(), 0);
  if (size <= 0) return std::nullopt;
  json message = json::parse(absl::string_view(text.data(), size), nullptr,
                             /*allow_exceptions=*/false);
  if (message.is_discarded()) return std::nullopt;
  return message;
}

json JsonOf(const LoadOrder& order) {
  return {{"rpc", static_cast<int>(order.rpc)},
          {"port", order.port},
          {"token", order.token},
          {"pages", order.pages},
          {"seconds", order.seconds}};
}

LoadOrder OrderOf(const json& message) {
  LoadOrder order;
  order.rpc = static_cast<Rpc>(message["rpc"].get<int>());
  message["port"].get_to(order.port);
  message["token"].get_to(order.token);
  message["pages"].get_to(order.pages);
  message["seconds"].get_to(order.seconds);
  return order;
}

json JsonOf(const LoadResult& result) {
  return {{"completed", result.completed},
          {"per_second", result.per_second},
          {"error", result.error}};
}

LoadResult ResultOf(const json& message) {
  LoadResult result;
  message["completed"].get_to(result.completed);
  message["per_second"].get_to(result.per_second);
  message["error"].get_to(result.error);
  return result;
}

void Obey(int socket) {
  while (const std::optional<json> order = Receive(socket)) {
    if (!Send(socket, JsonOf(DriveLoad(OrderOf(*order))))) return;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<LoadProcess>> LoadProcess::Fork() {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
    return absl::InternalError("no socket pair for the callers' process");
  }
  const pid_t child = fork();
  if (child < 0) return absl::InternalError("cannot fork the callers' process");
  if (child == 0) {
    close(sockets[0]);
    Obey(sockets[1]);
    _exit(0);
  }
  close(sockets[1]);
  return absl::WrapUnique(new LoadProcess(child, sockets[0]));
}

LoadProcess::~LoadProcess() {
  close(socket_);  // it ends when it reads that
  waitpid(child_, nullptr, 0);
}

absl::StatusOr<LoadResult> LoadProcess::Run(const LoadOrder& order) {
  if (!Send(socket_, JsonOf(order))) {
    return absl::InternalError("the callers' process takes no order");
  }
  const std::optional<json> answer = Receive(socket_);
  if (!answer.has_value()) {
    return absl::InternalError("the callers' process ended");
  }
  LoadResult result = ResultOf(*answer);
  if (!result.error.empty()) return absl::DataLossError(result.error);
  return result;
}

}  // namespace loa::bench
