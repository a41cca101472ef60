#ifndef LOA_LIBS_CLIENTS_PUBLICATION_FEED_H_
#define LOA_LIBS_CLIENTS_PUBLICATION_FEED_H_

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/clients/stream_loop.h"
#include "libs/rpc/background.h"
#include "libs/rpc/client_call.h"
#include "loa/content/v1/publication_watch_service.pb.h"

namespace loa::clients {

// Where a service is in the stream of content's news.
struct PublicationPosition {
  int64_t sequence = 0;  // 0: at the beginning, so a snapshot comes
  std::string history_id;
};

// What came between two bookmarks.
struct PublicationNews {
  std::vector<content::v1::VisiblePost> posts;
  // Part of a snapshot: what the whole of it does not name does not exist.
  bool in_snapshot = false;
  bool begins_snapshot = false;  // the first part
  bool ends_snapshot = false;    // the last part
  // Where the stream goes on after it.  In the middle of a snapshot it cannot:
  // the position there is the beginning.
  PublicationPosition position;
};

// What is done with the news.  Called on the feed's thread.
class PublicationSink {
 public:
  virtual ~PublicationSink() = default;
  // The position as it was stored last.
  virtual absl::StatusOr<PublicationPosition> Position() = 0;
  // Applies the news and stores their position in the same transaction.  News
  // may come again and must then change nothing.  An error ends the stream; it
  // is opened again from the stored position.
  virtual absl::Status Apply(const PublicationNews& news) = 0;
};

// Brings content's news of what pages show to a sink, each at least once, in
// order.  When content refuses the position (CURSOR_GONE) a snapshot comes.
class PublicationFeed : public rpc::Background {
 public:
  // `tokens` may be null (tests).  `tokens` and `sink` outlive it.
  PublicationFeed(std::shared_ptr<grpc::Channel> content,
                  rpc::TokenSource* tokens, PublicationSink& sink);
  ~PublicationFeed() override;

  void Start() override { loop_.Start(); }
  void Stop() override { loop_.Stop(); }

 private:
  struct Stub;
  absl::Status Run(grpc::ClientContext& context, bool& progress);

  const std::unique_ptr<Stub> stub_;
  PublicationSink& sink_;
  bool from_start_ = false;  // the loop's thread only
  StreamLoop loop_;
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_PUBLICATION_FEED_H_
