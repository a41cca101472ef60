#ifndef LOA_TOOLS_BENCHMARKS_RPC_LOAD_H_
#define LOA_TOOLS_BENCHMARKS_RPC_LOAD_H_

#include <cstdint>
#include <string>
#include <vector>

// The callers' side: a closed loop of RPCs whose answers are all checked.
namespace loa::bench {

inline constexpr int kInFlight = 64;
// As many as the first user's province has.
inline constexpr int kUnits = 191;

// Id and name of unit `i`, 0 <= i < kUnits, wherever it is asked for.
std::string UnitIdOf(int64_t i);
std::string UnitTitleOf(int64_t i);

enum class Rpc { kGetUnit, kUpdatePage };

// What to call, where and for how long.
struct LoadOrder {
  Rpc rpc = Rpc::kGetUnit;
  int port = 0;                    // on loopback, plaintext
  std::string token;               // bearer; "" for none
  std::vector<std::string> pages;  // kUpdatePage: names to take turns with
  double seconds = 1;              // measured; a fifth of it before is not
};

// What came of it.
struct LoadResult {
  int64_t completed = 0;  // answers, those outside the measured time too
  double per_second = 0;  // in the measured time
  std::string error;      // the first wrong answer; "" when all were right
};

// Keeps kInFlight calls going over a few connections of its own.
LoadResult DriveLoad(const LoadOrder& order);

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_RPC_LOAD_H_
