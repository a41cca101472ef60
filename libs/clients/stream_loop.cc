#include "libs/clients/stream_loop.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/random/random.h"
#include "libs/base/log.h"

namespace loa::clients {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

// Half to all of `pause`, cut short by `stop`.
void Pause(absl::Duration pause, std::stop_token stop) {
  thread_local absl::BitGen random;
  std::mutex mutex;
  std::unique_lock<std::mutex> lock(mutex);
  std::condition_variable_any never;
  never.wait_for(
      lock, stop,
      absl::ToChronoNanoseconds(pause * absl::Uniform(random, 0.5, 1.0)),
      [] { return false; });
}

}  // namespace

StreamLoop::StreamLoop(absl::string_view name, rpc::TokenSource* tokens,
                       Run run)
    : name_(name), tokens_(tokens), run_(std::move(run)) {}

StreamLoop::~StreamLoop() { Stop(); }

void StreamLoop::Start() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](std::stop_token stop) { Loop(stop); });
}

void StreamLoop::Stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void StreamLoop::Loop(std::stop_token stop) {
  absl::Duration pause = kFirstPause;
  while (!stop.stop_requested()) {
    bool progress = false;
    const absl::Status status = RunOnce(stop, progress);
    if (stop.stop_requested()) return;
    if (progress) pause = kFirstPause;
    base::Log(base::Severity::kInfo, "stream ended",
              {{"stream", name_}, {"status", status.ToString()}});
    Pause(pause, stop);
    pause = std::min(pause * 2, kLongestPause);
  }
}

absl::Status StreamLoop::RunOnce(std::stop_token stop, bool& progress) {
  grpc::ClientContext context;
  rpc::CallOptions options;
  options.timeout = absl::InfiniteDuration();
  options.tokens = tokens_;
  RETURN_IF_ERROR(rpc::PrepareCall(options, context));
  std::stop_callback cancel(stop, [&context] { context.TryCancel(); });
  return run_(context, progress);
}

}  // namespace loa::clients
