#include "services/publisher/shard_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "libs/testing/status_matchers.h"

namespace loa::publisher {
namespace {

using testing::HasReason;
using testing::IsOk;

class ShardLockTest : public ::testing::Test {
 protected:
  ShardLockTest() : directory_(::testing::TempDir() + "loa-lock-XXXXXX") {
    EXPECT_NE(mkdtemp(directory_.data()), nullptr);
  }
  // A process that holds the lock of shard 0 until it ends.
  pid_t StartOwner() {
    int ready[2];
    EXPECT_EQ(pipe(ready), 0);
    const pid_t pid = fork();
    if (pid == 0) {
      const auto lock = ShardLock::Take(directory_, "0", absl::Seconds(1));
      if (write(ready[1], lock.ok() ? "y" : "n", 1) != 1) _exit(1);
      while (true) pause();
    }
    char answer = 'n';
    EXPECT_EQ(read(ready[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    close(ready[0]);
    close(ready[1]);
    return pid;
  }

  std::string directory_;
};

TEST_F(ShardLockTest, IsFreeAgainWhenItsOwnerIsGone) {
  {
    const auto lock = ShardLock::Take(directory_, "0", absl::ZeroDuration());
    EXPECT_THAT(lock, IsOk());
  }
  EXPECT_THAT(ShardLock::Take(directory_, "0", absl::ZeroDuration()), IsOk());
}

TEST_F(ShardLockTest, ShardsDoNotDisturbEachOther) {
  const auto one = ShardLock::Take(directory_, "0", absl::ZeroDuration());
  const auto two = ShardLock::Take(directory_, "1", absl::ZeroDuration());
  EXPECT_THAT(one, IsOk());
  EXPECT_THAT(two, IsOk());
}

TEST_F(ShardLockTest, KillsAFormerOwnerThatDoesNotEnd) {
  const pid_t owner = StartOwner();
  // Stopped, as by a debugger: it could wake in the middle of a call.
  kill(owner, SIGSTOP);
  const auto lock = ShardLock::Take(directory_, "0", absl::Milliseconds(50));
  EXPECT_THAT(lock, IsOk());
  int status = 0;
  ASSERT_EQ(waitpid(owner, &status, 0), owner);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST_F(ShardLockTest, LetsAFormerOwnerEndByItself) {
  const pid_t owner = StartOwner();
  kill(owner, SIGTERM);
  EXPECT_THAT(ShardLock::Take(directory_, "0", absl::Seconds(10)), IsOk());
  int status = 0;
  ASSERT_EQ(waitpid(owner, &status, 0), owner);
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

TEST_F(ShardLockTest, SaysWhenTheDirectoryIsMissing) {
  EXPECT_THAT(
      ShardLock::Take(directory_ + "/none", "0", absl::ZeroDuration()).status(),
      HasReason("LOCK_FAILED"));
}

TEST_F(ShardLockTest, NeverEndsItself) {
  const auto lock = ShardLock::Take(directory_, "0", absl::ZeroDuration());
  ASSERT_THAT(lock, IsOk());
  // The file names this very process, as that of another container can.
  EXPECT_THAT(ShardLock::Take(directory_, "0", absl::ZeroDuration()).status(),
              HasReason("SHARD_RUNNING"));
}

TEST_F(ShardLockTest, RefusesWhereTheOwnerCannotBeNamed) {
  const auto lock = ShardLock::Take(directory_, "0", absl::ZeroDuration());
  ASSERT_THAT(lock, IsOk());
  ASSERT_EQ(truncate((directory_ + "/publisher.0.lock").c_str(), 0), 0);
  EXPECT_THAT(ShardLock::Take(directory_, "0", absl::ZeroDuration()).status(),
              HasReason("SHARD_RUNNING"));
}

}  // namespace
}  // namespace loa::publisher
