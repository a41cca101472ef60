// loa-pagesim: a page platform for demonstrations and tests.

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "libs/base/clock.h"
#include "libs/base/log.h"
#include "tools/pagesim/http_server.h"
#include "tools/pagesim/simulator.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:0",
          "address and port; 0: a free one");
ABSL_FLAG(std::string, port_file, "", "where to write the port");
ABSL_FLAG(std::string, ledger, "", "append-only record of all that happened");
ABSL_FLAG(std::string, page_token_secret, "pagesim", "makes the pages' tokens");
ABSL_FLAG(std::string, app_secret, "pagesim-app", "of the one app");
ABSL_FLAG(bool, refuse_duplicates, false,
          "answer 506 to a text that equals the page's newest post");

namespace loa::pagesim {
namespace {

// Written beside and moved: a reader never sees half a number.
bool WritePort(const std::string& path, int port) {
  if (path.empty()) return true;
  const std::string beside = path + ".new";
  std::ofstream(beside) << port << "\n";
  return std::rename(beside.c_str(), path.c_str()) == 0;
}

int Run() {
  if (absl::GetFlag(FLAGS_ledger).empty()) {
    std::cerr << "loa-pagesim: give --ledger FILE\n";
    return EXIT_FAILURE;
  }
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);  // before any thread

  auto simulator = Simulator::Open(
      {.ledger = absl::GetFlag(FLAGS_ledger),
       .page_token_secret = absl::GetFlag(FLAGS_page_token_secret),
       .app_secret = absl::GetFlag(FLAGS_app_secret),
       .refuse_duplicates = absl::GetFlag(FLAGS_refuse_duplicates)},
      base::SystemClock());
  if (!simulator.ok()) {
    std::cerr << "loa-pagesim: " << simulator.status().message() << "\n";
    return EXIT_FAILURE;
  }
  auto server = HttpServer::Start(
      absl::GetFlag(FLAGS_listen),
      [&](const Request& request) { return (*simulator)->Handle(request); });
  if (!server.ok()) {
    std::cerr << "loa-pagesim: " << server.status().message() << "\n";
    return EXIT_FAILURE;
  }
  if (!WritePort(absl::GetFlag(FLAGS_port_file), (*server)->port())) {
    std::cerr << "loa-pagesim: cannot write the port file\n";
    return EXIT_FAILURE;
  }
  base::Log(base::Severity::kInfo, "listening", {{"port", (*server)->port()}});
  int signal = 0;
  sigwait(&stop, &signal);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace loa::pagesim

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("a page platform in the Graph API's shapes");
  absl::ParseCommandLine(argc, argv);
  loa::base::SetLogService("pagesim");
  return loa::pagesim::Run();
}
