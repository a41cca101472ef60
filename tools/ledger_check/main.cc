// loa-ledger-check: did every publication appear exactly once, in order,
// neither early nor after its cancellation?  Exit code 0 yes, 1 no, 2 cannot
// tell.

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "tools/ledger_check/check.h"
#include "tools/ledger_check/publications.h"

ABSL_FLAG(std::string, ledger, "", "the simulator's ledger");
ABSL_FLAG(std::string, publications, "",
          "content's side, JSON lines; see publications.h");
ABSL_FLAG(std::string, output, "",
          "where to write the findings; empty: stdout");

namespace loa::ledger_check {
namespace {

constexpr int kClean = 0;
constexpr int kViolated = 1;
constexpr int kCannotTell = 2;

int CannotTell(absl::string_view why) {
  std::cerr << "loa-ledger-check: " << why << "\n";
  return kCannotTell;
}

int Run() {
  const std::string path = absl::GetFlag(FLAGS_publications);
  std::ifstream file(path, std::ios::binary);
  if (!file) return CannotTell("give --publications FILE that can be read");
  std::ostringstream text;
  text << file.rdbuf();
  const auto publications = ParsePublications(text.str());
  if (!publications.ok()) return CannotTell(publications.status().message());
  const auto ledger = pagesim::ReadLedger(absl::GetFlag(FLAGS_ledger));
  if (!ledger.ok()) return CannotTell(ledger.status().message());

  const Findings findings = Check(*ledger, *publications);
  const std::string output = absl::GetFlag(FLAGS_output);
  if (output.empty()) {
    std::cout << ToJson(findings);
  } else if (!(std::ofstream(output) << ToJson(findings))) {
    return CannotTell("cannot write the findings");
  }
  return findings.Clean() ? kClean : kViolated;
}

}  // namespace
}  // namespace loa::ledger_check

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("compares the simulator's ledger with content");
  absl::ParseCommandLine(argc, argv);
  return loa::ledger_check::Run();
}
