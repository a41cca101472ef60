#ifndef LOA_SERVICES_UNITS_ACCESS_SECRETS_H_
#define LOA_SERVICES_UNITS_ACCESS_SECRETS_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"

namespace loa::units {

// The secrets that are mounted, not stored: hashes of the first line of each
// file.
struct MountedSecrets {
  // SHA-256, hex, of the bootstrap secret; "": no bootstrap.
  std::string bootstrap_sha256;
  // Service principal ("content") -> SHA-256 of its secret.
  std::map<std::string, std::string> services;
};

// Reads `bootstrap_file` ("": none) and every regular file of `service_dir`
// ("": none), whose name is the service's.  Names with a dot are left alone
// (what a Kubernetes mount adds).  Errors: SECRETS_UNREADABLE, also for a
// secret of fewer than 16 characters.
absl::StatusOr<MountedSecrets> ReadMountedSecrets(
    const std::string& bootstrap_file, const std::string& service_dir);

// The secret in `path`, white space around it aside; "" for no path.
// Errors: SECRETS_UNREADABLE.
absl::StatusOr<std::string> ReadSecret(const std::string& path);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ACCESS_SECRETS_H_
