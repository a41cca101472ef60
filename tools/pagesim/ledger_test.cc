#include "tools/pagesim/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "libs/testing/status_matchers.h"

namespace loa::pagesim {
namespace {

using ::loa::testing::StatusIs;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() {
    std::string folder = ::testing::TempDir() + "/ledger-XXXXXX";
    folder_ = mkdtemp(folder.data());
    path_ = folder_ + "/ledger";
  }
  ~LedgerTest() override { std::filesystem::remove_all(folder_); }
  void Write(const std::string& text) {
    std::ofstream(path_, std::ios::app) << text;
  }

  std::string folder_;
  std::string path_;
};

const Entry kPost = {.kind = Entry::Kind::kPost,
                     .time_us = 1654041600000000,
                     .page = "1",
                     .post = "1_1",
                     .text = "Chào\n\"bà\" con",
                     .link = "https://l"};

TEST_F(LedgerTest, GivesBackWhatWasAppended) {
  auto ledger = Ledger::Open(path_);
  ASSERT_TRUE(ledger.ok());
  (*ledger)->Append({kPost});
  const auto entries = ReadLedger(path_);
  ASSERT_TRUE(entries.ok()) << entries.status();
  ASSERT_THAT(*entries, SizeIs(1));
  EXPECT_EQ(entries->front().kind, Entry::Kind::kPost);
  EXPECT_EQ(entries->front().time_us, kPost.time_us);
  EXPECT_EQ(entries->front().text, kPost.text);
  EXPECT_EQ(entries->front().link, kPost.link);
}

TEST_F(LedgerTest, LeavesOutALineThatWasNotFinished) {
  Write(ToJsonLine(kPost) + "{\"entry\":\"po");
  const auto entries = ReadLedger(path_);
  ASSERT_TRUE(entries.ok()) << entries.status();
  EXPECT_THAT(*entries, SizeIs(1));
}

TEST_F(LedgerTest, CutsAnUnfinishedLineOffBeforeItGoesOn) {
  Write(ToJsonLine(kPost) + "{\"entry\":\"po");
  auto ledger = Ledger::Open(path_);
  ASSERT_TRUE(ledger.ok());
  (*ledger)->Append({kPost});
  const auto entries = ReadLedger(path_);
  ASSERT_TRUE(entries.ok()) << entries.status();
  EXPECT_THAT(*entries, SizeIs(2));
}

TEST_F(LedgerTest, RefusesALineThatIsNoEntry) {
  for (const char* line : {"nonsense\n", "{}\n", "{\"entry\":\"other\"}\n",
                           "{\"entry\":\"post\",\"text\":7}\n",
                           "{\"entry\":\"post\",\"time_us\":\"7\"}\n"}) {
    std::filesystem::remove(path_);
    Write(line);
    EXPECT_THAT(ReadLedger(path_), StatusIs(absl::StatusCode::kDataLoss))
        << line;
  }
}

TEST_F(LedgerTest, SaysThatThereIsNone) {
  EXPECT_THAT(ReadLedger(path_), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_TRUE(Ledger::Open(path_).ok());
  EXPECT_THAT(*ReadLedger(path_), IsEmpty());
}

}  // namespace
}  // namespace loa::pagesim
