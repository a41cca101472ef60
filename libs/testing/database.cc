#include "libs/testing/database.h"

#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/testing/postgres.h"

namespace loa::testing {
namespace {

constexpr char kSchema[] = "loa_test";

[[noreturn]] void Fail(absl::string_view what) {
  std::fprintf(stderr, "TestDatabase: %s\n", std::string(what).c_str());
  abort();
}

std::string MakeDirectory() {
  std::string path =
      (std::filesystem::temp_directory_path() / "loa-sqlite-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) Fail("no temporary directory");
  return path;
}

void RemoveDirectory(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

// Removes what TestDatabaseOptions() made, at the end of the process.
class Directories {
 public:
  ~Directories() {
    for (const std::string& path : paths_) RemoveDirectory(path);
  }
  void Add(const std::string& path) { paths_.push_back(path); }

 private:
  std::vector<std::string> paths_;
};

std::string SqliteUrl(const std::string& directory) {
  return absl::StrCat("sqlite:", directory, "/test.db");
}

}  // namespace

TestDatabase::~TestDatabase() {
  database_.reset();
  if (!name_.empty()) TestPostgres::Shared().DropDatabase(name_);
  if (!directory_.empty()) RemoveDirectory(directory_);
}

absl::Status TestDatabase::Reopen(
    const std::vector<sql::Migration>& migrations) {
  database_.reset();
  auto opened = sql::Database::Open(options_, migrations);
  if (opened.ok()) database_ = *std::move(opened);
  return opened.status();
}

std::unique_ptr<TestDatabase> OpenTestDatabase(
    sql::Engine engine, const std::vector<sql::Migration>& migrations) {
  auto test = std::unique_ptr<TestDatabase>(new TestDatabase());
  if (engine == sql::Engine::kSqlite) {
    test->directory_ = MakeDirectory();
    test->options_.url = SqliteUrl(test->directory_);
  } else {
    test->name_ = TestPostgres::Shared().CreateDatabase();
    test->options_.url = TestPostgres::Shared().Url(test->name_);
  }
  test->options_.schema = kSchema;
  if (const absl::Status opened = test->Reopen(migrations); !opened.ok()) {
    Fail(opened.ToString());
  }
  return test;
}

sql::Options TestDatabaseOptions(sql::Engine engine) {
  static Directories directories;
  sql::Options options;
  options.schema = kSchema;
  if (engine == sql::Engine::kSqlite) {
    const std::string directory = MakeDirectory();
    directories.Add(directory);
    options.url = SqliteUrl(directory);
  } else {
    TestPostgres& server = TestPostgres::Shared();
    options.url = server.Url(server.CreateDatabase());
  }
  return options;
}

std::string EngineName(const ::testing::TestParamInfo<sql::Engine>& info) {
  return info.param == sql::Engine::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace loa::testing
