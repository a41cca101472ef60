#include "libs/redis/pipeline.h"

#include <gtest/gtest.h>

#include <string>

namespace loa::redis {
namespace {

TEST(Pipeline, EncodesArgumentsOfAnyBytes) {
  Pipeline pipeline;
  pipeline.Add({"SET", absl::string_view("a\r\n\0b", 5), ""});
  ASSERT_EQ(pipeline.writes().size(), 1u);
  EXPECT_EQ(pipeline.writes()[0].bytes,
            std::string("*3\r\n$3\r\nSET\r\n$5\r\na\r\n\0b\r\n$0\r\n\r\n", 30));
}

TEST(Pipeline, SplitsLongBatchesIntoWrites) {
  Pipeline pipeline;
  const std::string value(1000, 'x');
  for (int i = 0; i < 200; ++i) pipeline.Add({"SET", "key", value});
  EXPECT_EQ(pipeline.size(), 200u);
  ASSERT_GT(pipeline.writes().size(), 2u);
  size_t commands = 0;
  for (const Pipeline::Write& write : pipeline.writes()) {
    commands += write.commands;
    EXPECT_LT(write.bytes.size(), 64u * 1024 + 2000);
  }
  EXPECT_EQ(commands, 200u);
}

}  // namespace
}  // namespace loa::redis
