#include "libs/queue/entry.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/queue/errors.h"

namespace loa::queue {
namespace {

constexpr size_t kMaxIdBytes = 128;

// Plain digits only: SimpleAtoi() alone would take "+1" and " 1".
bool ParseNumber(absl::string_view text, int64_t* value) {
  const absl::string_view digits =
      absl::StartsWith(text, "-") ? text.substr(1) : text;
  if (digits.empty() || !absl::ascii_isdigit(digits.front())) return false;
  return absl::SimpleAtoi(text, value) && absl::StrCat(*value) == text;
}

}  // namespace

bool IsEntryId(absl::string_view id) {
  if (id.empty() || id.size() > kMaxIdBytes) return false;
  for (const unsigned char c : id) {
    if (!absl::ascii_isalnum(c) && c != '.' && c != '_' && c != ':' &&
        c != '/' && c != '-') {
      return false;
    }
  }
  return true;
}

std::string EncodeEntry(const Entry& entry) {
  return absl::StrCat("1 ", entry.publication, " ", entry.page, " ",
                      entry.due_micros, " ", entry.epoch);
}

absl::StatusOr<Entry> DecodeEntry(absl::string_view line) {
  const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');
  if (parts.size() != 5) return EntryMalformed("it has not five parts");
  if (parts[0] != "1") return EntryMalformed("its format is unknown");
  Entry entry;
  if (!IsEntryId(parts[1])) return EntryMalformed("its publication is no id");
  if (!IsEntryId(parts[2])) return EntryMalformed("its page is no id");
  if (!ParseNumber(parts[3], &entry.due_micros)) {
    return EntryMalformed("its due time is no number");
  }
  if (!ParseNumber(parts[4], &entry.epoch)) {
    return EntryMalformed("its epoch is no number");
  }
  entry.publication = std::string(parts[1]);
  entry.page = std::string(parts[2]);
  return entry;
}

}  // namespace loa::queue
