#ifndef LOA_LIBS_RPC_DOWNLOAD_H_
#define LOA_LIBS_RPC_DOWNLOAD_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/validate.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {

// The reactor of one answer in pieces.  One party works at a time: a task on
// the executor asks the handler, then gRPC writes; nothing is to be locked.
template <typename Req, typename Resp, typename Handler>
class DownloadStream final : public grpc::ServerWriteReactor<Resp> {
 public:
  DownloadStream(const CallEnv& env, grpc::CallbackServerContext* grpc,
                 const Req& request, Handler handler)
      : call_(env, grpc, RulesOf(Req::descriptor())),
        request_(request),
        handler_(std::move(handler)) {}

  void Begin() {
    if (absl::Status status = call_.Authenticate(); !status.ok()) {
      return End(status);
    }
    const auto ask = [this] {
      const absl::Status status = Ask();
      return status.ok() ? WriteNext() : End(status);
    };
    if (!call_.env().executor.TrySubmit(ask)) End(Overloaded());
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return End(Cancelled());
    ++next_;
    WriteNext();
  }

  void OnDone() override { delete this; }

 private:
  absl::Status Ask() {
    RETURN_IF_ERROR(Validate(request_));
    RETURN_IF_ERROR(call_.CheckAccess(request_));
    RETURN_IF_ERROR(call_.CheckDeadline());
    ASSIGN_OR_RETURN(pieces_, handler_(call_.context(), request_));
    return absl::OkStatus();
  }

  void WriteNext() {
    if (next_ == pieces_.size()) return End(absl::OkStatus());
    this->StartWrite(&pieces_[next_]);
  }

  void End(const absl::Status& status) { this->Finish(call_.End(status)); }

  Call call_;
  const Req request_;
  Handler handler_;
  std::vector<Resp> pieces_;
  size_t next_ = 0;
};

// Turns a plain handler whose answer is longer than one message may be into a
// server-streaming RPC that ends: `handler(const RequestContext&, const Req&)`
// -> absl::StatusOr<std::vector<Resp>> runs once, on the executor, and no
// thread is held while its pieces are written.  For streams that go on for as
// long as there is news see watch.h.
//
//   return rpc::Download<DownloadMediaResponse>(
//       env_, grpc, request,
//       std::bind_front(&Media::DownloadMedia, &media_));
template <typename Resp, typename Req, typename Handler>
grpc::ServerWriteReactor<Resp>* Download(const CallEnv& env,
                                         grpc::CallbackServerContext* grpc,
                                         const Req* request, Handler handler) {
  auto* stream = new DownloadStream<Req, Resp, Handler>(env, grpc, *request,
                                                        std::move(handler));
  stream->Begin();
  return stream;  // deletes itself in OnDone
}

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_DOWNLOAD_H_
