#ifndef LOA_LIBS_PLATFORM_HTTP_HANDLE_H_
#define LOA_LIBS_PLATFORM_HTTP_HANDLE_H_

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <set>
#include <string>

#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/platform/http/client.h"

namespace loa::platform::http {

// One libcurl easy handle with the one connection that it keeps alive.  Used
// by one thread at a time.
class Handle {
 public:
  Handle(const Options& options, const base::Clock& clock);

  Response Call(const Request& request);

 private:
  struct Free {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  // libcurl's hooks; `self` is the Handle.
  static int OnBeforeRequest(void* self, char*, char*, int, int);
  static size_t OnRead(char* buffer, size_t size, size_t count, void* self);
  static int OnSeek(void* self, curl_off_t, int);
  static size_t OnHeader(char* data, size_t size, size_t count, void* self);
  static size_t OnBody(char* data, size_t size, size_t count, void* self);
  static int OnDebug(CURL*, curl_infotype type, char*, size_t size, void* self);
  static int OnProgress(void* self, curl_off_t, curl_off_t, curl_off_t,
                        curl_off_t);
  static curl_socket_t OnOpenSocket(void* self, curlsocktype,
                                    struct curl_sockaddr* address);
  static int OnCloseSocket(void* self, curl_socket_t socket);

  void SetUp(const Request& request);
  void SetUpMessage(const Request& request);
  void SetUpHooks();
  void ReadHeaderLine(absl::string_view line);
  // Bounds what the kernel may still do for this call on its own.
  void BoundSockets(absl::Duration remaining);
  void ReleaseSockets();
  absl::Duration Remaining() const;
  bool BytesLeft() const;
  Response Judge(CURLcode code);

  const Options options_;
  const base::Clock& clock_;
  // Before curl_: closing the connection calls OnCloseSocket.
  std::set<curl_socket_t> sockets_;
  std::unique_ptr<CURL, Free> curl_;

  // The call being made.
  std::unique_ptr<curl_slist, Free> headers_;
  const Request* request_ = nullptr;
  Response response_;
  size_t form_read_ = 0;     // bytes of the form that libcurl took
  size_t bytes_sent_ = 0;    // bytes that the socket took, as libcurl reports
  bool started_ = false;     // the request was let through to the socket
  bool head_whole_ = false;  // the empty line after the headers was read
  std::string stopped_;      // why a hook ended the call
  char error_[CURL_ERROR_SIZE] = {};
};

}  // namespace loa::platform::http

#endif  // LOA_LIBS_PLATFORM_HTTP_HANDLE_H_
