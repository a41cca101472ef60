#include "libs/testing/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

extern char** environ;

namespace loa::testing {
namespace {

constexpr absl::Duration kPollInterval = absl::Milliseconds(5);

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

// The test's environment with `env` over it.
std::vector<std::string> Environment(
    const std::map<std::string, std::string>& env) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!env.count(text.substr(0, text.find('=')))) merged.push_back(text);
  }
  for (const auto& [name, value] : env) {
    merged.push_back(absl::StrCat(name, "=", value));
  }
  return merged;
}

// Between fork and exec: async-signal-safe calls only.
[[noreturn]] void Exec(char** argv, char** env, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(ChildProcess::kNotStarted);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  if (output >= 0) {
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
  }
  execvpe(argv[0], argv, env);
  _exit(ChildProcess::kNotStarted);
}

int ExitCode(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

ChildProcess::ChildProcess(const Options& options) {
  // All memory is had before the fork: the child of a process with threads
  // must not allocate.
  std::vector<std::string> arguments = options.argv;
  std::vector<std::string> environment = Environment(options.env);
  const std::vector<char*> argv = Pointers(arguments);
  const std::vector<char*> env = Pointers(environment);
  int output = -1;
  if (!options.output_file.empty()) {
    output = open(options.output_file.c_str(),
                  O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    EXPECT_GE(output, 0) << options.output_file << ": " << strerror(errno);
  }
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) {
    Exec(const_cast<char**>(argv.data()), const_cast<char**>(env.data()),
         output, parent);
  }
  if (output >= 0) close(output);
  if (pid_ < 0) {
    ADD_FAILURE() << "fork: " << strerror(errno);
    ended_ = kNotStarted;
  }
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0 && !ended_) {
    Signal(SIGKILL);
    Wait(absl::InfiniteDuration());
  }
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      ended_(std::exchange(other.ended_, kNotStarted)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(ended_, other.ended_);
  return *this;
}

bool ChildProcess::Running() {
  if (ended_) return false;
  int status = 0;
  const pid_t done = waitpid(pid_, &status, WNOHANG);
  if (done == pid_) ended_ = ExitCode(status);
  return !ended_;
}

void ChildProcess::Signal(int signal) {
  if (Running()) kill(pid_, signal);
}

std::optional<int> ChildProcess::Wait(absl::Duration timeout) {
  WaitFor([this] { return !Running(); }, timeout);
  return ended_;
}

int ChildProcess::Stop(absl::Duration grace) {
  Signal(SIGTERM);
  if (!Wait(grace)) {
    Signal(SIGKILL);
    Wait(absl::InfiniteDuration());
  }
  return *ended_;
}

int FreePort() {
  const int socket_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  const bool bound =
      bind(socket_fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
      getsockname(socket_fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  EXPECT_TRUE(bound) << strerror(errno);
  close(socket_fd);
  return ntohs(address.sin_port);
}

TemporaryDirectory::TemporaryDirectory() {
  path_ = (std::filesystem::temp_directory_path() / "loa-XXXXXX").string();
  if (mkdtemp(path_.data()) == nullptr) {
    ADD_FAILURE() << path_ << ": " << strerror(errno);
  }
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;  // what a still-running child holds stays behind
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::File(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

std::string TemporaryDirectory::Write(absl::string_view name,
                                      absl::string_view content) const {
  const std::string path = File(name);
  std::ofstream file(path, std::ios::binary);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  EXPECT_TRUE(file.flush().good()) << path;
  chmod(path.c_str(), S_IRUSR | S_IWUSR);
  return path;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

bool WaitFor(absl::FunctionRef<bool()> holds, absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  while (!holds()) {
    if (absl::Now() >= deadline) return false;
    absl::SleepFor(kPollInterval);
  }
  return true;
}

}  // namespace loa::testing
