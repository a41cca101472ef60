#include "libs/auth/proven_tokens.h"

#include <cstring>

namespace loa::auth {
namespace {

// A digest's own first bytes spread as well as any hash of it.
size_t SlotOf(const std::string& digest) {
  size_t first = 0;
  std::memcpy(&first, digest.data(), sizeof(first));
  return first % ProvenTokens::kSlots;
}

}  // namespace

std::optional<Principal> ProvenTokens::Find(const std::string& digest,
                                            absl::Time now) const {
  const size_t at = SlotOf(digest);
  base::MutexLock lock(mutexes_[at % kLocks]);
  const Slot& slot = slots_[at];
  if (slot.digest != digest || now < slot.token.valid_from ||
      now >= slot.token.valid_until) {
    return std::nullopt;
  }
  return slot.token.principal;
}

void ProvenTokens::Remember(const std::string& digest,
                            const ProvenToken& token) {
  const size_t at = SlotOf(digest);
  base::MutexLock lock(mutexes_[at % kLocks]);
  slots_[at] = {digest, token};
}

}  // namespace loa::auth
