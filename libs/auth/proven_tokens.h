#ifndef LOA_LIBS_AUTH_PROVEN_TOKENS_H_
#define LOA_LIBS_AUTH_PROVEN_TOKENS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/auth/principal.h"
#include "libs/base/mutex.h"

namespace loa::auth {

// What a rightly signed token says.
struct ProvenToken {
  Principal principal;
  // Good at `now` when valid_from <= now < valid_until, with the skew of
  // clocks in both.
  absl::Time valid_from, valid_until;
};

// Tokens whose signature was checked, because checking one costs more than
// several bare RPCs and a caller sends the same one for minutes.  Knows SHA-256
// digests, never tokens.  A fixed number of slots, each for the last token that
// fell into it: memory is bounded, and a flood of good tokens only makes it
// forget.  Thread-safe.
class ProvenTokens {
 public:
  static constexpr size_t kSlots = 1024;

  ProvenTokens() : slots_(kSlots) {}

  // Who the token with this digest (32 bytes) is of; nullopt when it is not
  // known or not good at `now`, and must be verified.
  std::optional<Principal> Find(const std::string& digest,
                                absl::Time now) const;
  void Remember(const std::string& digest, const ProvenToken& token);

 private:
  static constexpr size_t kLocks = 16;

  struct Slot {
    std::string digest;  // "": empty
    ProvenToken token;
  };

  mutable std::array<base::Mutex, kLocks> mutexes_;
  std::vector<Slot> slots_;  // slot i is guarded by mutex i % kLocks
};

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_PROVEN_TOKENS_H_
