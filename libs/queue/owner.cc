#include "libs/queue/owner.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/queue/partition.h"
#include "libs/redis/errors.h"
#include "libs/redis/pipeline.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"

namespace loa::queue {
namespace {

// While entries keep coming, how many Takes pass between two looks for a
// stream that was set back.
constexpr int kTakesPerCheck = 16;

redis::Options WithTimeoutBeyondBlock(redis::Options options) {
  options.command_timeout =
      std::max(options.command_timeout, Owner::kMaxBlock + absl::Seconds(2));
  return options;
}

// The id that a value of XINFO STREAM names, of a flat list of pairs.
std::optional<StreamId> LastGeneratedId(redis::ReplyView info) {
  const absl::StatusOr<size_t> size = info.Size();
  for (size_t i = 0; size.ok() && i + 1 < *size; i += 2) {
    const absl::StatusOr<absl::string_view> name = info.At(i)->Text();
    if (!name.ok() || *name != "last-generated-id") continue;
    const absl::StatusOr<absl::string_view> id = info.At(i + 1)->Text();
    return id.ok() ? ParseStreamId(*id) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Owner::Owner(redis::Options options)
    : connection_(WithTimeoutBeyondBlock(std::move(options))) {}

absl::StatusOr<std::vector<Owner::Taken>> Owner::Take(
    absl::Span<const Holding> holdings, int max, absl::Duration block) {
  std::vector<Taken> taken;
  Follow(holdings);
  if (holdings.empty()) return taken;
  ASSIGN_OR_RETURN(const redis::Reply reply, Read(holdings, max, block));
  ASSIGN_OR_RETURN(const size_t streams, reply.view().Size());
  absl::flat_hash_map<std::string, Holding> by_key;
  for (const Holding& holding : holdings) {
    by_key.emplace(StreamKey(holding.partition), holding);
  }
  std::vector<Holding> read;
  for (size_t i = 0; i < streams; ++i) {
    ASSIGN_OR_RETURN(const redis::ReplyView stream, reply.view().At(i));
    ASSIGN_OR_RETURN(const redis::ReplyView name, stream.At(0));
    ASSIGN_OR_RETURN(const absl::string_view key, name.Text());
    const auto holding = by_key.find(key);
    if (holding == by_key.end()) continue;
    RETURN_IF_ERROR(TakeStream(holding->second, stream, taken));
    read.push_back(holding->second);
  }
  // What was taken is worth more than the housekeeping: an error of that is
  // met again by the next read.
  if (!read.empty()) Trim(read).IgnoreError();
  if (read.empty() || ++takes_since_check_ >= kTakesPerCheck) {
    takes_since_check_ = 0;
    CheckForRegress(holdings).IgnoreError();
  }
  return taken;
}

void Owner::Follow(absl::Span<const Holding> holdings) {
  absl::flat_hash_set<int> held;
  for (const Holding& holding : holdings) {
    held.insert(holding.partition);
    Cursor& cursor = cursors_[holding.partition];
    if (cursor.epoch != holding.epoch) cursor = Cursor{holding.epoch, {}};
  }
  absl::erase_if(cursors_,
                 [&](const auto& item) { return !held.contains(item.first); });
}

absl::StatusOr<redis::Reply> Owner::Read(absl::Span<const Holding> holdings,
                                         int max, absl::Duration block) {
  std::vector<std::string> words = {"XREAD", "COUNT", absl::StrCat(max)};
  // BLOCK 0 would wait for ever, so anything under a millisecond is no BLOCK.
  const int64_t millis = absl::ToInt64Milliseconds(std::min(block, kMaxBlock));
  if (millis > 0) {
    words.insert(words.end(), {"BLOCK", absl::StrCat(millis)});
  }
  words.push_back("STREAMS");
  for (const Holding& holding : holdings) {
    words.push_back(StreamKey(holding.partition));
  }
  for (const Holding& holding : holdings) {
    words.push_back(FormatStreamId(cursors_[holding.partition].last));
  }
  return connection_.Run(
      std::vector<absl::string_view>(words.begin(), words.end()));
}

absl::Status Owner::TakeStream(const Holding& holding, redis::ReplyView stream,
                               std::vector<Taken>& taken) {
  Cursor& cursor = cursors_[holding.partition];
  ASSIGN_OR_RETURN(const redis::ReplyView items, stream.At(1));
  ASSIGN_OR_RETURN(const size_t count, items.Size());
  for (size_t i = 0; i < count; ++i) {
    ASSIGN_OR_RETURN(const redis::ReplyView item, items.At(i));
    ASSIGN_OR_RETURN(const redis::ReplyView name, item.At(0));
    ASSIGN_OR_RETURN(const absl::string_view id_text, name.Text());
    const std::optional<StreamId> id = ParseStreamId(id_text);
    if (!id.has_value()) {
      return redis::ReplyUnexpected("a stream id", "other text");
    }
    cursor.last = std::max(cursor.last, *id);
    ASSIGN_OR_RETURN(const redis::ReplyView fields, item.At(1));
    ASSIGN_OR_RETURN(const size_t size, fields.Size());
    absl::StatusOr<absl::string_view> lines = "";
    if (size == 2) lines = fields.At(1)->Text();
    TakeLines(holding, lines.ok() ? *lines : "", taken);
  }
  return absl::OkStatus();
}

void Owner::TakeLines(const Holding& holding, absl::string_view lines,
                      std::vector<Taken>& taken) {
  for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
    absl::StatusOr<Entry> entry = DecodeEntry(line);
    if (!entry.ok()) {
      ++counts_.malformed;
    } else if (entry->epoch != holding.epoch) {
      ++counts_.other_epoch;
    } else {
      ++counts_.taken;
      taken.push_back({holding.partition, *std::move(entry)});
    }
  }
}

absl::Status Owner::Trim(absl::Span<const Holding> holdings) {
  redis::Pipeline pipeline;
  for (const Holding& holding : holdings) {
    pipeline.Add({"XTRIM", StreamKey(holding.partition), "MINID", "~",
                  FormatStreamId(cursors_[holding.partition].last)});
  }
  return connection_.Run(pipeline).status;
}

absl::Status Owner::CheckForRegress(absl::Span<const Holding> holdings) {
  redis::Pipeline pipeline;
  for (const Holding& holding : holdings) {
    pipeline.Add({"XINFO", "STREAM", StreamKey(holding.partition)});
  }
  const redis::Connection::Replies result = connection_.Run(pipeline);
  for (size_t i = 0; i < result.replies.size(); ++i) {
    Cursor& cursor = cursors_[holdings[i].partition];
    if (cursor.last == StreamId()) continue;
    // An error reply here is "no such key".
    const redis::ReplyView info = result.replies[i].view();
    const std::optional<StreamId> last =
        info.status().ok() ? LastGeneratedId(info) : StreamId();
    if (!last.has_value() || *last >= cursor.last) continue;
    ++counts_.regressed;
    cursor.last = StreamId();
  }
  return result.status;
}

}  // namespace loa::queue
