#include "libs/blob/directory_store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/blob/errors.h"
#include "libs/status/status_macros.h"

namespace loa::blob {
namespace {

namespace fs = std::filesystem;

absl::Status SystemError(absl::string_view what, const std::string& path) {
  const int error = errno;
  const std::string why =
      absl::StrCat(what, " ", path, ": ", std::strerror(error));
  return error == EACCES || error == EPERM || error == EROFS
             ? StoreRefused(why)
             : StoreUnreachable(why);
}

// A file descriptor, closed with it.
class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool open() const { return fd_ >= 0; }
  int fd() const { return fd_; }

 private:
  const int fd_;
};

// Makes the names in a directory as durable as what they name.
absl::Status SyncDirectory(const std::string& path) {
  const File directory(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.open() || fsync(directory.fd()) != 0) {
    return SystemError("cannot sync", path);
  }
  return absl::OkStatus();
}

absl::Status WriteAll(const File& file, absl::string_view bytes,
                      const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.fd(), bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return SystemError("cannot write", path);
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fsync(file.fd()) != 0) return SystemError("cannot sync", path);
  return absl::OkStatus();
}

class DirectoryStore : public BlobStore {
 public:
  explicit DirectoryStore(std::string root) : root_(std::move(root)) {}

  absl::Status Prepare();
  absl::Status Put(absl::string_view sha256, absl::string_view bytes) override;
  absl::StatusOr<std::string> Get(absl::string_view sha256) override;
  absl::Status Remove(absl::string_view sha256) override;

 private:
  std::string FolderOf(absl::string_view sha256) const {
    return absl::StrCat(root_, "/", sha256.substr(0, 2));
  }
  std::string PathOf(absl::string_view sha256) const {
    return absl::StrCat(FolderOf(sha256), "/", sha256);
  }
  std::string Unfinished() const { return absl::StrCat(root_, "/unfinished"); }

  const std::string root_;
};

absl::Status DirectoryStore::Prepare() {
  std::error_code error;
  fs::remove_all(Unfinished(), error);
  fs::create_directories(Unfinished(), error);
  if (error) {
    return StoreRefused(
        absl::StrCat("cannot make ", Unfinished(), ": ", error.message()));
  }
  return SyncDirectory(root_);
}

absl::Status DirectoryStore::Put(absl::string_view sha256,
                                 absl::string_view bytes) {
  const std::string path = PathOf(sha256);
  // Names are hashes: what is there is this.
  if (access(path.c_str(), F_OK) == 0) return absl::OkStatus();
  std::string temporary = absl::StrCat(Unfinished(), "/", sha256, ".XXXXXX");
  const File file(mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.open()) return SystemError("cannot make", temporary);
  absl::Status written = WriteAll(file, bytes, temporary);
  const std::string folder = FolderOf(sha256);
  if (written.ok()) {
    if (mkdir(folder.c_str(), 0700) == 0) {
      written = SyncDirectory(root_);
    } else if (errno != EEXIST) {
      written = SystemError("cannot make", folder);
    }
  }
  if (written.ok() && rename(temporary.c_str(), path.c_str()) != 0) {
    written = SystemError("cannot rename to", path);
  }
  if (!written.ok()) {
    unlink(temporary.c_str());
    return written;
  }
  return SyncDirectory(folder);
}

absl::StatusOr<std::string> DirectoryStore::Get(absl::string_view sha256) {
  const std::string path = PathOf(sha256);
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    return errno == ENOENT ? BlobNotFound(sha256)
                           : SystemError("cannot open", path);
  }
  std::string bytes;
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = read(file.fd(), buffer, sizeof(buffer));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("cannot read", path);
    if (count == 0) break;
    bytes.append(buffer, static_cast<size_t>(count));
  }
  if (base::Sha256Hex(bytes) != sha256) return BlobDamaged(sha256);
  return bytes;
}

absl::Status DirectoryStore::Remove(absl::string_view sha256) {
  const std::string path = PathOf(sha256);
  if (unlink(path.c_str()) != 0) {
    return errno == ENOENT ? absl::OkStatus()
                           : SystemError("cannot remove", path);
  }
  return SyncDirectory(FolderOf(sha256));
}

}  // namespace

absl::StatusOr<std::unique_ptr<BlobStore>> OpenDirectoryStore(
    const std::string& directory) {
  auto store = std::make_unique<DirectoryStore>(directory);
  RETURN_IF_ERROR(store->Prepare());
  return store;
}

}  // namespace loa::blob
