#include "libs/clients/publication_feed.h"

#include <utility>

#include "libs/status/grpc_status.h"
#include "loa/content/v1/publication_watch_service.grpc.pb.h"

namespace loa::clients {

using content::v1::PublicationWatchService;
using content::v1::WatchPublicationsRequest;
using content::v1::WatchPublicationsResponse;

struct PublicationFeed::Stub {
  std::unique_ptr<PublicationWatchService::Stub> publications;
};

PublicationFeed::PublicationFeed(std::shared_ptr<grpc::Channel> content,
                                 rpc::TokenSource* tokens,
                                 PublicationSink& sink)
    : stub_(new Stub{PublicationWatchService::NewStub(std::move(content))}),
      sink_(sink),
      loop_("WatchPublications", tokens,
            [this](grpc::ClientContext& context, bool& progress) {
              return Run(context, progress);
            }) {}

PublicationFeed::~PublicationFeed() { Stop(); }

absl::Status PublicationFeed::Run(grpc::ClientContext& context,
                                  bool& progress) {
  ASSIGN_OR_RETURN(PublicationPosition position, sink_.Position());
  if (from_start_) position = PublicationPosition();
  WatchPublicationsRequest request;
  request.set_after_sequence(position.sequence);
  request.set_history_id(position.history_id);
  PublicationNews news;
  news.in_snapshot = news.begins_snapshot = position.sequence == 0;
  const auto stream = stub_->publications->WatchPublications(&context, request);
  WatchPublicationsResponse item;
  absl::Status applied;
  while (applied.ok() && stream->Read(&item)) {
    if (item.has_post()) {
      news.posts.push_back(std::move(*item.mutable_post()));
      continue;
    }
    if (!item.has_bookmark()) continue;  // an item of a later version
    news.ends_snapshot = item.bookmark().snapshot_complete();
    if (!news.in_snapshot || news.ends_snapshot) {
      news.position = {item.bookmark().sequence(),
                       item.bookmark().history_id()};
    }
    applied = sink_.Apply(news);
    if (!applied.ok()) break;
    progress = true;
    from_start_ = from_start_ && !news.ends_snapshot;
    const bool still = news.in_snapshot && !news.ends_snapshot;
    news = PublicationNews();
    news.in_snapshot = still;
  }
  if (!applied.ok()) context.TryCancel();
  const absl::Status status = status::FromGrpc(stream->Finish());
  if (absl::IsOutOfRange(status)) from_start_ = true;
  return applied.ok() ? status : applied;
}

}  // namespace loa::clients
