#include "libs/testing/postgres.h"

#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"

namespace loa::testing {
namespace {

constexpr auto kStartLimit = std::chrono::seconds(60);

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "TestPostgres: %s\n", what.c_str());
  abort();
}

// The newest version that is installed.
std::string FindBinaries() {
  std::vector<std::string> found;
  std::error_code ignored;
  for (const auto& version :
       std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
    if (std::filesystem::exists(version.path() / "bin" / "initdb")) {
      found.push_back((version.path() / "bin").string());
    }
  }
  if (found.empty()) Fail("no PostgreSQL in /usr/lib/postgresql");
  return *std::max_element(found.begin(), found.end());
}

// Who runs the server: PostgreSQL refuses to be root.
const passwd* ServerUser() {
  if (geteuid() != 0) return nullptr;
  static const passwd* const user = getpwnam("postgres");
  if (user == nullptr) Fail("no user named postgres to leave root for");
  return user;
}

// Runs in the forked child; calls nothing that allocates.
[[noreturn]] void Exec(const passwd* user, const char* log, pid_t parent,
                       char* const* arguments) {
  if (user != nullptr &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 ||
       setuid(user->pw_uid) != 0)) {
    _exit(126);
  }
  // After setuid(), which clears it.  SIGQUIT makes the postmaster end its
  // children and itself at once.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (getppid() != parent) _exit(125);
  if (freopen(log, "a", stdout) == nullptr || dup2(1, 2) < 0) _exit(124);
  execv(arguments[0], arguments);
  _exit(127);
}

pid_t Spawn(const std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> arguments;
  for (const std::string& word : command) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  const passwd* const user = ServerUser();
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) Fail("fork");
  if (pid == 0) Exec(user, log.c_str(), parent, arguments.data());
  return pid;
}

std::vector<pid_t> ChildrenOf(pid_t parent) {
  std::ifstream list(
      absl::StrCat("/proc/", parent, "/task/", parent, "/children"));
  std::vector<pid_t> children;
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

}  // namespace

TestPostgres::TestPostgres() : binaries_(FindBinaries()) {
  // Not TMPDIR: the path of a unix socket has at most 107 bytes.
  std::string path = "/tmp/loa-postgres-XXXXXX";
  if (mkdtemp(path.data()) == nullptr) Fail("no temporary directory");
  directory_ = path;
  if (const passwd* user = ServerUser();
      user != nullptr &&
      chown(directory_.c_str(), user->pw_uid, user->pw_gid) != 0) {
    Fail("chown");
  }
  Initialize();
  Start();
}

TestPostgres::~TestPostgres() {
  Stop();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

TestPostgres& TestPostgres::Shared() {
  static TestPostgres server;
  return server;
}

std::string TestPostgres::Url(absl::string_view database) const {
  return absl::StrCat("postgresql://postgres@/", database,
                      "?host=", directory_);
}

void TestPostgres::Initialize() {
  const pid_t pid = Spawn({binaries_ + "/initdb", "-D", directory_ + "/data",
                           "-U", "postgres", "-A", "trust", "--locale=C", "-E",
                           "UTF8", "--no-sync", "--no-instructions"},
                          directory_ + "/initdb.log");
  int status = 0;
  waitpid(pid, &status, 0);
  if (status != 0) Fail("initdb failed, see " + directory_ + "/initdb.log");
}

void TestPostgres::Start() {
  const auto limit = std::chrono::steady_clock::now() + kStartLimit;
  while (std::chrono::steady_clock::now() < limit) {
    Launch();
    if (WaitUntilReady()) return;
    // It ended by itself: children of a killed server may still hold the
    // shared memory.
    keeper_.join();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  Fail("the server does not start, see " + directory_ + "/postgres.log");
}

void TestPostgres::Launch() {
  pid_ = -1;
  ended_ = false;
  keeper_ = std::thread([this] { Serve(); });
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this] { return pid_ > 0; });
}

void TestPostgres::Serve() {
  const pid_t pid = Spawn({binaries_ + "/postgres",
                           "-D",
                           directory_ + "/data",
                           "-k",
                           directory_,
                           "-h",
                           "",
                           "-F",
                           "-c",
                           "full_page_writes=off",
                           "-c",
                           "deadlock_timeout=50ms",
                           "-c",
                           "max_connections=200",
                           "-c",
                           "shared_buffers=32MB",
                           "-c",
                           "autovacuum=off",
                           "-c",
                           "max_wal_size=256MB"},
                          directory_ + "/postgres.log");
  {
    std::unique_lock<std::mutex> lock(mutex_);
    pid_ = pid;
    changed_.notify_all();
  }
  waitpid(pid, nullptr, 0);
  std::unique_lock<std::mutex> lock(mutex_);
  ended_ = true;
}

void TestPostgres::Stop() { End(SIGQUIT); }

void TestPostgres::Kill() { End(SIGKILL); }

void TestPostgres::End(int signal) {
  if (!keeper_.joinable()) return;
  std::vector<pid_t> children;
  if (signal == SIGKILL) children = ChildrenOf(pid_);
  kill(pid_, signal);
  for (const pid_t child : children) kill(child, signal);
  keeper_.join();
  pid_ = -1;
}

// False when the server ended instead.
bool TestPostgres::WaitUntilReady() {
  const auto limit = std::chrono::steady_clock::now() + kStartLimit;
  while (PQping(Url().c_str()) != PQPING_OK) {
    {
      std::unique_lock<std::mutex> lock(mutex_);
      if (ended_) return false;
    }
    if (std::chrono::steady_clock::now() > limit) {
      Fail("the server does not answer, see " + directory_ + "/postgres.log");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

void TestPostgres::Execute(const std::string& sql) {
  PGconn* const connection = PQconnectdb(Url().c_str());
  PGresult* const result = PQexec(connection, sql.c_str());
  if (PQresultStatus(result) != PGRES_COMMAND_OK) {
    Fail(absl::StrCat(sql, ": ", PQerrorMessage(connection)));
  }
  PQclear(result);
  PQfinish(connection);
}

std::string TestPostgres::CreateDatabase() {
  std::unique_lock<std::mutex> lock(mutex_);
  const std::string name = absl::StrCat("test_", ++databases_);
  Execute(absl::StrCat("CREATE DATABASE ", name));
  return name;
}

void TestPostgres::CreateDatabase(absl::string_view name,
                                  absl::string_view options) {
  std::unique_lock<std::mutex> lock(mutex_);
  Execute(absl::StrCat("CREATE DATABASE ", name, " ", options));
}

void TestPostgres::DropDatabase(absl::string_view name) {
  std::unique_lock<std::mutex> lock(mutex_);
  Execute(absl::StrCat("DROP DATABASE ", name, " WITH (FORCE)"));
}

}  // namespace loa::testing
