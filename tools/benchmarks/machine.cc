#include "tools/benchmarks/machine.h"

#include <fcntl.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace loa::bench {
namespace {

constexpr int kSyncs = 51;

std::string ProcessorName() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const size_t colon = line.find(": ");
    if (absl::StartsWith(line, "model name") && colon != std::string::npos) {
      return line.substr(colon + 2);
    }
  }
  return "unknown processor";
}

// Median milliseconds of overwriting 4 KiB durably, as a database's log does;
// negative when it fails.
double SyncMillis(const std::string& directory) {
  std::string path = directory + "/sync-XXXXXX";
  const int file = mkstemp(path.data());
  if (file < 0) return -1;
  unlink(path.c_str());
  const std::array<char, 4096> block = {};
  std::vector<double> millis;
  for (int i = 0; i < kSyncs; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    if (pwrite(file, block.data(), block.size(), 0) != ssize_t{block.size()} ||
        fdatasync(file) != 0) {
      close(file);
      return -1;
    }
    millis.push_back(std::chrono::duration<double, std::milli>(
                         std::chrono::steady_clock::now() - begin)
                         .count());
  }
  close(file);
  std::nth_element(millis.begin(), millis.begin() + kSyncs / 2, millis.end());
  return millis[kSyncs / 2];
}

}  // namespace

std::string MachineLine(const std::string& directory) {
  struct sysinfo memory = {};
  sysinfo(&memory);
  struct utsname kernel = {};
  uname(&kernel);
  double load = 0;
  getloadavg(&load, 1);
  return absl::StrFormat(
      "machine: %d cores of %s, %.0f GiB, %s %s, durable 4 KiB write %.2f ms, "
      "load %.2f",
      std::thread::hardware_concurrency(), ProcessorName(),
      static_cast<double>(memory.totalram) * memory.mem_unit / (1 << 30),
      kernel.sysname, kernel.release, SyncMillis(directory), load);
}

}  // namespace loa::bench
