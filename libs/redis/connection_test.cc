#include "libs/redis/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "libs/testing/redis.h"
#include "libs/testing/status_matchers.h"

namespace loa::redis {
namespace {

using testing::HasReason;
using testing::IsOk;

TEST(Connection, RunsCommandsOverASocketAndOverTcp) {
  testing::TestRedis redis;
  Connection by_socket(redis.options());
  Connection by_tcp(redis.tcp_options());
  ASSERT_THAT(by_socket.Run({"SET", "k", "v"}), IsOk());
  const auto reply = by_tcp.Run({"GET", "k"});
  ASSERT_THAT(reply, IsOk());
  EXPECT_EQ(*reply->view().Text(), "v");
}

TEST(Connection, SaysThatNothingWasSentWhenNobodyListens) {
  testing::TestRedis redis;
  redis.Kill();
  Connection by_socket(redis.options());
  EXPECT_THAT(by_socket.Run({"PING"}).status(), HasReason("REDIS_UNREACHABLE"));
  Connection by_tcp(redis.tcp_options());
  EXPECT_THAT(by_tcp.Run({"PING"}).status(), HasReason("REDIS_UNREACHABLE"));
}

TEST(Connection, OpensANewContextAfterARestart) {
  testing::TestRedis redis;
  Connection connection(redis.options());
  ASSERT_THAT(connection.Run({"PING"}), IsOk());
  redis.Restart();
  EXPECT_THAT(connection.Run({"PING"}).status(),
              HasReason("REDIS_OUTCOME_UNKNOWN"));
  EXPECT_THAT(connection.Run({"PING"}), IsOk());
}

TEST(Connection, CallsATimeoutAnUnknownOutcome) {
  testing::TestRedis redis;
  Options options = redis.options();
  options.command_timeout = absl::Milliseconds(50);
  Connection connection(options);
  ASSERT_THAT(connection.Run({"PING"}), IsOk());
  redis.Pause();
  EXPECT_THAT(connection.Run({"INCR", "n"}).status(),
              HasReason("REDIS_OUTCOME_UNKNOWN"));
  redis.Resume();
  // The late reply belongs to the dropped context: the next command must not
  // read it as its own.
  const auto echo = connection.Run({"ECHO", "mine"});
  ASSERT_THAT(echo, IsOk());
  EXPECT_EQ(*echo->view().Text(), "mine");
}

TEST(Connection, LogsInWithThePassword) {
  testing::TestRedis redis;
  Connection admin(redis.options());
  ASSERT_THAT(admin.Run({"CONFIG", "SET", "requirepass", "secret"}), IsOk());
  Options options = redis.options();
  EXPECT_THAT(Connection(options).Run({"GET", "k"}).status(),
              HasReason("REDIS_ACCESS_REFUSED"));
  options.password = "wrong";
  EXPECT_THAT(Connection(options).Run({"GET", "k"}).status(),
              HasReason("REDIS_ACCESS_REFUSED"));
  options.password = "secret";
  EXPECT_THAT(Connection(options).Run({"GET", "k"}), IsOk());
}

TEST(Connection, DrainsABigPipelineInOrder) {
  testing::TestRedis redis;
  Connection connection(redis.options());
  const std::string padding(500, 'x');
  Pipeline pipeline;
  for (int i = 0; i < 20'000; ++i) {
    pipeline.Add({"ECHO", std::to_string(i) + padding});
  }
  const Connection::Replies result = connection.Run(pipeline);
  ASSERT_THAT(result.status, IsOk());
  ASSERT_EQ(result.replies.size(), 20'000u);
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(*result.replies[i].view().Text(), std::to_string(i) + padding);
  }
}

TEST(Connection, KeepsAnErrorReplyInItsPlaceInAPipeline) {
  testing::TestRedis redis;
  Connection connection(redis.options());
  Pipeline pipeline;
  pipeline.Add({"SET", "k", "v"});
  pipeline.Add({"INCR", "k"});
  pipeline.Add({"GET", "k"});
  const Connection::Replies result = connection.Run(pipeline);
  ASSERT_THAT(result.status, IsOk());
  ASSERT_EQ(result.replies.size(), 3u);
  EXPECT_FALSE(result.replies[1].status().ok());
  EXPECT_EQ(*result.replies[2].view().Text(), "v");
}

TEST(Connection, GivesTheRepliesThatCameBeforeTheServerDied) {
  testing::TestRedis redis;
  Connection connection(redis.options());
  Pipeline pipeline;
  pipeline.Add({"INCR", "n"});
  // Blocks on the server until it is killed: in the middle of the pipeline.
  pipeline.Add({"BLPOP", "never", "0"});
  pipeline.Add({"INCR", "n"});
  std::thread killer([&redis] {
    Connection watcher(redis.options());
    while (true) {
      const auto clients = watcher.Run({"INFO", "clients"});
      if (!clients.ok()) break;
      if (clients->view().Text()->find("blocked_clients:1") !=
          absl::string_view::npos) {
        break;
      }
    }
    // Once more round the server's loop: the first reply has left by then.
    EXPECT_THAT(watcher.Run({"PING"}).status(), IsOk());
    redis.Kill();
  });
  const Connection::Replies result = connection.Run(pipeline);
  killer.join();
  EXPECT_THAT(result.status, HasReason("REDIS_OUTCOME_UNKNOWN"));
  ASSERT_EQ(result.replies.size(), 1u);
  EXPECT_EQ(*result.replies[0].view().Integer(), 1);
}

TEST(Connection, AnEmptyPipelineNeedsNoServer) {
  Options options;
  options.unix_socket = "/nonexistent";
  EXPECT_THAT(Connection(options).Run(Pipeline()).status, IsOk());
}

}  // namespace
}  // namespace loa::redis
