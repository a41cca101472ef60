#ifndef LOA_LIBS_TESTING_POSTGRES_H_
#define LOA_LIBS_TESTING_POSTGRES_H_

#include <sys/types.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "absl/strings/string_view.h"

namespace loa::testing {

// A PostgreSQL server of the test's own: a fresh cluster (UTF8, C collation,
// no fsync: a commit survives kill -9, not a power cut) in a temporary
// directory, reached by a unix socket, run as user "postgres" when the test is
// root.  It dies with the object, and with the process however that ends.
// Aborts the test when it cannot start.
class TestPostgres {
 public:
  TestPostgres();
  ~TestPostgres();
  TestPostgres(const TestPostgres&) = delete;
  TestPostgres& operator=(const TestPostgres&) = delete;

  // The one server that all tests of this binary share, started when first
  // asked for.
  static TestPostgres& Shared();

  // What a --database flag takes; `database` must exist ("postgres" does).
  std::string Url(absl::string_view database = "postgres") const;

  // A new, empty database; its name.  Thread-safe.
  std::string CreateDatabase();
  // One with a name and options of CREATE DATABASE.
  void CreateDatabase(absl::string_view name, absl::string_view options);
  void DropDatabase(absl::string_view name);

  // Start() after Stop() or Kill() serves the same data at the same address.
  void Start();
  // Ends all sessions and shuts down at once, as an administrator does.
  void Stop();
  // SIGKILL to the server and its children.
  void Kill();

 private:
  void Initialize();
  void Launch();
  void Serve();
  void End(int signal);
  bool WaitUntilReady();
  void Execute(const std::string& sql);

  std::string directory_;
  std::string binaries_;

  // The server's parent is a thread that lives as long as the server: the
  // kernel sends the death signal when the thread that forked ends.
  std::thread keeper_;
  std::mutex mutex_;
  std::condition_variable changed_;
  pid_t pid_ = -1;
  bool ended_ = false;
  int databases_ = 0;
};

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_POSTGRES_H_
