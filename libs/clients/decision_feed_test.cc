#include "libs/clients/decision_feed.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "libs/base/mutex.h"
#include "loa/moderation/v1/review_service.grpc.pb.h"

namespace loa::clients {
namespace {

using moderation::v1::ReviewService;
using moderation::v1::WatchDecisionsRequest;
using moderation::v1::WatchDecisionsResponse;
using ::testing::ElementsAre;

// Decisions 1 to 3 of history "h", each after the cursor, then the end.
class Decisions : public ReviewService::Service {
 public:
  grpc::Status WatchDecisions(
      grpc::ServerContext*, const WatchDecisionsRequest* request,
      grpc::ServerWriter<WatchDecisionsResponse>* writer) override {
    if (request->after_sequence() > 0 && request->history_id() != "h") {
      return {grpc::StatusCode::OUT_OF_RANGE, "other history"};
    }
    for (int64_t i = request->after_sequence() + 1; i <= 3; ++i) {
      WatchDecisionsResponse item;
      item.set_sequence(i);
      item.set_history_id("h");
      writer->Write(item);
    }
    return grpc::Status::OK;
  }
};

class MemorySink : public DecisionSink {
 public:
  absl::StatusOr<DecisionCursor> Cursor() override {
    base::MutexLock lock(mutex_);
    return cursor_;
  }
  absl::Status Apply(const WatchDecisionsResponse& item) override {
    base::MutexLock lock(mutex_);
    if (item.sequence() == fail_once_at_) {
      fail_once_at_ = 0;
      return absl::UnavailableError("the database is away");
    }
    applied_.push_back(item.sequence());
    cursor_ = {item.sequence(), item.history_id()};
    return absl::OkStatus();
  }

  void Begin(DecisionCursor cursor, int64_t fail_once_at) {
    base::MutexLock lock(mutex_);
    cursor_ = std::move(cursor);
    fail_once_at_ = fail_once_at;
  }
  std::vector<int64_t> AwaitThird() {
    for (;;) {
      {
        base::MutexLock lock(mutex_);
        if (cursor_.sequence == 3 && cursor_.history_id == "h") return applied_;
      }
      std::this_thread::yield();
    }
  }

 private:
  base::Mutex mutex_;
  DecisionCursor cursor_ LOA_GUARDED_BY(mutex_);
  int64_t fail_once_at_ LOA_GUARDED_BY(mutex_) = 0;
  std::vector<int64_t> applied_ LOA_GUARDED_BY(mutex_);
};

class DecisionFeedTest : public ::testing::Test {
 protected:
  DecisionFeedTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&decisions_);
    server_ = builder.BuildAndStart();
    feed_ = std::make_unique<DecisionFeed>(server_->InProcessChannel({}),
                                           nullptr, sink_);
  }

  Decisions decisions_;
  MemorySink sink_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<DecisionFeed> feed_;
};

TEST_F(DecisionFeedTest, BringsEveryDecisionInOrder) {
  feed_->Start();
  EXPECT_THAT(sink_.AwaitThird(), ElementsAre(1, 2, 3));
}

TEST_F(DecisionFeedTest, GoesOnFromTheStoredCursor) {
  sink_.Begin({2, "h"}, 0);
  feed_->Start();
  EXPECT_THAT(sink_.AwaitThird(), ElementsAre(3));
}

TEST_F(DecisionFeedTest, BringsADecisionAgainThatCouldNotBeApplied) {
  sink_.Begin({}, 2);
  feed_->Start();
  EXPECT_THAT(sink_.AwaitThird(), ElementsAre(1, 2, 3));
}

TEST_F(DecisionFeedTest, BeginsAnewInAnotherHistory) {
  sink_.Begin({9, "older"}, 0);
  feed_->Start();
  EXPECT_THAT(sink_.AwaitThird(), ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace loa::clients
