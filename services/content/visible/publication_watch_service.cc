#include "services/content/visible/publication_watch_service.h"

#include <functional>

#include "libs/rpc/watch.h"
#include "loa/content/v1/publication_watch_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::PublicationWatchService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, rpc::WatchHub& hub,
            PublicationWatch& watch)
      : env_(env), hub_(hub), watch_(watch) {}

  grpc::ServerWriteReactor<v1::WatchPublicationsResponse>* WatchPublications(
      grpc::CallbackServerContext* grpc,
      const v1::WatchPublicationsRequest* request) override {
    return rpc::Watch<v1::WatchPublicationsResponse>(
        env_, hub_, grpc, request,
        std::bind_front(&PublicationWatch::WatchPublications, &watch_));
  }

 private:
  const rpc::CallEnv& env_;
  rpc::WatchHub& hub_;
  PublicationWatch& watch_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPublicationWatchService(
    const rpc::CallEnv& env, rpc::WatchHub& hub, PublicationWatch& watch) {
  return std::make_unique<Transport>(env, hub, watch);
}

}  // namespace loa::content
