#include "libs/queue/relay.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/queue/errors.h"
#include "libs/queue/partition.h"
#include "libs/redis/pipeline.h"
#include "libs/status/status_macros.h"

namespace loa::queue {
namespace {

// Entries in one stream entry: about 4 KB, where packing gains no more.
constexpr int kLinesPerStreamEntry = 64;

class Packer {
 public:
  explicit Packer(int64_t max_length) : max_length_(absl::StrCat(max_length)) {}

  void Add(int partition, const Entry& entry) {
    Pack& pack = packs_[partition];
    if (pack.count > 0) pack.lines += '\n';
    pack.lines += EncodeEntry(entry);
    if (++pack.count == kLinesPerStreamEntry) Flush(partition, pack);
  }

  redis::Pipeline Finish() && {
    for (auto& [partition, pack] : packs_) {
      if (pack.count > 0) Flush(partition, pack);
    }
    return std::move(pipeline_);
  }

 private:
  struct Pack {
    std::string lines;
    int count = 0;
  };

  void Flush(int partition, Pack& pack) {
    pipeline_.Add({"XADD", StreamKey(partition), "MAXLEN", "~", max_length_,
                   "*", "e", pack.lines});
    pack = Pack();
  }

  const std::string max_length_;
  std::map<int, Pack> packs_;
  redis::Pipeline pipeline_;
};

}  // namespace

Relay::Relay(Options options)
    : options_(options), connection_(std::move(options.redis)) {}

absl::Status Relay::HandOver(absl::Span<const Entry> entries) {
  Packer packer(options_.max_length);
  for (const Entry& entry : entries) {
    if (!IsEntryId(entry.publication)) {
      return EntryInvalid("publication", entry.publication);
    }
    if (!IsEntryId(entry.page)) return EntryInvalid("page", entry.page);
    packer.Add(PartitionOf(entry.page, options_.partitions), entry);
  }
  redis::Connection::Replies result =
      connection_.Run(std::move(packer).Finish());
  for (const redis::Reply& reply : result.replies) {
    RETURN_IF_ERROR(reply.status());
  }
  return result.status;
}

}  // namespace loa::queue
