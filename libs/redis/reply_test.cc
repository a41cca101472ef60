#include "libs/redis/reply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/redis/connection.h"
#include "libs/testing/redis.h"
#include "libs/testing/status_matchers.h"

namespace loa::redis {
namespace {

using testing::HasReason;

class ReplyTest : public ::testing::Test {
 protected:
  Reply Get(absl::Span<const absl::string_view> argv) {
    Pipeline pipeline;
    pipeline.Add(argv);
    Connection::Replies result = connection_.Run(pipeline);
    EXPECT_TRUE(result.status.ok()) << result.status;
    return std::move(result.replies.at(0));
  }

  testing::TestRedis redis_;
  Connection connection_{redis_.options()};
};

TEST_F(ReplyTest, GivesIntegersTextsAndArrays) {
  EXPECT_EQ(*Get({"INCR", "n"}).view().Integer(), 1);
  const Reply ok = Get({"SET", "k", "v"});
  EXPECT_EQ(*ok.view().Text(), "OK");
  Get({"RPUSH", "l", "a", "b"});
  const Reply list = Get({"LRANGE", "l", "0", "-1"});
  EXPECT_EQ(*list.view().Size(), 2u);
  EXPECT_EQ(*list.view().At(1)->Text(), "b");
}

TEST_F(ReplyTest, NilIsNilAndAnEmptyArray) {
  const Reply nil = Get({"GET", "nothing"});
  EXPECT_TRUE(nil.view().is_nil());
  EXPECT_EQ(*nil.view().Size(), 0u);
  EXPECT_THAT(nil.view().Text().status(), HasReason("REDIS_REPLY_UNEXPECTED"));
}

TEST_F(ReplyTest, RefusesAnotherType) {
  const Reply number = Get({"INCR", "n"});
  EXPECT_THAT(number.view().Text().status(),
              HasReason("REDIS_REPLY_UNEXPECTED"));
  EXPECT_THAT(number.view().Size().status(),
              HasReason("REDIS_REPLY_UNEXPECTED"));
  EXPECT_THAT(number.view().At(0).status(),
              HasReason("REDIS_REPLY_UNEXPECTED"));
  const Reply text = Get({"ECHO", "1"});
  EXPECT_THAT(text.view().Integer().status(),
              HasReason("REDIS_REPLY_UNEXPECTED"));
}

TEST_F(ReplyTest, RefusesAnIndexPastTheEnd) {
  Get({"RPUSH", "l", "a"});
  EXPECT_THAT(Get({"LRANGE", "l", "0", "-1"}).view().At(1).status(),
              HasReason("REDIS_REPLY_UNEXPECTED"));
}

TEST_F(ReplyTest, ReadsAnErrorReplyByItsFirstWord) {
  Get({"SET", "k", "v"});
  EXPECT_THAT(Get({"XLEN", "k"}).view().Integer().status(),
              HasReason("REDIS_WRONG_TYPE"));
  EXPECT_THAT(Get({"NOSUCHCOMMAND"}).status(),
              HasReason("REDIS_COMMAND_REFUSED"));
  Get({"CONFIG", "SET", "maxmemory", "1"});
  EXPECT_THAT(Get({"SET", "k", "v"}).status(),
              HasReason("REDIS_OUT_OF_MEMORY"));
  Get({"CONFIG", "SET", "maxmemory", "0"});
  Get({"CONFIG", "SET", "min-replicas-to-write", "1"});
  EXPECT_THAT(Get({"SET", "k", "v"}).status(), HasReason("REDIS_NOT_READY"));
}

}  // namespace
}  // namespace loa::redis
