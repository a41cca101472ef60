#include "services/publisher/shard_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "services/publisher/errors.h"

namespace loa::publisher {
namespace {

// After SIGKILL the kernel needs a moment to end a process.
constexpr absl::Duration kKillPatience = absl::Seconds(5);

pid_t ReadPid(int fd) {
  char text[32] = {};
  const ssize_t size = pread(fd, text, sizeof(text) - 1, 0);
  int pid = 0;
  if (size <= 0 || !absl::SimpleAtoi(text, &pid)) return 0;
  return pid;
}

void WritePid(int fd) {
  const std::string text = absl::StrCat(getpid(), "\n");
  if (ftruncate(fd, 0) != 0 || pwrite(fd, text.data(), text.size(), 0) !=
                                   static_cast<ssize_t>(text.size())) {
    base::Log(base::Severity::kWarning, "the lock does not name its owner");
  }
}

bool TryLock(int fd) { return flock(fd, LOCK_EX | LOCK_NB) == 0; }

// Waits until the process behind `pidfd` has ended; false when it has not.
bool WaitForEnd(int pidfd, absl::Duration patience) {
  pollfd waited = {pidfd, POLLIN, 0};
  return poll(&waited, 1,
              static_cast<int>(absl::ToInt64Milliseconds(patience))) > 0;
}

// Sees that the owner named in the file ends.  The pidfd is opened while the
// lock is held by somebody, so that it names the owner and not a later process
// under the same number; the lock is tried again after that to be sure, and so
// is the name, since a new owner needs a moment to write its own.
void EndOwner(int fd, absl::Duration patience) {
  const pid_t owner = ReadPid(fd);
  // Ourselves: it was written in another namespace of processes.
  if (owner <= 0 || owner == getpid()) return;
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, owner, 0));
  if (pidfd < 0) return;
  if (!TryLock(fd) && !WaitForEnd(pidfd, patience) && ReadPid(fd) == owner) {
    base::Log(base::Severity::kWarning, "killing the shard's former owner",
              {{"pid", static_cast<int64_t>(owner)}});
    syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, nullptr, 0);
    WaitForEnd(pidfd, kKillPatience);
  }
  close(pidfd);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ShardLock>> ShardLock::Take(
    const std::string& run_dir, const std::string& shard,
    absl::Duration patience) {
  const std::string path = absl::StrCat(run_dir, "/publisher.", shard, ".lock");
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return LockFailed(path, strerror(errno));
  if (!TryLock(fd)) {
    EndOwner(fd, patience);
    if (!TryLock(fd)) {
      close(fd);
      return ShardRunning(path);
    }
  }
  WritePid(fd);
  return std::unique_ptr<ShardLock>(new ShardLock(fd));
}

ShardLock::~ShardLock() { close(fd_); }

}  // namespace loa::publisher
