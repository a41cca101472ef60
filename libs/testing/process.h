#ifndef LOA_LIBS_TESTING_PROCESS_H_
#define LOA_LIBS_TESTING_PROCESS_H_

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// For tests that start real programs.
namespace loa::testing {

// A program that runs while this object lives: the destructor kills it, and
// the kernel does when the test itself dies.
class ChildProcess {
 public:
  struct Options {
    // The program (a path, or a name on PATH) and its arguments.
    std::vector<std::string> argv;
    // Added to the test's own environment.
    std::map<std::string, std::string> env = {};
    // Standard output and error are appended to this file; "" leaves them
    // where the test's own go.
    std::string output_file = "";
  };

  // A program that cannot be started fails the test and gives a process that
  // has ended with kNotStarted.
  static constexpr int kNotStarted = 127;
  // Must be called on a thread that outlives the child: the kernel's
  // death signal is bound to the thread, not to the process.
  explicit ChildProcess(const Options& options);
  ~ChildProcess();
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;

  pid_t pid() const { return pid_; }
  bool Running();
  // Sends SIGTERM, SIGKILL, SIGSTOP, ...; nothing once it has ended.
  void Signal(int signal);
  // The exit code, or 128 + the signal that ended it; nullopt when it still
  // runs after `timeout`.
  std::optional<int> Wait(absl::Duration timeout);
  // SIGTERM, then SIGKILL after `grace`.
  int Stop(absl::Duration grace = absl::Seconds(10));

 private:
  pid_t pid_ = -1;
  std::optional<int> ended_;
};

// A TCP port on loopback that nothing listens on at the moment.  Prefer
// programs that take port 0 and say which they got: another process may take
// this one first.
int FreePort();

// A fresh directory, removed with all it holds.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }
  // The path of `name` in it.
  std::string File(absl::string_view name) const;
  // Writes a file in it, for its owner only; returns the path.
  std::string Write(absl::string_view name, absl::string_view content) const;

 private:
  std::string path_;
};

// The whole file; "" when it cannot be read.
std::string ReadFile(const std::string& path);

// Polls `holds` until it is true; false after `timeout`.  Only for what
// happens in another process: inside one, wait for an event.
bool WaitFor(absl::FunctionRef<bool()> holds, absl::Duration timeout);

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_PROCESS_H_
