// loa-bench-rpc: what a call costs over a bare echo.  Prints the machine and
// one JSON object a goal; exit code 1 when something could not be measured,
// never for a goal that was missed.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/status/status_macros.h"
#include "tools/benchmarks/comparison.h"
#include "tools/benchmarks/goal.h"
#include "tools/benchmarks/machine.h"
#include "tools/benchmarks/rpc/bare_server.h"
#include "tools/benchmarks/rpc/load_process.h"
#include "tools/benchmarks/rpc/register_server.h"

ABSL_FLAG(std::string, dir, "", "where the databases are made and removed");
ABSL_FLAG(int, rounds, 5, "rounds; each runs every comparison as A B A");
ABSL_FLAG(double, seconds, 2, "measured time of one side");
ABSL_FLAG(std::string, only, "", "only the goals whose names hold this");

namespace loa::bench {
namespace {

constexpr int kCoalesce = 256;  // what sql::Options has

// The three servers and who calls them.
struct Bench {
  LoadProcess& load;
  const BareServer& bare;
  RegisterServer& coalescing;
  RegisterServer& alone;
  double seconds;

  Side Bare(Rpc rpc) const {
    return [this, rpc]() -> absl::StatusOr<double> {
      ASSIGN_OR_RETURN(const LoadResult result,
                       load.Run({.rpc = rpc,
                                 .port = bare.port(),
                                 .pages = coalescing.pages(),
                                 .seconds = seconds}));
      return result.per_second;
    };
  }

  Side Reads(RegisterServer& server) const {
    return [this, &server]() -> absl::StatusOr<double> {
      ASSIGN_OR_RETURN(const LoadResult result,
                       load.Run({.rpc = Rpc::kGetUnit,
                                 .port = server.port(),
                                 .token = server.token(),
                                 .seconds = seconds}));
      return result.per_second;
    };
  }

  // As many rows in the audit log as answers, or nothing of it counts.
  Side Writes(RegisterServer& server) const {
    return [this, &server]() -> absl::StatusOr<double> {
      ASSIGN_OR_RETURN(const int64_t before, server.Stored());
      ASSIGN_OR_RETURN(const LoadResult result,
                       load.Run({.rpc = Rpc::kUpdatePage,
                                 .port = server.port(),
                                 .token = server.token(),
                                 .pages = server.pages(),
                                 .seconds = seconds}));
      ASSIGN_OR_RETURN(const int64_t after, server.Stored());
      if (after - before == result.completed) return result.per_second;
      return absl::DataLossError(absl::StrCat(result.completed, " answers, ",
                                              after - before, " stored"));
    };
  }
};

struct Row {
  Comparison comparison;
  Goal goal;
};

std::vector<Row> RowsOf(const Bench& bench) {
  return {
      {{"rpc.point_read", "bare echo", "GetUnit", bench.Bare(Rpc::kGetUnit),
        bench.Reads(bench.coalescing)},
       {.floor = 0.90, .target = 0.97}},
      {{"rpc.durable_write", "bare echo", "UpdatePage",
        bench.Bare(Rpc::kUpdatePage), bench.Writes(bench.coalescing)},
       {.floor = 0.65, .target = 0.80}},
      {{"rpc.coalescing", "UpdatePage, a commit a call", "UpdatePage",
        bench.Writes(bench.alone), bench.Writes(bench.coalescing)},
       {.floor = 5, .target = 8}},
  };
}

absl::Status Measure(const Bench& bench, int rounds) {
  std::vector<Comparison> comparisons;
  std::vector<Goal> goals;
  for (Row& row : RowsOf(bench)) {
    if (!absl::StrContains(row.comparison.name, absl::GetFlag(FLAGS_only))) {
      continue;
    }
    comparisons.push_back(std::move(row.comparison));
    goals.push_back(row.goal);
  }
  ASSIGN_OR_RETURN(const std::vector<Measured> measured,
                   Interleave(comparisons, rounds));
  RETURN_IF_ERROR(bench.coalescing.VerifyLog());
  RETURN_IF_ERROR(bench.alone.VerifyLog());
  for (size_t i = 0; i < measured.size(); ++i) {
    std::cout << GoalLine(comparisons[i], measured[i], goals[i], rounds)
              << std::endl;
  }
  return absl::OkStatus();
}

// The servers log as they always do, a line a call, but to nowhere.
void SendLogToNowhere() {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}

absl::Status Run(const std::string& directory, LoadProcess& load) {
  std::cout << MachineLine(directory) << std::endl;
  ASSIGN_OR_RETURN(const auto bare, BareServer::Start());
  ASSIGN_OR_RETURN(
      const auto coalescing,
      RegisterServer::Start(directory + "/coalescing.db", kCoalesce));
  ASSIGN_OR_RETURN(const auto alone,
                   RegisterServer::Start(directory + "/alone.db", 1));
  return Measure(
      {load, *bare, *coalescing, *alone, absl::GetFlag(FLAGS_seconds)},
      absl::GetFlag(FLAGS_rounds));
}

int CannotMeasure(const absl::Status& why) {
  std::cout << "loa-bench-rpc: " << why.ToString() << std::endl;
  return 1;
}

int Main() {
  auto load = LoadProcess::Fork();
  if (!load.ok()) return CannotMeasure(load.status());
  std::string directory = absl::GetFlag(FLAGS_dir) + "/rpc-XXXXXX";
  if (mkdtemp(directory.data()) == nullptr) {
    return CannotMeasure(absl::InvalidArgumentError(
        "give --dir DIRECTORY on the disk to measure"));
  }
  SendLogToNowhere();
  const absl::Status status = Run(directory, **load);
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
  return status.ok() ? 0 : CannotMeasure(status);
}

}  // namespace
}  // namespace loa::bench

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("measures the goals of group rpc");
  absl::ParseCommandLine(argc, argv);
  return loa::bench::Main();
}
