#include "services/units/access/secrets.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/auth/secret.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"

namespace loa::units {
namespace {

constexpr size_t kMinSecretChars = 16;

absl::StatusOr<std::string> HashOfFile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string secret, ReadSecret(path));
  if (secret.size() < kMinSecretChars) {
    return SecretsUnreadable(path, "a secret has at least 16 characters");
  }
  return auth::HashSecret(secret);
}

}  // namespace

absl::StatusOr<std::string> ReadSecret(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path, std::ios::binary);
  if (!file) return SecretsUnreadable(path, "it does not open");
  const std::string content((std::istreambuf_iterator<char>(file)),
                            std::istreambuf_iterator<char>());
  // Editors end a file with a newline that is not part of the secret.
  return std::string(absl::StripAsciiWhitespace(content));
}

absl::StatusOr<MountedSecrets> ReadMountedSecrets(
    const std::string& bootstrap_file, const std::string& service_dir) {
  MountedSecrets secrets;
  if (!bootstrap_file.empty()) {
    ASSIGN_OR_RETURN(secrets.bootstrap_sha256, HashOfFile(bootstrap_file));
  }
  if (service_dir.empty()) return secrets;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(service_dir, error)) {
    const std::string name = entry.path().filename().string();
    if (absl::StrContains(name, '.') || !entry.is_regular_file(error)) continue;
    ASSIGN_OR_RETURN(secrets.services[name], HashOfFile(entry.path().string()));
  }
  if (error) return SecretsUnreadable(service_dir, error.message());
  return secrets;
}

}  // namespace loa::units
