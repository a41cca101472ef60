#include "libs/testing/process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace loa::testing {
namespace {

constexpr absl::Duration kSoon = absl::Seconds(20);

ChildProcess Shell(const std::string& script, const std::string& output = "") {
  return ChildProcess({.argv = {"sh", "-c", script}, .output_file = output});
}

TEST(ChildProcess, GivesItsExitCode) {
  EXPECT_EQ(Shell("exit 0").Wait(kSoon), 0);
  EXPECT_EQ(Shell("exit 3").Wait(kSoon), 3);
  EXPECT_EQ(Shell("kill -9 $$").Wait(kSoon), 128 + SIGKILL);
}

TEST(ChildProcess, EndsAtOnceWhenTheProgramIsNotThere) {
  ChildProcess child({.argv = {"loa-no-such-program"}});
  EXPECT_EQ(child.Wait(kSoon), ChildProcess::kNotStarted);
}

TEST(ChildProcess, AppendsItsOutputAndGetsItsEnvironment) {
  TemporaryDirectory directory;
  const std::string output = directory.File("out");
  setenv("LOA_TEST_KEPT", "kept", 1);
  setenv("LOA_TEST_CHANGED", "old", 1);
  for (int i = 0; i < 2; ++i) {
    ChildProcess child(
        {.argv = {"sh", "-c",
                  "echo $LOA_TEST_KEPT $LOA_TEST_CHANGED; echo e >&2"},
         .env = {{"LOA_TEST_CHANGED", "new"}},
         .output_file = output});
    EXPECT_EQ(child.Wait(kSoon), 0);
  }
  EXPECT_EQ(ReadFile(output), "kept new\ne\nkept new\ne\n");
}

TEST(ChildProcess, StopsByAskingFirst) {
  TemporaryDirectory directory;
  const std::string output = directory.File("out");
  ChildProcess child = Shell(
      "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.01; done",
      output);
  ASSERT_TRUE(WaitFor([&] { return ReadFile(output) == "ready\n"; }, kSoon));

  EXPECT_TRUE(child.Running());
  EXPECT_EQ(child.Stop(), 7);
  EXPECT_FALSE(child.Running());
  EXPECT_EQ(ReadFile(output), "ready\nbye\n");
}

TEST(ChildProcess, StopsOneThatDoesNotListen) {
  TemporaryDirectory directory;
  const std::string output = directory.File("out");
  ChildProcess child =
      Shell("trap '' TERM; echo ready; while :; do sleep 0.01; done", output);
  ASSERT_TRUE(WaitFor([&] { return !ReadFile(output).empty(); }, kSoon));

  EXPECT_EQ(child.Wait(absl::Milliseconds(20)), std::nullopt);
  EXPECT_EQ(child.Stop(absl::Milliseconds(50)), 128 + SIGKILL);
}

TEST(ChildProcess, DoesNotOutliveItsObject) {
  pid_t pid = 0;
  {
    ChildProcess child({.argv = {"sleep", "600"}});
    ChildProcess moved = std::move(child);
    EXPECT_FALSE(child.Running());  // NOLINT: what a moved-from one says
    EXPECT_TRUE(moved.Running());
    pid = moved.pid();
  }
  EXPECT_EQ(kill(pid, 0), -1);
}

TEST(ChildProcess, DoesNotOutliveTheTest) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t test = fork();
  if (test == 0) {
    ChildProcess child({.argv = {"sleep", "600"}});
    const pid_t pid = child.pid();
    (void)!write(ends[1], &pid, sizeof(pid));
    raise(SIGKILL);
  }
  pid_t child = 0;
  ASSERT_EQ(read(ends[0], &child, sizeof(child)), ssize_t{sizeof(child)});
  waitpid(test, nullptr, 0);
  close(ends[0]);
  close(ends[1]);

  // Gone, or a zombie that nobody here can collect.
  EXPECT_TRUE(WaitFor(
      [child] {
        const std::string stat =
            ReadFile("/proc/" + std::to_string(child) + "/stat");
        return stat.empty() || stat.find(") Z ") != std::string::npos;
      },
      kSoon));
}

TEST(FreePort, IsOneThatCanBeUsed) {
  const int port = FreePort();
  EXPECT_GT(port, 1023);
  EXPECT_LT(port, 65536);
}

TEST(TemporaryDirectory, IsPrivateAndRemovedWithAllItHolds) {
  std::string path;
  {
    TemporaryDirectory directory;
    path = directory.path();
    const std::string file = directory.Write("secret", "text");
    EXPECT_EQ(ReadFile(file), "text");
    struct stat info {};
    ASSERT_EQ(stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(ReadFile(path + "/secret"), "");
}

TEST(WaitFor, EndsWhenItHoldsOrTheTimeIsUp) {
  int asked = 0;
  EXPECT_TRUE(WaitFor([&] { return ++asked == 3; }, kSoon));
  EXPECT_EQ(asked, 3);
  EXPECT_FALSE(WaitFor([] { return false; }, absl::Milliseconds(20)));
}

}  // namespace
}  // namespace loa::testing
