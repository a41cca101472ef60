// The program itself: started, killed in the middle of its work, restarted.

#include "libs/testing/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "libs/platform/facebook/facebook.h"
#include "tools/pagesim/ledger.h"
#include "tools/pagesim/tokens.h"

namespace loa::pagesim {
namespace {

class ProcessTest : public ::testing::Test {
 protected:
  ProcessTest() {
    std::string folder = ::testing::TempDir() + "/pagesim-XXXXXX";
    folder_ = mkdtemp(folder.data());
  }
  ~ProcessTest() override { std::filesystem::remove_all(folder_); }

  // Starts the program on the ledger and waits until it listens.
  std::unique_ptr<testing::ChildProcess> Start() {
    const std::string port_file = folder_ + "/port";
    std::filesystem::remove(port_file);
    auto process =
        std::make_unique<testing::ChildProcess>(testing::ChildProcess::Options{
            .argv = {absl::StrCat(LOA_BINARY_DIR, "/bin/loa-pagesim"),
                     "--ledger", ledger_path(), "--port_file", port_file,
                     "--page_token_secret", "tokens", "--app_secret", "app"},
            .output_file = folder_ + "/log"});
    int port = 0;
    while (port == 0 && process->Running()) {
      std::ifstream(port_file) >> port;
      std::this_thread::yield();
    }
    EXPECT_NE(port, 0);
    facebook_ = platform::facebook::NewFacebook(
        {.base_url = absl::StrCat("http://127.0.0.1:", port)},
        base::SystemClock());
    return process;
  }

  std::string ledger_path() const { return folder_ + "/ledger"; }

  static platform::Credential Page() {
    return {
        .page_id = "1", .token = PageToken("tokens", "1"), .app_secret = "app"};
  }
  platform::RawOutcome Publish(const std::string& text) {
    return facebook_->Publish(
        Page(), {.text = text},
        base::SystemClock().SinceBoot() + absl::Seconds(20));
  }

  std::string folder_;
  std::unique_ptr<platform::PagePlatform> facebook_;
};

TEST_F(ProcessTest, LosesNothingThatItAnsweredWhenItIsKilled) {
  auto process = Start();
  base::Mutex mutex;
  std::set<std::string> accepted;
  std::atomic<bool> killed{false};
  std::vector<std::thread> senders;
  for (int sender = 0; sender < 4; ++sender) {
    senders.emplace_back([&, sender] {
      for (int i = 0; !killed; ++i) {
        const auto outcome = Publish(absl::StrCat("post ", sender, " ", i));
        if (!outcome.Accepted()) return;
        base::MutexLock lock(mutex);
        accepted.insert(outcome.post_id);
      }
    });
  }
  const auto count = [&] {
    base::MutexLock lock(mutex);
    return accepted.size();
  };
  while (count() < 40) std::this_thread::yield();
  process->Signal(SIGKILL);
  process->Wait(absl::Seconds(10));
  killed = true;
  for (std::thread& sender : senders) sender.join();

  process = Start();
  const auto history = platform::ReadPostsSince(
      *facebook_, Page(), absl::UnixEpoch(), /*max_pages=*/1000);
  ASSERT_TRUE(history.ok()) << history.status();
  ASSERT_TRUE(history->complete);
  std::set<std::string> visible;
  for (const platform::Post& post : history->posts) visible.insert(post.id);
  EXPECT_EQ(visible.size(), history->posts.size());
  for (const std::string& id : accepted) {
    EXPECT_EQ(visible.count(id), 1u) << id;
  }
  EXPECT_TRUE(Publish("after").Accepted());
  EXPECT_TRUE(ReadLedger(ledger_path()).ok());
}

TEST_F(ProcessTest, EndsCleanlyWhenAsked) {
  auto process = Start();
  ASSERT_TRUE(Publish("a").Accepted());
  EXPECT_EQ(process->Stop(), 0);
}

TEST_F(ProcessTest, SaysWhatIsMissing) {
  testing::ChildProcess process(
      {.argv = {absl::StrCat(LOA_BINARY_DIR, "/bin/loa-pagesim")},
       .output_file = folder_ + "/log"});
  EXPECT_EQ(process.Wait(absl::Seconds(10)), 1);
  std::string line;
  std::ifstream log(folder_ + "/log");
  std::getline(log, line);
  EXPECT_EQ(line, "loa-pagesim: give --ledger FILE");
}

}  // namespace
}  // namespace loa::pagesim
