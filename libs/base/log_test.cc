#include "libs/base/log.h"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "nlohmann/json.hpp"

namespace loa::base {
namespace {

constexpr absl::Time kTime = absl::FromUnixMillis(1'654'041'600'123);

TEST(Log, IsOneJsonObjectWithItsFieldsInOrder) {
  EXPECT_EQ(FormatLogLine(kTime, Severity::kInfo, "units", "started",
                          {{"port", 8080},
                           {"sequence", int64_t{9'007'199'254'740'993}},
                           {"share", 0.655},
                           {"secure", true},
                           {"unit", "units/a"}}),
            R"({"time":"2022-06-01T00:00:00.123Z","severity":"INFO",)"
            R"("service":"units","message":"started","port":8080,)"
            R"("sequence":9007199254740993,"share":0.655,"secure":true,)"
            R"("unit":"units/a"})");
}

TEST(Log, StaysOneLineOfValidJsonWhateverIsLogged) {
  const std::string hostile = "\"}\n{\"severity\":\"ERROR\" \xff\xc3";
  const std::string line =
      FormatLogLine(kTime, Severity::kWarning, hostile, hostile,
                    {{"text", hostile}, {hostile, hostile}});

  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto parsed = nlohmann::json::parse(line);
  EXPECT_EQ(parsed["severity"], "WARNING");
  EXPECT_EQ(parsed["text"], "\"}\n{\"severity\":\"ERROR\" \uFFFD\uFFFD");
}

TEST(Log, WritesNumbersThatJsonDoesNotHaveAsText) {
  const auto parsed = nlohmann::json::parse(
      FormatLogLine(kTime, Severity::kDebug, "", "",
                    {{"nan", std::numeric_limits<double>::quiet_NaN()},
                     {"up", std::numeric_limits<double>::infinity()},
                     {"down", -std::numeric_limits<double>::infinity()}}));
  EXPECT_EQ(parsed["nan"], "nan");
  EXPECT_EQ(parsed["up"], "inf");
  EXPECT_EQ(parsed["down"], "-inf");
}

TEST(Log, KeepsLinesOfManyThreadsWholeAndHonoursTheThreshold) {
  ::testing::internal::CaptureStderr();
  SetLogService("test");
  SetLogThreshold(Severity::kWarning);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 200; ++i) {
        Log(Severity::kInfo, "left out");
        Log(Severity::kError, "written", {{"thread", t}});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  SetLogThreshold(Severity::kInfo);

  std::istringstream lines(::testing::internal::GetCapturedStderr());
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto parsed = nlohmann::json::parse(line, nullptr, false);
    ASSERT_TRUE(parsed.is_object()) << line;
    EXPECT_EQ(parsed["message"], "written");
    EXPECT_EQ(parsed["service"], "test");
  }
  EXPECT_EQ(count, 4 * 200);
}

}  // namespace
}  // namespace loa::base
