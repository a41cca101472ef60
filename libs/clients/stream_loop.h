#ifndef LOA_LIBS_CLIENTS_STREAM_LOOP_H_
#define LOA_LIBS_CLIENTS_STREAM_LOOP_H_

#include <grpcpp/client_context.h>

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/background.h"
#include "libs/rpc/client_call.h"

namespace loa::clients {

// Keeps one server stream open on a thread of its own: opens it, and again
// after it ends, with a growing, jittered pause while it fails.  A stream that
// brought something starts the pauses anew.
class StreamLoop : public rpc::Background {
 public:
  // Opens the stream with `context`, reads it to its end and returns its
  // status; sets `progress` once something was read.
  using Run =
      std::function<absl::Status(grpc::ClientContext& context, bool& progress)>;

  // `name` is for the log; `tokens` may be null (tests) and outlives it.
  StreamLoop(absl::string_view name, rpc::TokenSource* tokens, Run run);
  ~StreamLoop() override;  // Stop()

  void Start() override;
  void Stop() override;

 private:
  void Loop(std::stop_token stop);
  absl::Status RunOnce(std::stop_token stop, bool& progress);

  const std::string name_;
  rpc::TokenSource* const tokens_;
  const Run run_;
  std::jthread thread_;
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_STREAM_LOOP_H_
