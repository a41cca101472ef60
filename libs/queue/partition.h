#ifndef LOA_LIBS_QUEUE_PARTITION_H_
#define LOA_LIBS_QUEUE_PARTITION_H_

#include <string>

#include "absl/strings/string_view.h"

namespace loa::queue {

// The partition of a page, 0 .. partitions - 1: XXH64 (seed 0) of its bare
// id, modulo `partitions`, which is at least 1.  `page` is the id or the name
// ("abc" and "pages/abc" are the same page).  Part of the contract: every
// service and every release must agree.
int PartitionOf(absl::string_view page, int partitions);

// The stream of a partition: "loa:{p07}:q".  The braces are a hash tag, so that
// all keys of a partition live on one node of a Redis Cluster.
std::string StreamKey(int partition);

}  // namespace loa::queue

#endif  // LOA_LIBS_QUEUE_PARTITION_H_
