#ifndef LOA_LIBS_AUTH_SEALING_H_
#define LOA_LIBS_AUTH_SEALING_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/ids.h"

namespace loa::auth {

// Seals credentials at rest: AES-256-GCM under keys from a mounted file, each
// sealed text bound to what it belongs to and to the key's id.  Immutable,
// thread-safe.  Rotation: put a new key on the first line and restart; the
// service seals everything again (NeedsResealing tells what); then take the old
// line away.
class Sealer {
 public:
  // `keys`: lines "<key id>:<64 hex digits>"; the first seals, all open.
  // Blank lines and lines from '#' on are skipped.  Errors:
  // SEALING_KEY_MISSING, SEALING_KEY_MALFORMED, SEALING_KEY_WEAK (not 32
  // bytes, or fewer than 16 distinct ones: no random key looks like that).
  static absl::StatusOr<std::unique_ptr<Sealer>> Create(absl::string_view keys,
                                                        base::IdSource& ids);
  // The same from a file.
  static absl::StatusOr<std::unique_ptr<Sealer>> FromFile(
      const std::string& path, base::IdSource& ids);
  ~Sealer();
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

  // "v1:<key id>:<base64url of nonce, ciphertext and tag>".  `owner` is the
  // resource name that the secret belongs to, such as "pages/abc".  `plain`
  // is at most 1 MiB: more ends the process.
  std::string Seal(absl::string_view plain, absl::string_view owner) const;

  // Errors: SEALED_DATA_DAMAGED when a bit was changed or `owner` is another,
  // SEALING_KEY_UNKNOWN when its key is not in the file any more.
  absl::StatusOr<std::string> Open(absl::string_view sealed,
                                   absl::string_view owner) const;

  // True when `sealed` is not under the key that seals today.
  bool NeedsResealing(absl::string_view sealed) const;

  const std::string& sealing_key_id() const { return keys_.front().id; }

 private:
  struct Key {
    std::string id;
    std::string bytes;
  };
  Sealer(std::vector<Key> keys, base::IdSource& ids);
  static absl::StatusOr<Key> ParseKey(int line, absl::string_view text);

  std::vector<Key> keys_;
  base::IdSource& ids_;
};

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_SEALING_H_
