#include "libs/rpc/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "libs/rpc/testing/probe_server.h"
#include "libs/sql/change_sequence.h"
#include "libs/testing/status_matchers.h"

namespace loa::rpc {
namespace {

using loa::testing::HasReason;
using loa::testing::StatusIs;
using rpc_probe::v1::Note;
using rpc_probe::v1::WatchNotesRequest;
using ::testing::HasSubstr;
using ::testing::Not;

// An open watch of the probe's news.
class Watching {
 public:
  explicit Watching(ProbeServer& probe,
                    const std::string& token = "person:author") {
    Authorize(context_, token);
    stream_ = probe.stub().WatchNotes(&context_, WatchNotesRequest());
  }
  ~Watching() { Cancel(); }

  // The next title; "" at the end.
  std::string Next() {
    Note note;
    return stream_->Read(&note) ? note.title() : "";
  }
  absl::Status End() { return FromWire(stream_->Finish()); }
  void Cancel() { context_.TryCancel(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<Note>> stream_;
};

absl::Status Commit(sql::Database& database) {
  return database.Write([](sql::Tx& tx) -> absl::Status {
    return sql::NextSequence(tx).status();
  });
}

TEST(Watch, SendsWhatIsThereInOrder) {
  ProbeServer probe;
  probe.news().Add("one");
  probe.news().Add("two");
  Watching watch(probe);
  EXPECT_EQ(watch.Next(), "one");
  EXPECT_EQ(watch.Next(), "two");
}

TEST(Watch, WakesAfterACommit) {
  ProbeServer probe;
  probe.news().Add("one");
  Watching watch(probe);
  ASSERT_EQ(watch.Next(), "one");
  probe.news().Add("two");
  ASSERT_TRUE(Commit(probe.database()).ok());
  EXPECT_EQ(watch.Next(), "two");
}

TEST(Watch, FindsWhatOthersCommitByPolling) {
  ProbeServer::Options options;
  options.poll = absl::Milliseconds(5);
  ProbeServer probe(std::move(options));
  probe.news().Add("one");
  Watching watch(probe);
  ASSERT_EQ(watch.Next(), "one");
  probe.news().Add("two");
  EXPECT_EQ(watch.Next(), "two");
}

TEST(Watch, HoldsNoThreadWhileItWaits) {
  ProbeServer::Options options;
  options.executor = {.threads = 1, .queue = 100};
  ProbeServer probe(std::move(options));
  probe.news().Add("one");
  std::vector<std::unique_ptr<Watching>> watches;
  for (int i = 0; i < 20; ++i) {
    watches.push_back(std::make_unique<Watching>(probe));
    ASSERT_EQ(watches.back()->Next(), "one");
  }
  probe.news().Add("two");
  ASSERT_TRUE(Commit(probe.database()).ok());
  for (auto& watch : watches) EXPECT_EQ(watch->Next(), "two");
}

TEST(Watch, LeavesNothingBehindWhenItsCallerGoes) {
  ProbeServer probe;
  probe.news().Add("one");
  Watching watch(probe);
  ASSERT_EQ(watch.Next(), "one");
  ASSERT_EQ(probe.hub().size(), 1);
  watch.Cancel();
  EXPECT_EQ(watch.Next(), "");
  EXPECT_EQ(watch.End().code(), absl::StatusCode::kCancelled);
  while (probe.hub().size() != 0) std::this_thread::yield();
}

TEST(Watch, EndsWithUnavailableWhenTheServerDrains) {
  ProbeServer::Options options;
  options.server.drain_accept = absl::ZeroDuration();
  ProbeServer probe(std::move(options));
  probe.news().Add("one");
  Watching watch(probe);
  ASSERT_EQ(watch.Next(), "one");
  auto drained =
      std::async(std::launch::async, [&] { probe.server().Drain(); });
  EXPECT_EQ(watch.Next(), "");
  const absl::Status end = watch.End();
  EXPECT_THAT(end, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(end, HasReason("SHUTTING_DOWN"));
  drained.get();
}

TEST(Watch, EndsWithTheErrorOfItsSourceAndNotItsText) {
  ProbeServer probe;
  probe.news().Add("fail");
  Watching watch(probe);
  EXPECT_EQ(watch.Next(), "");
  const absl::Status end = watch.End();
  EXPECT_THAT(end, HasReason("INTERNAL"));
  EXPECT_THAT(std::string(end.message()), Not(HasSubstr("secret")));
}

TEST(Watch, RefusesCallersWhoProveNothing) {
  ProbeServer probe;
  Watching watch(probe, "");
  EXPECT_EQ(watch.Next(), "");
  EXPECT_THAT(watch.End(), HasReason("TOKEN_MISSING"));
}

TEST(WatchHub, RefusesMoreAfterItsStop) {
  ProbeServer probe;
  probe.hub().Stop();
  Watching watch(probe);
  EXPECT_EQ(watch.Next(), "");
  EXPECT_THAT(watch.End(), HasReason("SHUTTING_DOWN"));
}

}  // namespace
}  // namespace loa::rpc
