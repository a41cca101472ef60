#include "libs/platform/http/handle.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace loa::platform::http {
namespace {

// Headers are read for a handful of facts; more of them is an attack.
constexpr size_t kMaxHeaders = 200;
constexpr absl::string_view kDeadline = "the deadline passed";
constexpr absl::string_view kClosedUnanswered =
    "the connection was closed unanswered";
// Below the idle limits of servers: a connection that they are about to close
// turns a request into one of unknown outcome.
constexpr long kMaxIdleSeconds = 20;  // NOLINT: libcurl's type

long Millis(absl::Duration duration) {  // NOLINT: libcurl's type
  return static_cast<long>(
      std::max<int64_t>(1, absl::ToInt64Milliseconds(duration)));
}

// Visible ASCII: anything else could end the header and begin another.
bool IsHeaderSafe(absl::string_view token) {
  return std::all_of(token.begin(), token.end(),
                     [](char c) { return c > ' ' && c < '\x7f'; });
}

bool IsPrintable(absl::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return c >= ' ' && c < '\x7f'; });
}

}  // namespace

Handle::Handle(const Options& options, const base::Clock& clock)
    : options_(options), clock_(clock), curl_(curl_easy_init()) {}

Response Handle::Call(const Request& request) {
  request_ = &request;
  response_ = Response();
  form_read_ = bytes_sent_ = 0;
  started_ = head_whole_ = false;
  stopped_.clear();
  error_[0] = '\0';
  if (curl_ == nullptr) stopped_ = "out of memory";
  if (!IsHeaderSafe(request.bearer_token)) {
    stopped_ = "the token holds characters that no token has";
  }
  for (const auto& [name, value] : request.headers) {
    if (!IsHeaderSafe(name) || !IsPrintable(value)) {
      stopped_ = "a header holds characters that no header has";
    }
  }
  if (Remaining() <= absl::ZeroDuration()) stopped_ = std::string(kDeadline);
  if (!stopped_.empty()) return Judge(CURLE_ABORTED_BY_CALLBACK);
  SetUp(request);
  const CURLcode code = curl_easy_perform(curl_.get());
  ReleaseSockets();
  return Judge(code);
}

void Handle::SetUp(const Request& request) {
  CURL* const curl = curl_.get();
  curl_easy_reset(curl);  // keeps the connection
  const auto set = [curl](CURLoption option, auto value) {
    curl_easy_setopt(curl, option, value);
  };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_MAXCONNECTS, 1L);
  set(CURLOPT_MAXAGE_CONN, kMaxIdleSeconds);
  set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  if (!options_.ca_file.empty()) {
    set(CURLOPT_CAINFO, options_.ca_file.c_str());
  }
  // "" also turns off the proxies of the environment.  Through a tunnel a
  // proxy cannot repeat a request, it cannot even read it.
  set(CURLOPT_PROXY, options_.proxy.c_str());
  set(CURLOPT_HTTPPROXYTUNNEL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, Millis(options_.connect_timeout));
  set(CURLOPT_TIMEOUT_MS, Millis(Remaining()));
  set(CURLOPT_ERRORBUFFER, error_);
  SetUpMessage(request);
  SetUpHooks();
}

void Handle::SetUpMessage(const Request& request) {
  curl_slist* list = nullptr;
  std::vector<std::string> lines = {"Accept: application/json", "Expect:"};
  if (!request.bearer_token.empty()) {
    lines.push_back(
        absl::StrCat("Authorization: Bearer ", request.bearer_token));
  }
  if (!request.content_type.empty()) {
    lines.push_back(absl::StrCat("Content-Type: ", request.content_type));
  }
  for (const auto& [name, value] : request.headers) {
    lines.push_back(absl::StrCat(name, ": ", value));
  }
  for (const std::string& line : lines) {
    list = curl_slist_append(list, line.c_str());
  }
  headers_.reset(list);
  curl_easy_setopt(curl_.get(), CURLOPT_HTTPHEADER, headers_.get());
  if (request.method == "POST") {
    curl_easy_setopt(curl_.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(curl_.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.form.size()));
  } else if (request.method == "PUT") {
    curl_easy_setopt(curl_.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl_.get(), CURLOPT_INFILESIZE_LARGE,
                     static_cast<curl_off_t>(request.form.size()));
  } else if (request.method != "GET") {
    curl_easy_setopt(curl_.get(), CURLOPT_CUSTOMREQUEST,
                     request.method.c_str());
  }
}

void Handle::SetUpHooks() {
  curl_easy_setopt(curl_.get(), CURLOPT_PREREQFUNCTION, &OnBeforeRequest);
  curl_easy_setopt(curl_.get(), CURLOPT_PREREQDATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_READFUNCTION, &OnRead);
  curl_easy_setopt(curl_.get(), CURLOPT_READDATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_SEEKFUNCTION, &OnSeek);
  curl_easy_setopt(curl_.get(), CURLOPT_SEEKDATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_HEADERFUNCTION, &OnHeader);
  curl_easy_setopt(curl_.get(), CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(curl_.get(), CURLOPT_WRITEFUNCTION, &OnBody);
  curl_easy_setopt(curl_.get(), CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_DEBUGFUNCTION, &OnDebug);
  curl_easy_setopt(curl_.get(), CURLOPT_DEBUGDATA, this);
  // Without it OnDebug is not called; with OnDebug it prints nothing.
  curl_easy_setopt(curl_.get(), CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl_.get(), CURLOPT_XFERINFOFUNCTION, &OnProgress);
  curl_easy_setopt(curl_.get(), CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl_.get(), CURLOPT_OPENSOCKETFUNCTION, &OnOpenSocket);
  curl_easy_setopt(curl_.get(), CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(curl_.get(), CURLOPT_CLOSESOCKETFUNCTION, &OnCloseSocket);
  curl_easy_setopt(curl_.get(), CURLOPT_CLOSESOCKETDATA, this);
}

absl::Duration Handle::Remaining() const {
  return request_->deadline - clock_.SinceBoot();
}

// Runs on a connection that stands, right before the request is written.
int Handle::OnBeforeRequest(void* self, char*, char*, int, int) {
  auto& handle = *static_cast<Handle*>(self);
  if (handle.started_) {
    // libcurl found a kept-alive connection closed and turns to a fresh one.
    handle.stopped_ = std::string(kClosedUnanswered);
    return CURL_PREREQFUNC_ABORT;
  }
  const absl::Duration now = handle.clock_.SinceBoot();
  const absl::Duration remaining = handle.request_->deadline - now;
  if (remaining <= absl::ZeroDuration()) {
    handle.stopped_ = std::string(kDeadline);
    return CURL_PREREQFUNC_ABORT;
  }
  handle.BoundSockets(remaining);
  handle.started_ = true;
  handle.response_.first_byte = now;
  return CURL_PREREQFUNC_OK;
}

size_t Handle::OnRead(char* buffer, size_t size, size_t count, void* self) {
  auto& handle = *static_cast<Handle*>(self);
  if (handle.Remaining() <= absl::ZeroDuration()) {
    handle.stopped_ = std::string(kDeadline);
    return CURL_READFUNC_ABORT;
  }
  const std::string& form = handle.request_->form;
  const size_t bytes = std::min(size * count, form.size() - handle.form_read_);
  std::memcpy(buffer, form.data() + handle.form_read_, bytes);
  handle.form_read_ += bytes;
  return bytes;
}

// Called only to send the body again: never.
int Handle::OnSeek(void* self, curl_off_t, int) {
  static_cast<Handle*>(self)->stopped_ = std::string(kClosedUnanswered);
  return CURL_SEEKFUNC_FAIL;
}

size_t Handle::OnHeader(char* data, size_t size, size_t count, void* self) {
  static_cast<Handle*>(self)->ReadHeaderLine(
      absl::string_view(data, size * count));
  return size * count;
}

void Handle::ReadHeaderLine(absl::string_view line) {
  line = absl::StripAsciiWhitespace(line);
  if (absl::StartsWith(line, "HTTP/")) {
    // A new answer: what an interim one (1xx) said is void.
    response_.headers.clear();
    head_whole_ = false;
    response_.status = 0;
    const size_t space = line.find(' ');
    int status = 0;
    if (space != line.npos &&
        absl::SimpleAtoi(line.substr(space + 1, 3), &status)) {
      response_.status = status;
    }
    return;
  }
  if (line.empty()) head_whole_ = true;
  const size_t colon = line.find(':');
  if (colon == line.npos || response_.headers.size() >= kMaxHeaders) return;
  response_.headers.emplace_back(
      std::string(line.substr(0, colon)),
      std::string(absl::StripAsciiWhitespace(line.substr(colon + 1))));
}

size_t Handle::OnBody(char* data, size_t size, size_t count, void* self) {
  auto& handle = *static_cast<Handle*>(self);
  const size_t bytes = size * count;
  if (handle.response_.body.size() + bytes > handle.options_.max_body_bytes) {
    handle.stopped_ = absl::StrCat("the answer is longer than ",
                                   handle.options_.max_body_bytes, " bytes");
    return 0;
  }
  handle.response_.body.append(data, bytes);
  return bytes;
}

int Handle::OnDebug(CURL*, curl_infotype type, char*, size_t size, void* self) {
  auto& handle = *static_cast<Handle*>(self);
  // Before started_ the bytes are those of a proxy's CONNECT.
  if (handle.started_ &&
      (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)) {
    handle.bytes_sent_ += size;
  }
  return 0;
}

// libcurl's own timeout stops with the host's suspend, this one does not.
int Handle::OnProgress(void* self, curl_off_t, curl_off_t, curl_off_t,
                       curl_off_t) {
  auto& handle = *static_cast<Handle*>(self);
  if (handle.Remaining() > absl::ZeroDuration()) return 0;
  handle.stopped_ = std::string(kDeadline);
  return 1;
}

curl_socket_t Handle::OnOpenSocket(void* self, curlsocktype,
                                   struct curl_sockaddr* address) {
  const curl_socket_t fd = socket(
      address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (fd >= 0) static_cast<Handle*>(self)->sockets_.insert(fd);
  return fd;
}

int Handle::OnCloseSocket(void* self, curl_socket_t fd) {
  static_cast<Handle*>(self)->sockets_.erase(fd);
  return close(fd);
}

// Set here rather than on opening: a kept connection needs the new limit.
void Handle::BoundSockets(absl::Duration remaining) {
  const unsigned int user_timeout = static_cast<unsigned int>(std::min<int64_t>(
      Millis(remaining), absl::ToInt64Milliseconds(absl::Hours(1))));
  // Should libcurl give up, close() resets and drops what is not sent yet.
  const linger drop{.l_onoff = 1, .l_linger = 0};
  for (const curl_socket_t fd : sockets_) {
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &user_timeout,
               sizeof(user_timeout));
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &drop, sizeof(drop));
  }
}

void Handle::ReleaseSockets() {
  const linger keep{.l_onoff = 0, .l_linger = 0};
  for (const curl_socket_t fd : sockets_) {
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &keep, sizeof(keep));
  }
}

bool Handle::BytesLeft() const {
  long request_size = 0;  // NOLINT: libcurl's type
  curl_off_t uploaded = 0;
  curl_easy_getinfo(curl_.get(), CURLINFO_REQUEST_SIZE, &request_size);
  curl_easy_getinfo(curl_.get(), CURLINFO_SIZE_UPLOAD_T, &uploaded);
  return bytes_sent_ > 0 || request_size > 0 || uploaded > 0;
}

Response Handle::Judge(CURLcode code) {
  Response response = std::move(response_);
  if (code == CURLE_OK && head_whole_) {
    response.kind = Response::Kind::kAnswered;
    return response;
  }
  // Let through, the request counts as sent unless the very first write failed
  // and libcurl's three counts agree that the socket took nothing.
  const bool sent = started_ && (code != CURLE_SEND_ERROR || BytesLeft());
  response.kind = sent ? Response::Kind::kNoAnswer : Response::Kind::kNotSent;
  if (!sent) response.first_byte.reset();
  response.why = !stopped_.empty()   ? stopped_
                 : error_[0] != '\0' ? std::string(error_)
                 : code == CURLE_OK  ? "the answer was cut in its headers"
                                     : curl_easy_strerror(code);
  return response;
}

}  // namespace loa::platform::http
