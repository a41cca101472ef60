#include "tools/pagesim/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace loa::pagesim {
namespace {

constexpr size_t kMaxHead = 64 << 10;
constexpr absl::string_view kMultipart = "multipart/form-data; boundary=";
constexpr size_t kMaxBody = 8 << 20;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string Decode(absl::string_view text, bool plus_is_space) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
        HexDigit(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(HexDigit(text[i + 1]) * 16 +
                                      HexDigit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

absl::string_view ReasonPhrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 429:
      return "Too Many Requests";
    default:
      return status < 400 ? "Success" : "Error";
  }
}

// Reads requests off one connection, across and within segments.
class Reader {
 public:
  explicit Reader(int fd) : fd_(fd) {}

  // False when the peer closed, sent nonsense or too much.
  bool Next(Request& request) {
    size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (buffer_.size() > kMaxHead || !Fill()) return false;
    }
    if (!ParseHead(absl::string_view(buffer_).substr(0, end), request)) {
      return false;
    }
    buffer_.erase(0, end + 4);
    size_t length = 0;
    const auto declared = request.headers.find("content-length");
    if (declared != request.headers.end() &&
        (!absl::SimpleAtoi(declared->second, &length) || length > kMaxBody)) {
      return false;
    }
    if (request.headers.count("transfer-encoding") != 0) return false;
    while (buffer_.size() < length) {
      if (!Fill()) return false;
    }
    request.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return true;
  }

 private:
  static bool ParseHead(absl::string_view head, Request& request) {
    const std::vector<absl::string_view> lines = absl::StrSplit(head, "\r\n");
    const std::vector<absl::string_view> words = absl::StrSplit(lines[0], ' ');
    if (words.size() != 3 || !absl::StartsWith(words[2], "HTTP/1.")) {
      return false;
    }
    request.method = std::string(words[0]);
    const std::pair<absl::string_view, absl::string_view> target =
        absl::StrSplit(words[1], absl::MaxSplits('?', 1));
    request.path = Decode(target.first, /*plus_is_space=*/false);
    request.query = ParseForm(target.second);
    for (size_t i = 1; i < lines.size(); ++i) {
      const std::pair<absl::string_view, absl::string_view> header =
          absl::StrSplit(lines[i], absl::MaxSplits(':', 1));
      request.headers[absl::AsciiStrToLower(header.first)] =
          std::string(absl::StripAsciiWhitespace(header.second));
    }
    return true;
  }

  bool Fill() {
    char chunk[16384];
    const ssize_t got = recv(fd_, chunk, sizeof(chunk), 0);
    if (got <= 0) return false;
    buffer_.append(chunk, static_cast<size_t>(got));
    return true;
  }

  const int fd_;
  std::string buffer_;
};

bool Write(int fd, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

std::string Serialize(const Reply& reply) {
  std::string text = absl::StrCat(
      "HTTP/1.1 ", reply.status, " ", ReasonPhrase(reply.status),
      "\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: ",
      reply.body.size(), "\r\n");
  for (const auto& [name, value] : reply.headers) {
    absl::StrAppend(&text, name, ": ", value, "\r\n");
  }
  absl::StrAppend(&text, "\r\n", reply.body);
  return text;
}

std::optional<sockaddr_in> ParseAddress(absl::string_view listen) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(listen, absl::MaxSplits(':', 1));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  int port = 0;
  if (!absl::SimpleAtoi(parts.second, &port) || port < 0 || port > 65535 ||
      inet_pton(AF_INET, parts.first.c_str(), &address.sin_addr) != 1) {
    return std::nullopt;
  }
  address.sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

}  // namespace

Parameters ParseForm(absl::string_view form) {
  Parameters fields;
  for (const absl::string_view pair :
       absl::StrSplit(form, '&', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> field =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    fields[Decode(field.first, true)] = Decode(field.second, true);
  }
  return fields;
}

Parameters ParseMultipart(absl::string_view content_type,
                          absl::string_view body) {
  Parameters fields;
  if (!absl::ConsumePrefix(&content_type, kMultipart)) return fields;
  const std::string line = absl::StrCat("--", content_type);
  const std::string next = absl::StrCat("\r\n", line);
  if (!absl::ConsumePrefix(&body, line)) return fields;
  while (absl::ConsumePrefix(&body, "\r\n")) {
    const size_t head = body.find("\r\n\r\n");
    const size_t end = body.find(next);
    if (head == body.npos || end == body.npos || end < head + 4) return {};
    absl::string_view name = body.substr(0, head);
    const size_t begin = name.find("name=\"");
    if (begin == name.npos) return {};
    name.remove_prefix(begin + 6);
    fields[std::string(name.substr(0, name.find('"')))] =
        std::string(body.substr(head + 4, end - head - 4));
    body.remove_prefix(end + next.size());
  }
  return absl::StartsWith(body, "--") ? fields : Parameters();
}

std::string Request::Field(const std::string& name) const {
  const auto type = headers.find("content-type");
  const bool multipart =
      type != headers.end() && absl::StartsWith(type->second, kMultipart);
  const Parameters form =
      multipart ? ParseMultipart(type->second, body) : ParseForm(body);
  if (const auto it = form.find(name); it != form.end()) return it->second;
  const auto it = query.find(name);
  return it != query.end() ? it->second : "";
}

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(
    absl::string_view listen_on, Handler handler) {
  std::optional<sockaddr_in> address = ParseAddress(listen_on);
  if (!address) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot listen on \"", listen_on,
                     "\"; give an IPv4 address and a port: 127.0.0.1:0"));
  }
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  socklen_t size = sizeof(*address);
  auto* const raw = reinterpret_cast<sockaddr*>(&*address);
  if (fd < 0 || bind(fd, raw, size) != 0 || listen(fd, 512) != 0 ||
      getsockname(fd, raw, &size) != 0) {
    if (fd >= 0) close(fd);
    return absl::UnavailableError(absl::StrCat(
        "cannot listen on ", listen_on, "; is another process on that port?"));
  }
  return std::unique_ptr<HttpServer>(
      new HttpServer(fd, ntohs(address->sin_port), std::move(handler)));
}

HttpServer::HttpServer(int listener, int port, Handler handler)
    : listener_(listener),
      port_(port),
      handler_(std::move(handler)),
      acceptor_([this] { Accept(); }) {}

HttpServer::~HttpServer() {
  {
    base::MutexLock lock(mutex_);
    stopping_ = true;
    for (const auto& [fd, thread] : open_) shutdown(fd, SHUT_RDWR);
  }
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  close(listener_);
  {
    base::MutexLock lock(mutex_);
    while (!open_.empty()) idle_.Wait(mutex_);
  }
  JoinEnded();
}

void HttpServer::Accept() {
  for (int64_t connection = 1;; ++connection) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    JoinEnded();
    base::MutexLock lock(mutex_);
    if (stopping_) {
      if (fd >= 0) close(fd);
      return;
    }
    if (fd < 0) continue;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    open_[fd] = std::thread([this, fd, connection] { Serve(fd, connection); });
  }
}

void HttpServer::Serve(int fd, int64_t connection) {
  Reader reader(fd);
  Request request;
  for (int64_t nth = 1;; ++nth) {
    request = {.connection = connection, .nth = nth};
    if (!reader.Next(request)) break;
    const Reply reply = handler_(request);
    if (reply.close_unanswered || !Write(fd, Serialize(reply))) break;
    const auto header = request.headers.find("connection");
    if (header != request.headers.end() &&
        absl::EqualsIgnoreCase(header->second, "close")) {
      break;
    }
  }
  base::MutexLock lock(mutex_);
  close(fd);
  ended_.push_back(std::move(open_.extract(fd).mapped()));
  idle_.NotifyAll();
}

void HttpServer::JoinEnded() {
  std::vector<std::thread> ended;
  {
    base::MutexLock lock(mutex_);
    ended.swap(ended_);
  }
  for (std::thread& thread : ended) thread.join();
}

}  // namespace loa::pagesim
