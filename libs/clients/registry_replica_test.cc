#include "libs/clients/registry_replica.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/mutex.h"
#include "libs/testing/process.h"
#include "libs/testing/status_matchers.h"
#include "loa/units/v1/registry_service.grpc.pb.h"

namespace loa::clients {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using units::v1::WatchRegistryRequest;
using units::v1::WatchRegistryResponse;

// The register's side of the contract: answers each watch from a script and
// then ends the stream with the status that the script says.
class ScriptedRegister final : public units::v1::RegistryService::Service {
 public:
  struct Answer {
    std::vector<WatchRegistryResponse> items;
    grpc::Status end;
  };
  explicit ScriptedRegister(std::vector<Answer> answers)
      : answers_(std::move(answers)) {}

  grpc::Status WatchRegistry(
      grpc::ServerContext* context, const WatchRegistryRequest* request,
      grpc::ServerWriter<WatchRegistryResponse>* writer) override {
    Answer answer;
    {
      base::MutexLock lock(mutex_);
      cursors_.emplace_back(request->after_sequence(), request->history_id());
      if (next_ == answers_.size()) {
        exhausted_ = true;
        return grpc::Status(grpc::StatusCode::UNAVAILABLE, "script ended");
      }
      answer = answers_[next_++];
    }
    for (const auto& item : answer.items) writer->Write(item);
    return answer.end;
  }

  bool exhausted() const { return exhausted_; }
  std::vector<std::pair<int64_t, std::string>> cursors() {
    base::MutexLock lock(mutex_);
    return cursors_;
  }

 private:
  base::Mutex mutex_;
  const std::vector<Answer> answers_;
  size_t next_ LOA_GUARDED_BY(mutex_) = 0;
  std::vector<std::pair<int64_t, std::string>> cursors_ LOA_GUARDED_BY(mutex_);
  std::atomic<bool> exhausted_ = false;
};

class NoToken : public rpc::TokenSource {
 public:
  absl::StatusOr<std::string> Token() override { return std::string("t"); }
};

WatchRegistryResponse Unit(const std::string& name) {
  WatchRegistryResponse item;
  item.mutable_unit()->set_name(name);
  return item;
}

WatchRegistryResponse Bookmark(int64_t sequence, const std::string& history,
                               bool complete = false) {
  WatchRegistryResponse item;
  item.mutable_bookmark()->set_sequence(sequence);
  item.mutable_bookmark()->set_history_id(history);
  item.mutable_bookmark()->set_snapshot_complete(complete);
  return item;
}

const grpc::Status kAway(grpc::StatusCode::UNAVAILABLE, "away");
const grpc::Status kCursorGone(grpc::StatusCode::OUT_OF_RANGE, "gone");

class RegistryReplicaTest : public ::testing::Test {
 protected:
  // Runs a replica until the script has been asked for more than it holds.
  void Play(std::vector<ScriptedRegister::Answer> answers) {
    register_ = std::make_unique<ScriptedRegister>(std::move(answers));
    grpc::ServerBuilder builder;
    builder.RegisterService(register_.get());
    server_ = builder.BuildAndStart();
    replica_ = std::make_unique<RegistryReplica>(
        server_->InProcessChannel(grpc::ChannelArguments()), tokens_);
    replica_->Start();
    ASSERT_TRUE(testing::WaitFor([&] { return register_->exhausted(); },
                                 absl::Seconds(10)));
    replica_->Stop();
  }

  NoToken tokens_;
  std::unique_ptr<ScriptedRegister> register_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<RegistryReplica> replica_;
};

TEST_F(RegistryReplicaTest, IsNotReadyBeforeTheSnapshotIsComplete) {
  Play({{{Unit("units/a"), Bookmark(3, "h")}, kAway}});

  EXPECT_THAT(replica_->Ready(), testing::HasReason("DEPENDENCY_UNAVAILABLE"));
  EXPECT_EQ(replica_->View()->FindUnit("units/a"), nullptr);
}

TEST_F(RegistryReplicaTest, ResumesAfterTheLastBookmark) {
  Play({{{Unit("units/a"), Bookmark(3, "h", true)}, kAway},
        {{Unit("units/b"), Bookmark(5, "h")}, kAway}});

  EXPECT_THAT(replica_->Ready(), testing::IsOk());
  EXPECT_EQ(replica_->View()->sequence(), 5);
  EXPECT_NE(replica_->View()->FindUnit("units/a"), nullptr);
  EXPECT_NE(replica_->View()->FindUnit("units/b"), nullptr);
  EXPECT_THAT(register_->cursors(),
              ElementsAre(Pair(0, ""), Pair(3, "h"), Pair(5, "h")));
}

TEST_F(RegistryReplicaTest, DropsWhatCameAfterTheLastBookmark) {
  Play({{{Bookmark(3, "h", true), Unit("units/half")}, kAway}});

  EXPECT_EQ(replica_->View()->FindUnit("units/half"), nullptr);
}

TEST_F(RegistryReplicaTest, TakesANewSnapshotWhenThePastIsGone) {
  Play({{{Unit("units/a"), Bookmark(9, "old", true)}, kAway},
        {{}, kCursorGone},
        {{Unit("units/b"), Bookmark(2, "new", true)}, kAway}});

  EXPECT_EQ(replica_->View()->sequence(), 2);
  EXPECT_EQ(replica_->View()->FindUnit("units/a"), nullptr)
      << "a snapshot does not name it, so it does not exist";
  EXPECT_THAT(register_->cursors(), ElementsAre(Pair(0, ""), Pair(9, "old"),
                                                Pair(0, ""), Pair(2, "new")));
}

}  // namespace
}  // namespace loa::clients
