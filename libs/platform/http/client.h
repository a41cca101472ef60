#ifndef LOA_LIBS_PLATFORM_HTTP_CLIENT_H_
#define LOA_LIBS_PLATFORM_HTTP_CLIENT_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"

namespace loa::platform::http {

struct Options {
  // "http://host:port" of a forward proxy, reached by CONNECT; "" for none.
  std::string proxy;
  // PEM file of the authorities to trust; "" for the system's.
  std::string ca_file;
  absl::Duration connect_timeout = absl::Seconds(5);
  // An answer with a longer body counts as unreadable.
  size_t max_body_bytes = size_t{1} << 20;
  // Connections that are kept for the next call.
  size_t max_idle = 16;
};

struct Request {
  std::string method;  // "GET", "POST", "PUT", "DELETE"
  std::string url;
  std::string bearer_token;  // "" for none
  std::string form;          // the body; POST and PUT only
  // Of the body; "": application/x-www-form-urlencoded.
  std::string content_type;
  // More headers, of printable ASCII.
  std::vector<std::pair<std::string, std::string>> headers;
  // A reading of base::Clock::SinceBoot(): no byte leaves after it.
  absl::Duration deadline;
};

struct Response {
  enum class Kind {
    kNotSent,   // no byte of the request was handed to the socket
    kAnswered,  // a whole answer was read
    kNoAnswer,  // bytes were or may have been handed over; no whole answer
  };
  Kind kind = Kind::kNoAnswer;
  int status = 0;  // of the last status line read, 0 for none
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string why;  // kNotSent and kNoAnswer
  // SinceBoot() just before the first byte; nullopt for kNotSent.
  std::optional<absl::Duration> first_byte;
};

class Handle;

// Makes HTTP/1.1 calls, each at most once: no redirect is followed, nothing is
// repeated on a fresh connection (libcurl would, when a kept-alive one was
// closed unanswered), a proxy sees CONNECT only.  Blocking; thread-safe.
class Client {
 public:
  // `clock` outlives the client.
  Client(Options options, const base::Clock& clock);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Response Call(const Request& request);

 private:
  std::unique_ptr<Handle> Take();
  void GiveBack(std::unique_ptr<Handle> handle);

  const Options options_;
  const base::Clock& clock_;
  base::Mutex mutex_;
  std::vector<std::unique_ptr<Handle>> idle_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::platform::http

#endif  // LOA_LIBS_PLATFORM_HTTP_CLIENT_H_
