#include "libs/blob/directory_store.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/testing/status_matchers.h"

namespace loa::blob {
namespace {

namespace fs = std::filesystem;
using loa::testing::HasReason;
using loa::testing::IsOk;
using loa::testing::IsOkAndHolds;

class DirectoryStoreTest : public ::testing::Test {
 protected:
  DirectoryStoreTest() {
    std::string pattern = absl::StrCat(::testing::TempDir(), "blobs-XXXXXX");
    root_ = mkdtemp(pattern.data());
  }
  ~DirectoryStoreTest() override { fs::remove_all(root_); }

  std::unique_ptr<BlobStore> Open() {
    auto store = OpenDirectoryStore(root_);
    EXPECT_THAT(store, IsOk());
    return *std::move(store);
  }
  fs::path PathOf(const std::string& hash) {
    return fs::path(root_) / hash.substr(0, 2) / hash;
  }

  std::string root_;
};

TEST_F(DirectoryStoreTest, GivesBackWhatWasPutAlsoAfterItWasOpenedAgain) {
  const std::string hash = base::Sha256Hex("ảnh");
  ASSERT_THAT(Open()->Put(hash, "ảnh"), IsOk());
  const auto again = Open();
  EXPECT_THAT(again->Put(hash, "ảnh"), IsOk());
  EXPECT_THAT(again->Get(hash), IsOkAndHolds(std::string("ảnh")));
}

TEST_F(DirectoryStoreTest, SaysWhatItDoesNotHave) {
  EXPECT_THAT(Open()->Get(base::Sha256Hex("x")), HasReason("BLOB_NOT_FOUND"));
}

TEST_F(DirectoryStoreTest, RemovesForGoodAndAgain) {
  const auto store = Open();
  const std::string hash = base::Sha256Hex("x");
  ASSERT_THAT(store->Put(hash, "x"), IsOk());
  EXPECT_THAT(store->Remove(hash), IsOk());
  EXPECT_THAT(store->Remove(hash), IsOk());
  EXPECT_THAT(store->Get(hash), HasReason("BLOB_NOT_FOUND"));
}

TEST_F(DirectoryStoreTest, TellsOtherBytesFromThoseThatItKept) {
  const auto store = Open();
  const std::string hash = base::Sha256Hex("x");
  ASSERT_THAT(store->Put(hash, "x"), IsOk());
  std::ofstream(PathOf(hash)) << "y";
  EXPECT_THAT(store->Get(hash), HasReason("BLOB_DAMAGED"));
}

// A process dies somewhere in Put: the blob is there whole or not at all, and
// the next opening leaves nothing behind.
TEST_F(DirectoryStoreTest, LeavesNoHalfBlobWhereAProcessWasKilled) {
  const std::string bytes(3 << 20, 'x');
  const std::string hash = base::Sha256Hex(bytes);
  for (int wait_micros = 0; wait_micros < 4000; wait_micros += 400) {
    const pid_t child = fork();
    if (child == 0) {
      const auto store = OpenDirectoryStore(root_);
      while (store.ok()) {
        (void)(*store)->Put(hash, bytes);
        (void)(*store)->Remove(hash);
      }
      _exit(1);
    }
    usleep(5000 + wait_micros);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const auto got = Open()->Get(hash);
    if (got.ok()) {
      EXPECT_EQ(*got, bytes);
    } else {
      EXPECT_THAT(got, HasReason("BLOB_NOT_FOUND"));
    }
    EXPECT_TRUE(fs::is_empty(fs::path(root_) / "unfinished"));
  }
}

TEST_F(DirectoryStoreTest, RefusesAPlaceWhereItCannotWrite) {
  std::ofstream(fs::path(root_) / "file") << "x";
  EXPECT_THAT(OpenDirectoryStore(absl::StrCat(root_, "/file")),
              HasReason("BLOB_STORE_REFUSED"));
}

}  // namespace
}  // namespace loa::blob
