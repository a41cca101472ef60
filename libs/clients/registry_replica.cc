#include "libs/clients/registry_replica.h"

#include <utility>

#include "libs/clients/errors.h"
#include "libs/status/grpc_status.h"
#include "loa/units/v1/registry_service.grpc.pb.h"

namespace loa::clients {

using units::v1::RegistryService;
using units::v1::WatchRegistryRequest;
using units::v1::WatchRegistryResponse;

struct RegistryReplica::Stub {
  std::unique_ptr<RegistryService::Stub> registry;
};

RegistryReplica::RegistryReplica(std::shared_ptr<grpc::Channel> units,
                                 rpc::TokenSource* tokens,
                                 const base::Clock& clock)
    : stub_(new Stub{RegistryService::NewStub(std::move(units))}),
      clock_(clock),
      loop_("WatchRegistry", tokens,
            [this](grpc::ClientContext& context, bool& progress) {
              return Run(context, progress);
            }) {}

RegistryReplica::~RegistryReplica() { Stop(); }

std::shared_ptr<const RegistryView> RegistryReplica::View() const {
  base::MutexLock lock(mutex_);
  return view_;
}

std::shared_ptr<const auth::AccessView> RegistryReplica::Current() const {
  static const auto& nothing =
      *new std::shared_ptr<const RegistryView>(new RegistryView);
  std::shared_ptr<const RegistryView> view = View();
  return view == nullptr ? nothing : view;
}

absl::Status RegistryReplica::Ready() const {
  return View() == nullptr ? RegistryNotSynced() : absl::OkStatus();
}

absl::Duration RegistryReplica::Lag() const {
  base::MutexLock lock(mutex_);
  return clock_.SinceBoot() - seen_;
}

void RegistryReplica::AddListener(std::function<void()> listener) {
  listeners_.push_back(std::move(listener));
}

absl::Status RegistryReplica::Run(grpc::ClientContext& context,
                                  bool& progress) {
  // What an interrupted stream sent after its last bookmark comes again.  The
  // old view keeps serving while a snapshot replaces it.
  const std::shared_ptr<const RegistryView> base = resume_ ? View() : nullptr;
  draft_.Begin(base);
  WatchRegistryRequest request;
  if (base != nullptr) {
    request.set_after_sequence(base->sequence());
    request.set_history_id(base->history_id());
  }
  const auto stream = stub_->registry->WatchRegistry(&context, request);
  WatchRegistryResponse item;
  while (stream->Read(&item)) {
    progress = true;
    if (auto view = draft_.Take(item)) Take(std::move(view));
  }
  const absl::Status status = status::FromGrpc(stream->Finish());
  if (absl::IsOutOfRange(status)) resume_ = false;
  return status;
}

void RegistryReplica::Take(std::shared_ptr<const RegistryView> view) {
  bool changed = false;
  resume_ = true;
  {
    base::MutexLock lock(mutex_);
    changed = view != view_;
    view_ = std::move(view);
    seen_ = clock_.SinceBoot();
  }
  if (!changed) return;
  for (const auto& listener : listeners_) listener();
}

}  // namespace loa::clients
