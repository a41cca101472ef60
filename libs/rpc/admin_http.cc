#include "libs/rpc/admin_http.h"

#include <httplib.h>

#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"

namespace loa::rpc {
namespace {

constexpr char kPlain[] = "text/plain; charset=utf-8";
constexpr char kPrometheus[] = "text/plain; version=0.0.4; charset=utf-8";
constexpr int kThreads = 2;
constexpr int kServiceUnavailable = 503;

class HttplibAdmin : public AdminHttp {
 public:
  explicit HttplibAdmin(Pages pages) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server_.Get("/livez", [](const httplib::Request&, httplib::Response& out) {
      out.set_content("ok\n", kPlain);
    });
    server_.Get("/readyz",
                [pages](const httplib::Request&, httplib::Response& out) {
                  if (!pages.ready()) out.status = kServiceUnavailable;
                  out.set_content(pages.readiness(), kPlain);
                });
    server_.Get("/metrics",
                [pages](const httplib::Request&, httplib::Response& out) {
                  out.set_content(pages.metrics(), kPrometheus);
                });
  }

  ~HttplibAdmin() override {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  bool Listen(const std::string& host, int port) {
    port_ = port == 0 ? server_.bind_to_any_port(host)
                      : (server_.bind_to_port(host, port) ? port : -1);
    if (port_ <= 0) return false;
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    // stop() before the loop runs would be lost.
    while (!server_.is_running()) std::this_thread::yield();
    return true;
  }

  int port() const override { return port_; }

 private:
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<AdminHttp>> AdminHttp::Start(
    const std::string& host, int port, Pages pages) {
  auto admin = std::make_unique<HttplibAdmin>(std::move(pages));
  if (!admin->Listen(host, port)) {
    return ListenFailed(absl::StrCat(host, ":", port));
  }
  return admin;
}

}  // namespace loa::rpc
