#include "libs/blob/blob_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/blob/testing/s3_server.h"
#include "libs/testing/status_matchers.h"

namespace loa::blob {
namespace {

using loa::testing::HasReason;
using loa::testing::IsOk;
using loa::testing::IsOkAndHolds;

class OpenBlobStoreTest : public ::testing::Test {
 protected:
  OpenBlobStoreTest() {
    std::string pattern = absl::StrCat(::testing::TempDir(), "open-XXXXXX");
    folder_ = mkdtemp(pattern.data());
    key_file_ = absl::StrCat(folder_, "/key");
    std::ofstream(key_file_) << "LOAKEY\nsecret\n";
  }
  ~OpenBlobStoreTest() override { std::filesystem::remove_all(folder_); }

  absl::StatusOr<std::unique_ptr<BlobStore>> Open(const std::string& address) {
    return OpenBlobStore(address, key_file_, base::SystemClock());
  }

  std::string folder_;
  std::string key_file_;
};

TEST_F(OpenBlobStoreTest, OpensADirectoryThatIsNotThereYet) {
  const auto store = Open(absl::StrCat("file://", folder_, "/new/media"));
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT((*store)->Put(base::Sha256Hex("x"), "x"), IsOk());
}

TEST_F(OpenBlobStoreTest, OpensAnS3StoreWithTheKeyOfAFile) {
  S3Server server("loa", {"LOAKEY", "secret"});
  const auto store =
      Open(absl::StrCat("s3://loa/media?endpoint=", server.endpoint(),
                        "/&region=ap-southeast-1"));
  ASSERT_THAT(store, IsOk());
  ASSERT_THAT((*store)->Put(base::Sha256Hex("x"), "x"), IsOk());
  EXPECT_EQ(server.Object("media/" + base::Sha256Hex("x")), "x");
  EXPECT_THAT((*store)->Get(base::Sha256Hex("x")),
              IsOkAndHolds(std::string("x")));
}

TEST_F(OpenBlobStoreTest, RefusesAddressesThatSayTooLittleOrTooMuch) {
  for (const char* address :
       {"", "/var/media", "file://relative", "file:///", "s3://", "s3://loa",
        "s3://loa?endpoint=host", "s3://loa?endpoint=https://h&x=1",
        "s3://lo a?endpoint=https://h", "ftp://x"}) {
    EXPECT_THAT(Open(address), HasReason("BLOB_ADDRESS_INVALID")) << address;
  }
}

TEST_F(OpenBlobStoreTest, RefusesAnS3StoreWithoutAWholeKey) {
  std::ofstream(key_file_) << "LOAKEY\n";
  EXPECT_THAT(Open("s3://loa?endpoint=https://h"),
              HasReason("BLOB_ADDRESS_INVALID"));
}

}  // namespace
}  // namespace loa::blob
