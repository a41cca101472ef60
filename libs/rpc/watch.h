#ifndef LOA_LIBS_RPC_WATCH_H_
#define LOA_LIBS_RPC_WATCH_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/mutex.h"
#include "libs/rpc/call.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/validate.h"
#include "libs/rpc/watch_hub.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {

// What a watch stream sends.  Used by one thread at a time.
template <typename T>
class WatchSource {
 public:
  virtual ~WatchSource() = default;
  // The next items, in order; empty: nothing new.  Runs on the executor, at
  // the start, after every batch that was sent and after every wake of the
  // hub.  An error ends the stream.
  virtual absl::StatusOr<std::vector<T>> Next() = 0;
};

// The reactor of one watch stream.  It holds an executor thread only while
// Next() runs, and has one write in flight.  `working_` says that somebody (a
// queued task, a running task or a write) will go on; whoever goes idle looks
// at `end_` and `dirty_` first, so Finish is called once and by one party.
template <typename Req, typename Resp, typename Start>
class WatchStream final
    : public grpc::ServerWriteReactor<Resp>,
      public Watcher,
      public std::enable_shared_from_this<WatchStream<Req, Resp, Start>> {
 public:
  WatchStream(const CallEnv& env, WatchHub& hub,
              grpc::CallbackServerContext* grpc, const Req& request,
              Start start)
      : hub_(hub),
        call_(env, grpc, RulesOf(Req::descriptor()), absl::InfiniteDuration()),
        request_(request),
        start_(std::move(start)) {}

  // gRPC's side of the ownership, until OnDone.
  void Begin() {
    self_ = this->shared_from_this();
    if (absl::Status status = call_.Authenticate(); !status.ok()) {
      return FinishWith(status);
    }
    if (!Submit()) FinishWith(Overloaded());
  }

  void Wake() override {
    {
      base::MutexLock lock(mutex_);
      if (finished_ || end_.has_value()) return;
      dirty_ = true;
      if (working_) return;
      working_ = true;
    }
    Continue();
  }

  void End(const absl::Status& status) override {
    {
      base::MutexLock lock(mutex_);
      if (finished_ || end_.has_value()) return;
      end_ = status;
      if (working_) return;
      working_ = true;
    }
    Continue();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return FinishWith(Cancelled());
    ++next_;
    const bool ending = [&] {
      base::MutexLock lock(mutex_);
      dirty_ = true;  // there may be more than one batch
      return end_.has_value();
    }();
    if (!ending && next_ < batch_.size()) {
      return this->StartWrite(&batch_[next_]);
    }
    Continue();
  }

  void OnCancel() override { End(Cancelled()); }
  void OnDone() override { self_.reset(); }

 private:
  bool Submit() {
    return call_.env().executor.TrySubmit(
        [self = this->shared_from_this()] { self->Look(); });
  }

  // On the executor: asks the source and sends what it has.
  void Look() {
    absl::Status status = Ask();
    if (!status.ok()) return FinishWith(status);
    if (batch_.empty()) return Continue();
    next_ = 0;
    this->StartWrite(&batch_[0]);
  }

  absl::Status Ask() {
    if (source_ == nullptr) RETURN_IF_ERROR(Open());
    ASSIGN_OR_RETURN(batch_, source_->Next());
    return absl::OkStatus();
  }

  absl::Status Open() {
    RETURN_IF_ERROR(Validate(request_));
    RETURN_IF_ERROR(call_.CheckAccess(request_));
    ASSIGN_OR_RETURN(source_, start_(call_.context(), request_));
    return hub_.Add(this->shared_from_this());
  }

  // Goes on after a step: ends, looks again, or becomes idle.
  void Continue() {
    std::optional<absl::Status> end;
    {
      base::MutexLock lock(mutex_);
      end = end_;
      if (!end.has_value() && !dirty_) {
        working_ = false;
        return;
      }
      dirty_ = false;
    }
    if (end.has_value()) return FinishWith(*end);
    if (Submit()) return;
    // Overloaded: the hub's next poll tries again.
    {
      base::MutexLock lock(mutex_);
      end = end_;
      if (!end.has_value()) working_ = false;
    }
    if (end.has_value()) FinishWith(*end);
  }

  void FinishWith(const absl::Status& status) {
    {
      base::MutexLock lock(mutex_);
      if (finished_) return;
      finished_ = true;
    }
    this->Finish(call_.End(status));
  }

  WatchHub& hub_;
  Call call_;
  const Req request_;
  Start start_;
  std::shared_ptr<WatchStream> self_;
  // Touched by whoever is working.
  std::unique_ptr<WatchSource<Resp>> source_;
  std::vector<Resp> batch_;
  size_t next_ = 0;

  base::Mutex mutex_;
  bool working_ LOA_GUARDED_BY(mutex_) = true;
  bool dirty_ LOA_GUARDED_BY(mutex_) = false;
  bool finished_ LOA_GUARDED_BY(mutex_) = false;
  std::optional<absl::Status> end_ LOA_GUARDED_BY(mutex_);
};

// Turns a source of news into a server-streaming RPC.  `start(const
// RequestContext&, const Req&)` runs on the executor and returns
// absl::StatusOr<std::unique_ptr<WatchSource<Resp>>>.
//
//   grpc::ServerWriteReactor<WatchRegistryResponse>* WatchRegistry(
//       grpc::CallbackServerContext* grpc,
//       const WatchRegistryRequest* request) override {
//     return rpc::Watch<WatchRegistryResponse>(
//         env_, hub_, grpc, request,
//         std::bind_front(&Registry::Watch, &registry_));
//   }
//
// The stream lasts until the caller goes, the source fails or the server
// drains; a watch has no default deadline.
template <typename Resp, typename Req, typename Start>
grpc::ServerWriteReactor<Resp>* Watch(const CallEnv& env, WatchHub& hub,
                                      grpc::CallbackServerContext* grpc,
                                      const Req* request, Start start) {
  auto stream = std::make_shared<WatchStream<Req, Resp, Start>>(
      env, hub, grpc, *request, std::move(start));
  stream->Begin();
  return stream.get();  // alive until OnDone, which follows the return
}

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_WATCH_H_
