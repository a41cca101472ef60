#include "libs/clients/publication_feed.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/mutex.h"
#include "loa/content/v1/publication_watch_service.grpc.pb.h"

namespace loa::clients {
namespace {

using content::v1::PublicationWatchService;
using content::v1::WatchPublicationsRequest;
using content::v1::WatchPublicationsResponse;
using ::testing::ElementsAre;

using Writer = grpc::ServerWriter<WatchPublicationsResponse>;

void Tell(Writer& writer, const std::string& post) {
  WatchPublicationsResponse item;
  item.mutable_post()->set_name(post);
  writer.Write(item);
}

void Bookmark(Writer& writer, int64_t sequence, bool snapshot_complete) {
  WatchPublicationsResponse item;
  item.mutable_bookmark()->set_sequence(sequence);
  item.mutable_bookmark()->set_history_id("h");
  item.mutable_bookmark()->set_snapshot_complete(snapshot_complete);
  writer.Write(item);
}

// History "h": a snapshot of a, b and c in two parts at 5; then d at 6.
class Publications : public PublicationWatchService::Service {
 public:
  grpc::Status WatchPublications(grpc::ServerContext*,
                                 const WatchPublicationsRequest* request,
                                 Writer* writer) override {
    if (request->after_sequence() > 0 && request->history_id() != "h") {
      return {grpc::StatusCode::OUT_OF_RANGE, "other history"};
    }
    if (request->after_sequence() == 0) {
      Tell(*writer, "a");
      Tell(*writer, "b");
      Bookmark(*writer, 3, false);
      Tell(*writer, "c");
      Bookmark(*writer, 5, true);
    }
    Tell(*writer, "d");
    Bookmark(*writer, 6, false);
    return grpc::Status::OK;
  }
};

class MemorySink : public PublicationSink {
 public:
  absl::StatusOr<PublicationPosition> Position() override {
    base::MutexLock lock(mutex_);
    return position_;
  }
  absl::Status Apply(const PublicationNews& news) override {
    base::MutexLock lock(mutex_);
    if (failures_-- > 0) return absl::UnavailableError("the database is away");
    std::string told = news.begins_snapshot ? "[" : "";
    for (const auto& post : news.posts) told += post.name();
    absl::StrAppend(&told, news.ends_snapshot ? "]" : "", "@",
                    news.position.sequence);
    told_.push_back(told);
    position_ = news.position;
    return absl::OkStatus();
  }

  void Begin(PublicationPosition position, int failures) {
    base::MutexLock lock(mutex_);
    position_ = std::move(position);
    failures_ = failures;
  }
  std::vector<std::string> AwaitEnd() {
    for (;;) {
      {
        base::MutexLock lock(mutex_);
        if (position_.sequence == 6 && position_.history_id == "h") {
          return told_;
        }
      }
      std::this_thread::yield();
    }
  }

 private:
  base::Mutex mutex_;
  PublicationPosition position_ LOA_GUARDED_BY(mutex_);
  int failures_ LOA_GUARDED_BY(mutex_) = 0;
  std::vector<std::string> told_ LOA_GUARDED_BY(mutex_);
};

class PublicationFeedTest : public ::testing::Test {
 protected:
  PublicationFeedTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&publications_);
    server_ = builder.BuildAndStart();
    feed_ = std::make_unique<PublicationFeed>(server_->InProcessChannel({}),
                                              nullptr, sink_);
  }

  Publications publications_;
  MemorySink sink_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<PublicationFeed> feed_;
};

TEST_F(PublicationFeedTest, BringsASnapshotInItsPartsAndThenChanges) {
  feed_->Start();
  EXPECT_THAT(sink_.AwaitEnd(), ElementsAre("[ab@0", "c]@5", "d@6"));
}

TEST_F(PublicationFeedTest, GoesOnFromTheStoredPosition) {
  sink_.Begin({5, "h"}, 0);
  feed_->Start();
  EXPECT_THAT(sink_.AwaitEnd(), ElementsAre("d@6"));
}

TEST_F(PublicationFeedTest, BeginsASnapshotAgainThatCouldNotBeApplied) {
  sink_.Begin({}, 1);
  feed_->Start();
  EXPECT_THAT(sink_.AwaitEnd(), ElementsAre("[ab@0", "c]@5", "d@6"));
}

TEST_F(PublicationFeedTest, TakesASnapshotInAnotherHistory) {
  sink_.Begin({9, "older"}, 0);
  feed_->Start();
  EXPECT_THAT(sink_.AwaitEnd(), ElementsAre("[ab@0", "c]@5", "d@6"));
}

}  // namespace
}  // namespace loa::clients
