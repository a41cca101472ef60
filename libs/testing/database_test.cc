#include "libs/testing/database.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

#include "libs/testing/postgres.h"
#include "libs/testing/status_matchers.h"

namespace loa::testing {
namespace {

class TestDatabaseTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  static std::vector<sql::Migration> Migrations() {
    return {{1, "a", "CREATE TABLE a (id BIGINT PRIMARY KEY)"}};
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, TestDatabaseTest, kEngines, EngineName);

TEST_P(TestDatabaseTest, IsFreshEachTime) {
  const auto insert = [](sql::Tx& tx) {
    return tx.Exec("INSERT INTO a (id) VALUES (1)").status();
  };
  const auto one = OpenTestDatabase(GetParam(), Migrations());
  const auto other = OpenTestDatabase(GetParam(), Migrations());
  EXPECT_THAT(one->Write(insert), IsOk());
  EXPECT_THAT(other->Write(insert), IsOk());
  ASSERT_THAT(one->Reopen(Migrations()), IsOk());
  EXPECT_THAT(one->Write(insert), HasReason("UNIQUE_VIOLATION"));
}

// Starts a server, tells its url, and waits to be killed.
[[noreturn]] void ServeUntilKilled(int out) {
  TestPostgres server;
  const std::string url = server.Url();
  if (write(out, url.data(), url.size()) < 0) _exit(1);
  close(out);
  while (true) pause();
}

TEST(TestPostgresTest, DiesWithATestThatIsKilled) {
  int pipe_ends[2];
  // The server must not inherit the end that is closed to say "all told".
  ASSERT_EQ(pipe2(pipe_ends, O_CLOEXEC), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) ServeUntilKilled(pipe_ends[1]);
  close(pipe_ends[1]);
  std::string url;
  for (char c; read(pipe_ends[0], &c, 1) == 1;) url.push_back(c);
  close(pipe_ends[0]);
  ASSERT_EQ(PQping(url.c_str()), PQPING_OK) << url;

  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  const auto limit =
      std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (PQping(url.c_str()) == PQPING_OK) {
    ASSERT_LT(std::chrono::steady_clock::now(), limit);
    std::this_thread::yield();
  }
  // It may still be removing files of its own.
  const std::string directory = url.substr(url.find("host=") + 5);
  std::error_code error;
  do {
    std::filesystem::remove_all(directory, error);
  } while (error && std::chrono::steady_clock::now() < limit);
  EXPECT_FALSE(error) << error.message();
}

}  // namespace
}  // namespace loa::testing
