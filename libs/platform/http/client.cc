#include "libs/platform/http/client.h"

#include <curl/curl.h>

#include "libs/platform/http/handle.h"

namespace loa::platform::http {
namespace {

// libcurl's own set-up is not thread-safe; a function-local static is.
void StartCurl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)started;
}

}  // namespace

Client::Client(Options options, const base::Clock& clock)
    : options_(std::move(options)), clock_(clock) {
  StartCurl();
}

Client::~Client() = default;

Response Client::Call(const Request& request) {
  std::unique_ptr<Handle> handle = Take();
  Response response = handle->Call(request);
  GiveBack(std::move(handle));
  return response;
}

std::unique_ptr<Handle> Client::Take() {
  base::MutexLock lock(mutex_);
  if (idle_.empty()) return std::make_unique<Handle>(options_, clock_);
  // The one used last: its connection is the least likely to have been closed.
  std::unique_ptr<Handle> handle = std::move(idle_.back());
  idle_.pop_back();
  return handle;
}

void Client::GiveBack(std::unique_ptr<Handle> handle) {
  base::MutexLock lock(mutex_);
  if (idle_.size() < options_.max_idle) idle_.push_back(std::move(handle));
}

}  // namespace loa::platform::http
