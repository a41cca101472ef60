#ifndef LOA_TOOLS_BENCHMARKS_MACHINE_H_
#define LOA_TOOLS_BENCHMARKS_MACHINE_H_

#include <string>

namespace loa::bench {

// One line for people on the machine and what else runs on it: processor,
// cores, memory, kernel, how long a durable write of 4 KiB takes in
// `directory`, load of the last minute.
std::string MachineLine(const std::string& directory);

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_MACHINE_H_
