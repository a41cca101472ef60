#include "libs/testing/redis.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/redis/connection.h"

namespace loa::testing {
namespace {

constexpr int kStartAttempts = 5;
constexpr absl::Duration kStartLimit = absl::Seconds(10);

[[noreturn]] void Fail(absl::string_view what) {
  std::fprintf(stderr, "TestRedis: %s\n", std::string(what).c_str());
  abort();
}

// A port that was free a moment ago; the caller retries when it is taken.
int ProbeFreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (fd < 0 || bind(fd, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    Fail("no free port");
  }
  close(fd);
  return ntohs(address.sin_port);
}

pid_t Spawn(const std::string& directory, int port) {
  const std::string port_text = absl::StrCat(port);
  const std::string socket_path = directory + "/redis.sock";
  const std::string log_path = directory + "/redis.log";
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid != 0) return pid;
  // A test that is killed must not leave a server behind.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  execlp("redis-server", "redis-server", "--port", port_text.c_str(), "--bind",
         "127.0.0.1", "--unixsocket", socket_path.c_str(), "--dir",
         directory.c_str(), "--logfile", log_path.c_str(), "--save", "",
         "--appendonly", "no", "--daemonize", "no", nullptr);
  _exit(127);
}

// True when the server answers, false when it ended before.
bool WaitUntilReady(const redis::Options& options, pid_t pid) {
  const absl::Time limit = absl::Now() + kStartLimit;
  while (absl::Now() < limit) {
    redis::Connection connection(options);
    if (connection.Run({"PING"}).ok()) return true;
    if (waitpid(pid, nullptr, WNOHANG) == pid) return false;
    absl::SleepFor(absl::Milliseconds(5));
  }
  Fail("redis-server does not answer");
}

}  // namespace

TestRedis::TestRedis() {
  std::string path =
      (std::filesystem::temp_directory_path() / "loa-redis-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) Fail("no temporary directory");
  directory_ = path;
  for (int attempt = 0; attempt < kStartAttempts; ++attempt) {
    port_ = ProbeFreePort();
    Start();
    if (pid_ > 0) return;
  }
  Fail("redis-server does not start");
}

TestRedis::~TestRedis() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

redis::Options TestRedis::options() const {
  redis::Options options;
  options.unix_socket = directory_ + "/redis.sock";
  return options;
}

redis::Options TestRedis::tcp_options() const {
  redis::Options options;
  options.port = port_;
  return options;
}

std::string TestRedis::address() const {
  return absl::StrCat("unix://", directory_, "/redis.sock");
}

void TestRedis::Start() {
  pid_ = Spawn(directory_, port_);
  if (pid_ < 0) Fail("fork");
  if (!WaitUntilReady(options(), pid_)) pid_ = -1;
}

void TestRedis::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void TestRedis::Pause() { kill(pid_, SIGSTOP); }

void TestRedis::Resume() { kill(pid_, SIGCONT); }

void TestRedis::Restart() {
  Kill();
  for (int attempt = 0; attempt < kStartAttempts && pid_ <= 0; ++attempt) {
    Start();
  }
  if (pid_ <= 0) Fail("redis-server does not start again");
}

void TestRedis::FlushAll() {
  redis::Connection connection(options());
  if (!connection.Run({"FLUSHALL"}).ok()) Fail("FLUSHALL");
}

}  // namespace loa::testing
