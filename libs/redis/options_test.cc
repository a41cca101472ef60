#include "libs/redis/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"

namespace loa::redis {
namespace {

using testing::HasReason;

TEST(ParseAddress, ReadsHostAndPort) {
  const auto options = ParseAddress("redis://queue.example:7000");
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->host, "queue.example");
  EXPECT_EQ(options->port, 7000);
  EXPECT_EQ(options->unix_socket, "");
}

TEST(ParseAddress, TakesTheUsualPortWhereNoneIsGiven) {
  const auto options = ParseAddress("queue.example");
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->port, 6379);
}

TEST(ParseAddress, ReadsAPasswordThatHoldsOtherMarks) {
  const auto options = ParseAddress("redis://:p@ss:word@host:1");
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->password, "p@ss:word");
  EXPECT_EQ(options->host, "host");
}

TEST(ParseAddress, ReadsTheSocketsPath) {
  const auto options = ParseAddress("unix:///run/redis.sock");
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->unix_socket, "/run/redis.sock");
}

TEST(ParseAddress, RefusesWhatIsNoAddress) {
  for (const char* address :
       {"", "redis://", "host:0", "host:65536", "host:x", "unix://relative",
        "redis://name:secret@host", "host/0"}) {
    EXPECT_THAT(ParseAddress(address).status(),
                HasReason("REDIS_ADDRESS_INVALID"))
        << address;
  }
}

TEST(ParseAddress, NeverRepeatsThePassword) {
  const auto status = ParseAddress("redis://:secret@host:x").status();
  EXPECT_FALSE(absl::StrContains(status.ToString(), "secret"));
}

}  // namespace
}  // namespace loa::redis
