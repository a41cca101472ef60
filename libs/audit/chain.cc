#include "libs/audit/chain.h"

#include "libs/base/sha256.h"

namespace loa::audit {
namespace {

void AppendInteger(uint64_t value, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>(value >> shift));
  }
}

void AppendText(absl::string_view text, std::string& out) {
  AppendInteger(text.size(), out);
  out.append(text.data(), text.size());
}

}  // namespace

std::string HashOf(const Entry& entry) {
  std::string bytes;
  AppendInteger(entry.number, bytes);
  AppendInteger(entry.recorded_at, bytes);
  AppendText(entry.principal, bytes);
  AppendText(entry.method, bytes);
  AppendText(entry.resource, bytes);
  AppendText(entry.unit, bytes);
  AppendText(entry.trace_id, bytes);
  AppendText(entry.request_hash, bytes);
  AppendText(entry.previous_hash, bytes);
  return base::Sha256Hex(bytes);
}

bool ChainVerifier::Add(const Entry& entry, absl::string_view stored_hash) {
  if (!result_.ok) return false;
  if (entry.number != result_.rows + 1) {
    Fail("the row is missing");
  } else if (entry.previous_hash != last_hash_) {
    Fail("the row does not follow the one before it");
  } else if (HashOf(entry) != stored_hash) {
    Fail("the row was changed");
  } else {
    ++result_.rows;
    last_hash_ = std::string(stored_hash);
  }
  return result_.ok;
}

void ChainVerifier::Finish(int64_t head_number, absl::string_view head_hash) {
  if (!result_.ok) return;
  if (head_number > result_.rows) {
    Fail("the log was cut off here");
  } else if (head_number != result_.rows || head_hash != last_hash_) {
    Fail("the head does not belong to the last row");
  }
}

void ChainVerifier::Fail(absl::string_view what) {
  if (!result_.ok) return;
  result_.ok = false;
  result_.first_bad_number = result_.rows + 1;
  result_.what = std::string(what);
}

}  // namespace loa::audit
