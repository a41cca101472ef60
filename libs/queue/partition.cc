#include "libs/queue/partition.h"

#include <xxhash.h>

#include <cstdint>

#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace loa::queue {

int PartitionOf(absl::string_view page, int partitions) {
  absl::ConsumePrefix(&page, "pages/");
  return static_cast<int>(XXH64(page.data(), page.size(), 0) %
                          static_cast<uint64_t>(partitions));
}

std::string StreamKey(int partition) {
  return absl::StrFormat("loa:{p%02d}:q", partition);
}

}  // namespace loa::queue
