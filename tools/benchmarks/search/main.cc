// loa-bench-search: how the cost of a search grows with the posts. Prints the
// machine, what was filled and one JSON object a goal; exit code 1 when
// something could not be measured, never for a goal that was missed.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "nlohmann/json.hpp"
#include "tools/benchmarks/comparison.h"
#include "tools/benchmarks/goal.h"
#include "tools/benchmarks/machine.h"
#include "tools/benchmarks/search/corpus.h"
#include "tools/benchmarks/search/posts.h"

ABSL_FLAG(std::string, dir, "", "where the databases are made and removed");
ABSL_FLAG(std::string, database_url, "",
          "postgresql://...: measure there, in the schemas bench_small and "
          "bench_big, which are kept");
ABSL_FLAG(int64_t, small, 10000, "posts of one side");
ABSL_FLAG(int64_t, big, 100000,
          "posts of the other; the goal is for 1000000, which takes some 6 GB "
          "and half an hour to fill");
ABSL_FLAG(int, queries, 600, "searches of one side in a round");
ABSL_FLAG(int, rounds, 5, "rounds; each runs the comparison as A B A");

namespace loa::bench {
namespace {

sql::Options OptionsFor(const std::string& directory, const char* side) {
  const std::string url = absl::GetFlag(FLAGS_database_url);
  if (url.empty()) {
    return {.url = absl::StrCat("sqlite:", directory, "/", side, ".db")};
  }
  return {.url = url, .schema = absl::StrCat("bench_", side)};
}

Side P99(Posts& posts) {
  return [&posts] { return posts.SearchP99(absl::GetFlag(FLAGS_queries)); };
}

void PrintFilled(const char* side, int64_t count, const Posts& posts) {
  nlohmann::ordered_json line;
  line["filled"] = side;
  line["posts"] = count;
  line["seconds"] = posts.fill_seconds();
  std::cout << line.dump() << std::endl;
}

absl::Status Run(const std::string& directory) {
  std::cout << MachineLine(directory) << std::endl;
  const int64_t small = absl::GetFlag(FLAGS_small);
  const int64_t big = absl::GetFlag(FLAGS_big);
  const Corpus corpus;
  ASSIGN_OR_RETURN(const auto few,
                   Posts::Fill(OptionsFor(directory, "small"), corpus, small));
  PrintFilled("small", small, *few);
  ASSIGN_OR_RETURN(const auto many,
                   Posts::Fill(OptionsFor(directory, "big"), corpus, big));
  PrintFilled("big", big, *many);
  // A side's "rate" is its p99 in microseconds.
  const Comparison comparison{
      .name = "search.newest_first_p99",
      .a_name = absl::StrCat("p99 in us at ", small, " posts"),
      .b_name = absl::StrCat("p99 in us at ", big, " posts"),
      .a = P99(*few),
      .b = P99(*many)};
  const int rounds = absl::GetFlag(FLAGS_rounds);
  ASSIGN_OR_RETURN(const std::vector<Measured> measured,
                   Interleave({comparison}, rounds));
  std::cout << GoalLine(comparison, measured[0],
                        {.floor = 5, .target = 3, .most = true}, rounds)
            << std::endl;
  return absl::OkStatus();
}

int CannotMeasure(const absl::Status& why) {
  std::cout << "loa-bench-search: " << why.ToString() << std::endl;
  return 1;
}

// The database logs its migrations, to nowhere.
void SendLogToNowhere() {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}

int Main() {
  std::string directory = absl::GetFlag(FLAGS_dir) + "/search-XXXXXX";
  if (mkdtemp(directory.data()) == nullptr) {
    return CannotMeasure(absl::InvalidArgumentError(
        "give --dir DIRECTORY on the disk to measure"));
  }
  SendLogToNowhere();
  const absl::Status status = Run(directory);
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
  return status.ok() ? 0 : CannotMeasure(status);
}

}  // namespace
}  // namespace loa::bench

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("measures the goals of group search");
  absl::ParseCommandLine(argc, argv);
  return loa::bench::Main();
}
