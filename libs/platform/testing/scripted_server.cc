#include "libs/platform/testing/scripted_server.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace loa::platform {
namespace {

int Bind(int fd) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  if (bind(fd, raw, size) != 0 || getsockname(fd, raw, &size) != 0) return 0;
  return ntohs(address.sin_port);
}

// Reads one request off `fd`; what came of it, and whether it was whole.
std::pair<std::string, bool> ReadRequest(int fd) {
  std::string text;
  size_t wanted = std::string::npos;
  while (wanted == std::string::npos || text.size() < wanted) {
    char chunk[4096];
    const ssize_t got = recv(fd, chunk, sizeof(chunk), 0);
    if (got <= 0) return {text, false};
    text.append(chunk, static_cast<size_t>(got));
    const size_t head = text.find("\r\n\r\n");
    if (head == std::string::npos) continue;
    wanted = head + 4;
    const size_t length = text.find("Content-Length: ");
    size_t body = 0;
    if (length < head &&
        absl::SimpleAtoi(
            text.substr(length + 16, text.find('\r', length) - length - 16),
            &body)) {
      wanted += body;
    }
  }
  return {text, true};
}

void WriteAll(int fd, const std::string& bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t sent =
        send(fd, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
    if (sent <= 0) return;
    done += static_cast<size_t>(sent);
  }
}

}  // namespace

ScriptedServer::ScriptedServer(std::vector<Step> steps)
    : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      steps_(std::move(steps)) {
  port_ = Bind(listener_);
  listen(listener_, 16);
  thread_ = std::thread([this] { Run(); });
}

ScriptedServer::~ScriptedServer() {
  {
    base::MutexLock lock(mutex_);
    stopping_ = true;
    if (open_ >= 0) shutdown(open_, SHUT_RDWR);
  }
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string ScriptedServer::url() const {
  return absl::StrCat("http://127.0.0.1:", port_);
}

std::vector<std::string> ScriptedServer::requests() const {
  base::MutexLock lock(mutex_);
  return requests_;
}

int ScriptedServer::connections() const {
  base::MutexLock lock(mutex_);
  return connections_;
}

std::string ScriptedServer::Answer(int status, const std::string& body,
                                   const std::string& headers) {
  return absl::StrCat("HTTP/1.1 ", status, " X\r\n", headers,
                      "Content-Length: ", body.size(), "\r\n\r\n", body);
}

void ScriptedServer::Run() {
  for (;;) {
    const int fd = accept(listener_, nullptr, nullptr);
    {
      base::MutexLock lock(mutex_);
      if (fd >= 0) open_ = fd;
      if (stopping_) {
        if (fd >= 0) close(fd);
        return;
      }
    }
    if (fd < 0) continue;
    Serve(fd);
    base::MutexLock lock(mutex_);
    close(fd);
    open_ = -1;
  }
}

bool ScriptedServer::NextStep(Step& step) {
  base::MutexLock lock(mutex_);
  if (next_ == steps_.size()) return false;
  step = steps_[next_++];
  return true;
}

void ScriptedServer::Serve(int fd) {
  for (bool first = true;; first = false) {
    auto [request, whole] = ReadRequest(fd);
    {
      base::MutexLock lock(mutex_);
      if (first && !request.empty()) ++connections_;
      if (!request.empty()) requests_.push_back(request);
    }
    Step step;
    if (!whole || !NextStep(step)) return;
    WriteAll(fd, step.bytes);
    if (step.stall) {
      char byte;
      while (recv(fd, &byte, 1, 0) > 0) {
      }
      return;
    }
    if (step.close) return;
  }
}

int ClosedPort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int port = Bind(fd);  // never listened on
  close(fd);
  return port;
}

}  // namespace loa::platform
