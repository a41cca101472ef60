#ifndef LOA_TOOLS_PAGESIM_HTTP_SERVER_H_
#define LOA_TOOLS_PAGESIM_HTTP_SERVER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/mutex.h"

namespace loa::pagesim {

using Parameters = std::map<std::string, std::string>;

struct Request {
  std::string method;
  std::string path;    // decoded, without the query
  Parameters query;    // decoded; of repeated names the last
  Parameters headers;  // names in lower case
  std::string body;    // at most 8 MiB
  int64_t connection;  // which connection, counted from 1
  int64_t nth;         // which request on it; above 1 it was kept alive

  // The body as a form, of either type that forms have; a field of the query
  // stands in for an absent one.
  std::string Field(const std::string& name) const;
};

struct Reply {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // Closes the connection instead of answering.
  bool close_unanswered = false;
};

// HTTP/1.1 with kept-alive connections, one thread each.  It is our own
// because the faults need what server libraries hide: to know that a
// connection is being reused, and to close it after reading a request without
// writing a byte.
class HttpServer {
 public:
  using Handler = std::function<Reply(const Request&)>;

  // Listens on "host:port"; port 0 takes a free one.  `handler` is called
  // from many threads.  Errors: INVALID_ARGUMENT, UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(
      absl::string_view listen, Handler handler);

  // Closes every connection, answered or not, and waits for the threads.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const { return port_; }

 private:
  HttpServer(int listener, int port, Handler handler);
  void Accept();
  void Serve(int fd, int64_t connection);
  void JoinEnded() LOA_EXCLUDES(mutex_);

  const int listener_;
  const int port_;
  const Handler handler_;
  base::Mutex mutex_;
  base::CondVar idle_;
  bool stopping_ LOA_GUARDED_BY(mutex_) = false;
  // A thread a connection, by its descriptor; then those to be joined, since
  // what a detached one holds at the end of the process would look leaked.
  std::map<int, std::thread> open_ LOA_GUARDED_BY(mutex_);
  std::vector<std::thread> ended_ LOA_GUARDED_BY(mutex_);
  std::thread acceptor_;
};

// The parts of a multipart/form-data body by their names; what is cut or no
// such body has none.
Parameters ParseMultipart(absl::string_view content_type,
                          absl::string_view body);

// Decodes "a=1&b=x%20y+z".
Parameters ParseForm(absl::string_view form);

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_HTTP_SERVER_H_
