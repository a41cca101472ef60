#include "libs/clients/registry_replica.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <memory>
#include <thread>
#include <utility>

#include "libs/testing/fake_clock.h"
#include "libs/testing/status_matchers.h"
#include "loa/units/v1/registry_service.grpc.pb.h"

namespace loa::clients {
namespace {

using loa::testing::HasReason;
using units::v1::RegistryService;
using units::v1::WatchRegistryRequest;
using units::v1::WatchRegistryResponse;

// A register that plays one script a stream: items, then a status, or waiting
// until the caller goes.
class ScriptedRegister : public RegistryService::Service {
 public:
  struct Script {
    std::vector<WatchRegistryResponse> items;
    grpc::Status end = grpc::Status::OK;
    bool wait = false;
  };

  void Add(Script script) {
    base::MutexLock lock(mutex_);
    scripts_.push_back(std::move(script));
  }
  std::vector<WatchRegistryRequest> requests() const {
    base::MutexLock lock(mutex_);
    return requests_;
  }

  grpc::Status WatchRegistry(
      grpc::ServerContext* context, const WatchRegistryRequest* request,
      grpc::ServerWriter<WatchRegistryResponse>* writer) override {
    Script script;
    {
      base::MutexLock lock(mutex_);
      if (scripts_.empty()) return {grpc::StatusCode::UNAVAILABLE, "no more"};
      requests_.push_back(*request);
      script = std::move(scripts_.front());
      scripts_.pop_front();
    }
    for (const WatchRegistryResponse& item : script.items) writer->Write(item);
    while (script.wait && !context->IsCancelled()) std::this_thread::yield();
    return script.end;
  }

 private:
  mutable base::Mutex mutex_;
  std::deque<Script> scripts_ LOA_GUARDED_BY(mutex_);
  std::vector<WatchRegistryRequest> requests_ LOA_GUARDED_BY(mutex_);
};

WatchRegistryResponse Root(const std::string& name) {
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

class RegistryReplicaTest : public ::testing::Test {
 protected:
  RegistryReplicaTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&register_);
    server_ = builder.BuildAndStart();
    replica_ = std::make_unique<RegistryReplica>(server_->InProcessChannel({}),
                                                 nullptr, clock_);
  }
  ~RegistryReplicaTest() override {
    replica_->Stop();
    server_->Shutdown();
  }

  // Waits for the view at `sequence`.
  std::shared_ptr<const RegistryView> Await(int64_t sequence) {
    for (;;) {
      auto view = replica_->View();
      if (view != nullptr && view->sequence() == sequence) return view;
      std::this_thread::yield();
    }
  }

  loa::testing::FakeClock clock_;
  ScriptedRegister register_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<RegistryReplica> replica_;
};

TEST_F(RegistryReplicaTest, KnowsNothingBeforeItsSnapshot) {
  EXPECT_THAT(replica_->Ready(), HasReason("REGISTRY_NOT_SYNCED"));
  EXPECT_EQ(replica_->View(), nullptr);
  ASSERT_NE(replica_->Current(), nullptr);
  EXPECT_EQ(replica_->Current()->RootUnit(), "");
  EXPECT_EQ(replica_->Lag(), absl::InfiniteDuration());
}

TEST_F(RegistryReplicaTest, FollowsASnapshotAndItsChanges) {
  std::atomic<int> heard = 0;
  replica_->AddListener([&] { ++heard; });
  register_.Add({{Root("units/p"), Bookmark(3, "h", true), Root("units/p"),
                  Bookmark(4, "h"), Bookmark(4, "h")},
                 grpc::Status::OK,
                 true});
  replica_->Start();
  EXPECT_EQ(Await(4)->RootUnit(), "units/p");
  EXPECT_TRUE(replica_->Ready().ok());
  clock_.Advance(absl::Seconds(9));
  EXPECT_EQ(replica_->Lag(), absl::Seconds(9));
  EXPECT_EQ(heard, 2);
}

TEST_F(RegistryReplicaTest, GoesOnFromItsLastBookmark) {
  register_.Add({{Root("units/p"), Bookmark(3, "h", true)},
                 {grpc::StatusCode::UNAVAILABLE, "gone"}});
  register_.Add({{Root("units/q"), Bookmark(5, "h")}, grpc::Status::OK, true});
  replica_->Start();
  EXPECT_EQ(Await(5)->unit_count(), 2u);
  const auto requests = register_.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests[0].after_sequence(), 0);
  EXPECT_EQ(requests[1].after_sequence(), 3);
  EXPECT_EQ(requests[1].history_id(), "h");
}

TEST_F(RegistryReplicaTest, TakesANewSnapshotWhenItsCursorIsGone) {
  register_.Add({{Root("units/p"), Bookmark(3, "old", true)}});
  register_.Add({{}, {grpc::StatusCode::OUT_OF_RANGE, "other history"}});
  register_.Add(
      {{Root("units/q"), Bookmark(1, "new", true)}, grpc::Status::OK, true});
  replica_->Start();
  const auto view = Await(1);
  EXPECT_EQ(view->RootUnit(), "units/q");
  EXPECT_EQ(view->unit_count(), 1u);
  const auto requests = register_.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(requests[2].after_sequence(), 0);
  EXPECT_EQ(requests[2].history_id(), "");
}

TEST_F(RegistryReplicaTest, ServesItsLastViewWhileUnitsIsAway) {
  register_.Add({{Root("units/p"), Bookmark(3, "h", true)}});
  replica_->Start();
  Await(3);
  server_->Shutdown();
  EXPECT_EQ(replica_->Current()->RootUnit(), "units/p");
  EXPECT_TRUE(replica_->Ready().ok());
}

}  // namespace
}  // namespace loa::clients
