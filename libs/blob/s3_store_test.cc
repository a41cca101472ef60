#include "libs/blob/s3_store.h"

#include <gtest/gtest.h>

#include "libs/base/sha256.h"
#include "libs/blob/testing/s3_server.h"
#include "libs/testing/status_matchers.h"

namespace loa::blob {
namespace {

using loa::testing::HasReason;
using loa::testing::IsOk;
using loa::testing::IsOkAndHolds;

const S3Key kKey = {"LOAKEY", "secret/with+signs"};

class S3StoreTest : public ::testing::Test {
 protected:
  std::unique_ptr<BlobStore> Open(const S3Key& key = kKey,
                                  const std::string& bucket = "loa") {
    return NewS3Store({.endpoint = server_.endpoint(),
                       .bucket = bucket,
                       .prefix = "media/",
                       .key = key,
                       .timeout = absl::Seconds(10)},
                      base::SystemClock());
  }
  S3Server server_{"loa", kKey};
};

TEST_F(S3StoreTest, GivesBackWhatWasPut) {
  const auto store = Open();
  const std::string bytes = std::string("\0\xFF\r\n", 4) + "ảnh";
  const std::string hash = base::Sha256Hex(bytes);
  ASSERT_THAT(store->Put(hash, bytes), IsOk());
  EXPECT_THAT(store->Put(hash, bytes), IsOk());
  EXPECT_EQ(server_.Object("media/" + hash), bytes);
  EXPECT_THAT(store->Get(hash), IsOkAndHolds(bytes));
}

TEST_F(S3StoreTest, SaysWhatItDoesNotHave) {
  EXPECT_THAT(Open()->Get(base::Sha256Hex("x")), HasReason("BLOB_NOT_FOUND"));
}

TEST_F(S3StoreTest, RemovesForGoodAndAgain) {
  const auto store = Open();
  const std::string hash = base::Sha256Hex("x");
  ASSERT_THAT(store->Put(hash, "x"), IsOk());
  EXPECT_THAT(store->Remove(hash), IsOk());
  EXPECT_THAT(store->Remove(hash), IsOk());
  EXPECT_EQ(server_.Object("media/" + hash), "");
}

TEST_F(S3StoreTest, IsRefusedWithAWrongSecretAndAWrongBucket) {
  const std::string hash = base::Sha256Hex("x");
  EXPECT_THAT(Open({"LOAKEY", "guess"})->Put(hash, "x"),
              HasReason("BLOB_STORE_REFUSED"));
  EXPECT_EQ(server_.Object("media/" + hash), "");
  EXPECT_THAT(Open(kKey, "other")->Get(hash), HasReason("BLOB_STORE_REFUSED"));
}

TEST_F(S3StoreTest, TellsOtherBytesFromThoseThatItKept) {
  const std::string hash = base::Sha256Hex("x");
  server_.SetObject("media/" + hash, "y");
  EXPECT_THAT(Open()->Get(hash), HasReason("BLOB_DAMAGED"));
}

TEST_F(S3StoreTest, CallsATroubledStoreUnreachable) {
  const auto store = Open();
  server_.FailWith(503);
  EXPECT_THAT(store->Put(base::Sha256Hex("x"), "x"),
              HasReason("BLOB_STORE_UNREACHABLE"));
  EXPECT_THAT(store->Get(base::Sha256Hex("x")),
              HasReason("BLOB_STORE_UNREACHABLE"));
}

}  // namespace
}  // namespace loa::blob
