#ifndef LOA_LIBS_RPC_INGEST_H_
#define LOA_LIBS_RPC_INGEST_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/call.h"
#include "libs/rpc/call_env.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/validate.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {

// What one ingest takes.
struct IngestLimits {
  int max_messages = 0;
  int64_t max_bytes = int64_t{64} << 20;  // held in memory at once
  // What a stream of more messages is told; OK: STREAM_TOO_LONG.
  absl::Status too_many = absl::OkStatus();
  // What a stream of more bytes is told; OK: STREAM_TOO_LONG.
  absl::Status too_large = absl::OkStatus();
  // Whether the first message that breaks a field rule ends the stream.  False
  // for a handler that checks the messages itself (CollectViolations), to name
  // every bad one.
  bool validate = true;
};

// The reactor of one client stream.  One party works at a time: gRPC reads a
// message, or a task on the executor checks access or runs the handler; so
// there is nothing to lock.
template <typename Req, typename Resp, typename Handler>
class IngestStream final : public grpc::ServerReadReactor<Req> {
 public:
  IngestStream(const CallEnv& env, grpc::CallbackServerContext* grpc,
               Resp* response, IngestLimits limits, Handler handler)
      : grpc_(grpc),
        call_(env, grpc, RulesOf(Req::descriptor())),
        response_(response),
        limits_(std::move(limits)),
        handler_(std::move(handler)) {}

  void Begin() {
    if (absl::Status status = call_.Authenticate(); !status.ok()) {
      return End(status);
    }
    Read();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return OnStreamEnd();
    if (absl::Status status = Take(); !status.ok()) return End(status);
    if (received_.size() > 1) return Read();
    Run([this] {
      absl::Status status = call_.CheckAccess(received_[0]);
      if (!status.ok()) return End(status);
      Read();
    });
  }

  void OnDone() override { delete this; }

 private:
  // A field number that no message of ours has.  It marks the message before a
  // read: parsing clears it, so a failed read that left it is the stream's
  // end, and one that did not is a message that could not be read.
  static constexpr int kUntouched = 536870911;

  void Read() {
    incoming_.Clear();
    Unknown().AddVarint(kUntouched, 1);
    this->StartRead(&incoming_);
  }

  google::protobuf::UnknownFieldSet& Unknown() {
    return *incoming_.GetReflection()->MutableUnknownFields(&incoming_);
  }

  void OnStreamEnd() {
    const bool untouched = Unknown().field_count() == 1 &&
                           Unknown().field(0).number() == kUntouched;
    if (grpc_->IsCancelled()) return End(Cancelled());
    if (!untouched) return End(RequestUnreadable());
    if (received_.empty()) {
      return End(FieldInvalid("[0]", "the stream holds no message",
                              "lần gửi này không có mục nào"));
    }
    Run([this] { End(Handle()); });
  }

  absl::Status Take() {
    const std::string prefix = absl::StrCat("[", received_.size(), "]");
    bytes_ += static_cast<int64_t>(incoming_.ByteSizeLong());
    const bool too_many =
        static_cast<int>(received_.size()) == limits_.max_messages;
    const bool too_large = bytes_ > limits_.max_bytes;
    if (too_many && !limits_.too_many.ok()) return limits_.too_many;
    if (too_large && !limits_.too_large.ok()) return limits_.too_large;
    if (too_many || too_large) {
      return StreamTooLong(limits_.max_messages, limits_.max_bytes);
    }
    std::vector<FieldViolation> violations;
    if (limits_.validate) CollectViolations(incoming_, prefix, violations);
    if (!violations.empty()) return FieldsInvalid(violations);
    if (call_.rules().has_output_only) ClearOutputOnly(incoming_);
    received_.push_back(std::move(incoming_));
    return absl::OkStatus();
  }

  absl::Status Handle() {
    RETURN_IF_ERROR(call_.CheckDeadline());
    ASSIGN_OR_RETURN(*response_, handler_(call_.context(), received_));
    return absl::OkStatus();
  }

  template <typename Task>
  void Run(Task task) {
    if (!call_.env().executor.TrySubmit(std::move(task))) End(Overloaded());
  }

  void End(const absl::Status& status) { this->Finish(call_.End(status)); }

  grpc::CallbackServerContext* const grpc_;
  Call call_;
  Resp* const response_;
  const IngestLimits limits_;
  Handler handler_;
  Req incoming_;
  std::vector<Req> received_;
  int64_t bytes_ = 0;
};

// Turns a plain handler into a client-streaming RPC: collects the messages, up
// to the limits, then calls `handler(const RequestContext&, const
// std::vector<Req>&)` -> absl::StatusOr<Resp> once, on the executor.  Access is
// checked on the first message, before the second is read.
//
//   return rpc::Ingest<ImportUnitsRequest>(
//       env_, grpc, response, {.max_messages = kMaxRows},
//       std::bind_front(&Units::Import, &units_));
template <typename Req, typename Resp, typename Handler>
grpc::ServerReadReactor<Req>* Ingest(const CallEnv& env,
                                     grpc::CallbackServerContext* grpc,
                                     Resp* response, IngestLimits limits,
                                     Handler handler) {
  auto* stream = new IngestStream<Req, Resp, Handler>(
      env, grpc, response, std::move(limits), std::move(handler));
  stream->Begin();
  return stream;  // deletes itself in OnDone
}

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_INGEST_H_
